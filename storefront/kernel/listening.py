"""Reacting to events: each listener has a bookmark in the log and sees every event once, in order.

A listener runs inside the transaction that moves its bookmark: it writes, mostly promises into the outbox, and never
touches the network. What a listener cannot digest becomes a task of its own, so that it holds nobody up.
"""

import logging
from dataclasses import dataclass

from django.db import connection, transaction

from . import events, outbox
from .models import Counter, Event

logger = logging.getLogger(__name__)
BATCH = 50


@dataclass(frozen=True)
class Listener:
    """A function and the events it wants; `name` marks its place in the log."""

    name: str
    hear: callable
    events: frozenset

    @property
    def bookmark(self):
        """The Counter row with the number of the last event seen."""
        return f"listener:{self.name}"


_listeners = {}


def listens(*names):
    """Decorator: the function is called with each event of these names."""

    def register(hear):
        name = f"{hear.__module__}.{hear.__qualname__}"[:70]
        _listeners[name] = Listener(name, hear, frozenset(names))
        return hear

    return register


def begin():
    """Put a bookmark for each new listener at the end of the log: call it when the shop starts, before anybody buys."""
    missing = {listener.bookmark for listener in _listeners.values()}
    missing -= set(Counter.objects.filter(name__in=missing).values_list("name", flat=True))
    if missing:
        last = events.latest()
        Counter.objects.bulk_create([Counter(name=name, value=last) for name in sorted(missing)], ignore_conflicts=True)


def react():
    """Let every listener hear what is new to it; says whether there was anything."""
    if not _listeners:
        return False
    begin()
    last = events.latest()
    marks = Counter.objects.filter(name__startswith="listener:", value__lt=last)
    behind = set(marks.values_list("name", flat=True))
    return True in [_catch_up(listener) for listener in _listeners.values() if listener.bookmark in behind]


@transaction.atomic
def _catch_up(listener):
    mark = Counter.objects.filter(name=listener.bookmark)
    if connection.features.has_select_for_update_skip_locked:
        mark = mark.select_for_update(skip_locked=True)
    mark = mark.first()
    if mark is None:  # another worker is at it
        return False
    news = events.numbered(mark.value, BATCH)
    for event in news:
        if event.name in listener.events:
            _hear(listener, event)
    if news:
        mark.value = news[-1].number
        mark.save(update_fields=["value"])
    return bool(news)


def _hear(listener, event):
    try:
        with transaction.atomic():
            listener.hear(event)
    except Exception:
        logger.exception("%s could not digest event %s; it will be tried again as a task.", listener.name, event.number)
        outbox.put("kernel.hear", f"{listener.name}:{event.number}", {"listener": listener.name, "event": event.pk})


@outbox.performs("kernel.hear")
def hear_again(task):
    """One event for one listener, after it failed."""
    with transaction.atomic():
        _listeners[task.payload["listener"]].hear(Event.objects.get(pk=task.payload["event"]))
