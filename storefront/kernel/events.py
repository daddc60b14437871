"""The log of what happened, append-only. Everybody who must be told reads it; nothing else tells anybody anything.

An event is written in the transaction of its change, without a number: a row that gets its id first may commit last,
and whoever reads "id > last seen" would never see it. The first reader gives numbers to what is committed, one reader
at a time, so numbers follow the order of commits and "number > last seen" misses nothing.
"""

from django.db import transaction
from django.db.models import Max, Model

from . import clock
from .counters import take_numbers
from .locks import lock_word
from .models import Event

SERIES = "kernel.events"
BATCH = 200


def append(name, subject, channel_id=None, **data):
    """Write that something happened: a name such as "order.placed", to an object or to "Order:<uuid>"."""
    return Event.objects.create(
        name=name, subject=subject_of(subject), channel_id=channel_id, data=data, at=clock.now()
    )


def subject_of(subject):
    """An object as events know it: "Order:<uuid>"."""
    return f"{type(subject).__name__}:{subject.pk}" if isinstance(subject, Model) else subject


def read(after=0, limit=100, names=None):
    """The events behind that number, in order of their commits; with `names`, those only."""
    number_new()
    return numbered(after, limit, names)


def latest():
    """The number of the last event, 0 when nothing ever happened."""
    number_new()
    return Event.objects.aggregate(last=Max("number"))["last"] or 0


def numbered(after, limit, names=None):
    """read() for those who have called number_new() themselves."""
    rows = Event.objects.filter(number__gt=after).order_by("number")
    return list((rows.filter(name__in=names) if names is not None else rows)[:limit])


def number_new():
    """Give numbers to the events committed since the last time; one statement when there are none."""
    while Event.objects.filter(number=None).exists():
        with transaction.atomic():
            lock_word(SERIES)
            new = list(Event.objects.filter(number=None).order_by("id")[:BATCH])
            if not new:
                return
            for event, number in zip(new, take_numbers(SERIES, len(new)), strict=True):
                event.number = number
            Event.objects.bulk_update(new, ["number"])


def forget(before):
    """Delete what happened before then, except the last event."""
    Event.objects.filter(at__lt=before, number__lt=latest()).delete()
