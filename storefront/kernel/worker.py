"""The worker: lets listeners hear, does tasks, and what is due every so often. Started by `worker` and by `run`."""

import logging
import threading
from contextlib import contextmanager
from datetime import timedelta

from django.db import close_old_connections, connections
from django.utils.module_loading import autodiscover_modules

from . import clock, events, holds, listening, outbox

logger = logging.getLogger(__name__)
IDLE = 0.5  # seconds between two looks when there was nothing to do
EVENTS_KEPT = timedelta(days=90)
HANDS = 3  # one slow payment must not keep the mails
_rounds = {}


def every(seconds, kind):
    """Decorator: the function (given a Task) is a task of this kind once in each span of that many seconds."""

    def register(action):
        _rounds[kind] = seconds
        return outbox.performs(kind)(action)

    return register


def learn():
    """Import what every area and plugin says that it performs, does regularly and listens to: its actions."""
    autodiscover_modules("actions")


def begin():
    """Once the database is up to date and before anybody buys: every listener gets its place in the log."""
    learn()
    listening.begin()


def work(stop, hands=HANDS):
    """Work until the threading.Event `stop` is set, then finish what is in hand."""
    begin()
    helpers = [threading.Thread(target=_loop, args=(stop, [_do_task]), daemon=True) for _ in range(hands - 1)]
    for helper in helpers:
        helper.start()
    _loop(stop, [_promise_rounds, listening.react, _do_task])
    for helper in helpers:
        helper.join()


def work_off():
    """Do all that can be done now, once, in this thread: for tests and one-off commands."""
    while listening.react() or outbox.work_once():
        pass


def _loop(stop, chores):
    while not stop.is_set():
        close_old_connections()
        try:
            busy = True in [chore() for chore in chores]  # each has its turn
        except Exception:
            logger.exception("The worker stumbled; it goes on.")
            busy = False
        if not busy:
            stop.wait(IDLE)
    connections.close_all()


def _do_task():
    task = outbox.claim()
    if task is None:
        return False
    with heartbeat(task):
        outbox.perform(task)
    return True


@contextmanager
def heartbeat(task, seconds=None):
    """Keep the task's lease alive while the block runs."""
    over = threading.Event()
    beat = threading.Thread(target=_beat, args=(task, over, seconds or outbox.LEASE.total_seconds() / 3), daemon=True)
    beat.start()
    try:
        yield
    finally:
        over.set()
        beat.join()


def _beat(task, over, seconds):
    try:
        while not over.wait(seconds):
            try:
                if not outbox.keep(task):
                    return
            except Exception:
                logger.exception("No heartbeat for task %s; it will be tried again.", task.key)
    finally:
        connections.close_all()


_promised = {}


def _promise_rounds():
    """Put this span's task of everything regular; the unique key makes it one among all workers."""
    now = int(clock.now().timestamp())
    for kind, seconds in _rounds.items():
        span = now // seconds
        if _promised.get(kind) != span:
            outbox.put(kind, span)
            _promised[kind] = span
    return False


@every(600, "kernel.tidy")
def tidy(_task):
    """Remove what counts nowhere any more."""
    while holds.sweep():
        pass
    outbox.forget_done()
    events.forget(clock.now() - EVENTS_KEPT)
