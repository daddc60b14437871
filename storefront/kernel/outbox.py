"""Promises: what must happen after a commit is a row written in that commit; workers keep trying until it is done.

A task may run twice (a worker can die after the deed and before noting it), so actions are idempotent: the task's key
is theirs to pass on. The network is never inside a transaction: an action runs in none unless it opens its own.
"""

import hashlib
import logging
import random
import uuid
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Count, Q

from . import clock
from .models import Task

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
MOST_TRIES = 10
LONGEST_PAUSE = timedelta(hours=6)
LONGEST_KEY = 160
KEPT = timedelta(days=30)
_actions = {}


def performs(kind, forget=False):
    """Decorator: the function does tasks of this kind, given the Task. `forget`: wipe the payload afterwards."""

    def register(perform):
        _actions[kind] = (perform, forget)
        return perform

    return register


def put(kind, key, payload=None, *, due=None, channel_id=None):
    """Promise a task; the same kind and key a second time is the same promise. One statement."""
    now = clock.now()
    Task.objects.bulk_create(
        [
            Task(
                kind=kind,
                key=_unique(kind, key),
                payload=payload or {},
                due=due or now,
                channel_id=channel_id,
                created_at=now,
            )
        ],
        ignore_conflicts=True,
    )


def waiting(now):
    """The tasks that could be taken at that moment: due, and in nobody's hands or in those of a worker that died."""
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    return Task.objects.filter(free, done_at=None, dead_at=None, due__lte=now).order_by("due", "pk")


def claim(kinds=None):
    """Take the next task for LEASE, or None. Of several workers each gets another one."""
    now = clock.now()
    tasks = waiting(now)
    if kinds is not None:
        tasks = tasks.filter(kind__in=kinds)
    if not tasks.exists():  # without a lock: idle workers must not stop those who write
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            tasks = tasks.select_for_update(skip_locked=True)
        task = tasks.first()
        if task is None:
            return None
        task.lease, task.leased_until, task.tries = uuid.uuid4(), now + LEASE, task.tries + 1
        task.save(update_fields=["lease", "leased_until", "tries"])
    return task


def keep(task):
    """Heartbeat: hold on to a claimed task for another LEASE; False when somebody else has it by now."""
    return bool(_mine(task).update(leased_until=clock.now() + LEASE))


def perform(task):
    """Do a claimed task and note how it went; an action's exception becomes a later try."""
    if task.tries > MOST_TRIES:
        return _note(task, dead_at=clock.now(), last_error="Its worker died each time. " + task.last_error)
    try:
        if task.kind not in _actions:
            raise LookupError(f"Nobody performs {task.kind!r}; is a plugin missing?")
        action, forget = _actions[task.kind]
        action(task)
    except Exception as error:
        logger.exception("Task %s failed (try %s).", task.key, task.tries)
        return _postpone(task, error)
    return _note(task, done_at=clock.now(), last_error="", **({"payload": {}} if forget else {}))


def work_once(kinds=None):
    """Take one task and do it; says whether there was one."""
    task = claim(kinds)
    if task:
        perform(task)
    return task is not None


def dead():
    """The tasks that were given up, newest first."""
    return Task.objects.exclude(dead_at=None).order_by("-dead_at", "-pk")


def retry(task):
    """Try a given-up task again from the start; nothing happens to others. Returns the task as it is now."""
    Task.objects.filter(pk=task.pk).exclude(dead_at=None).update(
        dead_at=None, tries=0, due=clock.now(), lease=None, leased_until=None
    )
    task.refresh_from_db()
    return task


def forget_done(before=None):
    """Delete tasks done before then (30 days ago)."""
    Task.objects.filter(done_at__lt=before or clock.now() - KEPT).delete()


def pause(tries, dice=random):
    """How long to wait after so many tries: 5 s, 10 s, 20 s … 6 h, each shortened at random by up to half."""
    longest = min(timedelta(seconds=5) * 2 ** (tries - 1), LONGEST_PAUSE)
    return longest * (1 - dice.random() / 2)


def _postpone(task, error):
    text = f"{type(error).__name__}: {error}"[:2000]
    now = clock.now()
    if task.tries >= MOST_TRIES:
        return _note(task, dead_at=now, last_error=text)
    return _note(task, due=now + pause(task.tries), last_error=text)


def _note(task, **fields):
    if not _mine(task).update(lease=None, leased_until=None, **fields):
        logger.warning("Task %s went to another worker meanwhile.", task.key)


def _mine(task):
    return Task.objects.filter(pk=task.pk, lease=task.lease, done_at=None)


def queue():
    """{kind: how many wait}: for the health page."""
    rows = Task.objects.filter(done_at=None, dead_at=None).order_by()
    return dict(rows.values_list("kind").annotate(Count("pk")))


def _unique(kind, key):
    word = f"{kind}:{key}"
    return word if len(word) <= LONGEST_KEY else f"{word[:80]}#{hashlib.sha256(word.encode()).hexdigest()}"
