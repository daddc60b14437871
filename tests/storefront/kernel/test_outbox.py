"""The outbox: promised once, done at least once, given up visibly."""

import multiprocessing
import os
import random
import signal
import threading
from datetime import timedelta

import pytest
from django.db import transaction

from storefront.kernel import clock, outbox, worker
from storefront.kernel.models import Counter, Task
from tests import parallel


@pytest.fixture
def deeds(monkeypatch):
    """Actions of our own: `note` remembers, `fail` always fails; the list is what was done."""
    monkeypatch.setattr(outbox, "_actions", dict(outbox._actions))
    done = []

    @outbox.performs("note")
    def note(task):
        done.append(task.payload)

    @outbox.performs("secret", forget=True)
    def secret(task):
        done.append(task.payload)

    @outbox.performs("fail")
    def fail(task):
        done.append(task.tries)
        raise ConnectionError("no network")

    return done


def later(**span):
    clock.move(clock.now() + timedelta(**span))


@pytest.mark.django_db
def test_the_same_promise_twice_is_done_once(deeds, statements):
    with statements() as count:
        outbox.put("note", "a", {"n": 1})
    assert len(count) == 1
    outbox.put("note", "a", {"n": 2})
    outbox.put("secret", "a", {"n": 3})
    assert outbox.queue() == {"note": 1, "secret": 1}
    while outbox.work_once():
        pass
    assert deeds == [{"n": 1}, {"n": 3}]
    outbox.put("note", "a", {"n": 4})
    assert not outbox.work_once()
    assert Task.objects.get(kind="note").payload == {"n": 1}
    assert Task.objects.get(kind="secret").payload == {}


@pytest.mark.django_db(transaction=True)
def test_a_promise_is_kept_only_if_its_transaction_was(deeds):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.put("note", "a")
        raise ZeroDivisionError
    assert not outbox.work_once()


@pytest.mark.django_db
def test_a_task_waits_until_it_is_due(deeds):
    outbox.put("note", "a", due=clock.now() + timedelta(hours=1))
    assert not outbox.work_once()
    later(hours=1)
    assert outbox.work_once()


@pytest.mark.django_db
def test_very_long_keys_stay_different(deeds):
    for end in "ab":
        outbox.put("note", "k" * 500 + end)
    assert outbox.queue() == {"note": 2}


@pytest.mark.django_db
def test_failures_back_off_and_end_where_staff_see_them(deeds):
    outbox.put("fail", "a")
    for _try in range(outbox.MOST_TRIES):
        assert outbox.work_once()
        assert not outbox.work_once()
        later(hours=6)
    [task] = outbox.dead()
    assert deeds == list(range(1, outbox.MOST_TRIES + 1))
    assert task.last_error == "ConnectionError: no network"
    outbox.retry(task)
    assert list(outbox.dead()) == []
    assert outbox.work_once()
    assert deeds[-1] == 1


@pytest.mark.django_db
def test_a_kind_nobody_performs_is_not_lost(deeds):
    outbox.put("unknown", "a")
    assert outbox.work_once()
    assert "Nobody performs 'unknown'" in Task.objects.get().last_error
    assert outbox.queue() == {"unknown": 1}


def test_pauses_double_up_to_six_hours_and_differ():
    pauses = [outbox.pause(tries, random.Random(tries)).total_seconds() for tries in range(1, 20)]
    for tries, seconds in enumerate(pauses, 1):
        longest = min(5 * 2 ** (tries - 1), 6 * 3600)
        assert longest / 2 < seconds <= longest


@pytest.mark.django_db
def test_a_lost_lease_cannot_note_anything(deeds):
    outbox.put("note", "a")
    slow = outbox.claim()
    later(seconds=61)
    quick = outbox.claim()
    assert quick.pk == slow.pk
    assert not outbox.keep(slow)
    outbox.perform(slow)
    assert Task.objects.get().done_at is None
    assert outbox.keep(quick)
    outbox.perform(quick)
    assert Task.objects.get().done_at


@pytest.mark.django_db
def test_a_task_that_kills_its_workers_is_given_up(deeds):
    outbox.put("note", "a")
    for _try in range(outbox.MOST_TRIES):
        assert outbox.claim()
        later(seconds=61)
    assert outbox.work_once()
    assert deeds == []
    assert "worker died" in outbox.dead()[0].last_error


def test_workers_never_share_a_task(together):
    for n in range(40):
        outbox.put("note", n)

    def work(_worker):
        mine = []
        while task := outbox.claim():
            mine.append(task.key)
        return mine

    taken = [key for keys in together(work, range(4)) for key in keys]
    assert sorted(taken) == sorted(f"note:{n}" for n in range(40))


def test_a_killed_workers_task_comes_back(transactional_db, deeds):
    started = multiprocessing.get_context("fork").Event()

    @outbox.performs("hang")
    def hang(_task):
        started.set()
        signal.pause()

    outbox.put("hang", "a")
    parallel.part_ways()
    victim = multiprocessing.get_context("fork").Process(target=worker.work, args=(threading.Event(), 1), daemon=True)
    victim.start()
    assert started.wait(parallel.PATIENCE)
    os.kill(victim.pid, signal.SIGKILL)
    victim.join()

    assert outbox.claim(["hang"]) is None
    later(seconds=61)
    outbox.performs("hang")(lambda task: deeds.append(task.tries))
    assert outbox.work_once(["hang"])
    assert deeds == [2]
    assert Task.objects.get(kind="hang").done_at


def test_a_heartbeat_keeps_the_lease_of_a_slow_task(transactional_db, monkeypatch, deeds):
    outbox.put("note", "a")
    task = outbox.claim()
    before, beaten = Task.objects.get().leased_until, threading.Event()
    keep = outbox.keep

    def keep_and_tell(task):
        answer = keep(task)
        beaten.set()
        return answer

    monkeypatch.setattr(outbox, "keep", keep_and_tell)
    with worker.heartbeat(task, seconds=0.01):
        assert beaten.wait(parallel.PATIENCE)
    assert Task.objects.get().leased_until > before


def test_the_loop_works_until_it_is_stopped(transactional_db, deeds):
    stop = threading.Event()

    @outbox.performs("last")
    def last(task):
        deeds.append(task.payload)
        stop.set()

    outbox.put("fail", "a")
    outbox.put("last", "b", {"n": 2}, due=clock.now() + timedelta(milliseconds=1))
    loop = threading.Thread(target=worker.work, args=(stop,))
    loop.start()
    loop.join(parallel.PATIENCE)
    assert not loop.is_alive()
    assert sorted(deeds, key=str) == [1, {"n": 2}]


@pytest.mark.django_db
def test_regular_chores_are_promised_once_in_each_span(monkeypatch):
    monkeypatch.setattr(worker, "_promised", {})
    clock.move("2026-03-28T12:00:00+00:00")
    for _look in range(2):
        worker._promise_rounds()
        worker._promised.clear()  # another worker
    assert Task.objects.filter(kind="kernel.tidy").count() == 1
    later(minutes=10)
    worker._promise_rounds()
    assert Task.objects.filter(kind="kernel.tidy").count() == 2
    worker.work_off()
    assert outbox.queue() == {}


@pytest.mark.django_db
def test_done_tasks_are_forgotten_after_a_month(deeds):
    outbox.put("note", "a")
    outbox.work_once()
    outbox.forget_done()
    assert Task.objects.count() == 1
    later(days=31)
    outbox.forget_done()
    assert Task.objects.count() == 0
    assert Counter.objects.count() == 0
