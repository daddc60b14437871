"""The log: numbers follow commits, and nothing is ever missed."""

import datetime
import os
import sqlite3
import subprocess
import sys

import pytest
from django.db import connection, transaction

from storefront.kernel import clock, events, listening, outbox, worker
from storefront.kernel.models import Counter, Event, Task
from tests import live, parallel


@pytest.mark.django_db
def test_events_are_read_in_order_from_anywhere():
    thing = Counter.objects.create(name="c")
    events.append("order.placed", thing, channel_id=3, total=1234)
    events.append("order.paid", "Order:7")
    events.append("order.placed", "Order:8")
    first, second, third = events.read()
    assert [e.number for e in (first, second, third)] == [1, 2, 3]
    assert (first.name, first.subject, first.channel_id, first.data) == (
        "order.placed",
        "Counter:c",
        3,
        {"total": 1234},
    )
    assert events.read(after=2) == [third]
    assert events.read(names=["order.placed"]) == [first, third]
    assert events.read(limit=1) == [first]
    assert events.latest() == 3
    events.append("order.paid", "Order:8")
    assert [e.number for e in events.read(after=3)] == [4]


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_leaves_neither_event_nor_number():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        events.append("order.placed", "Order:1")
        raise ZeroDivisionError
    events.append("order.placed", "Order:2")
    assert [(e.number, e.subject) for e in events.read()] == [(1, "Order:2")]


@pytest.mark.django_db
def test_reading_when_nothing_is_new_costs_two_statements(statements):
    events.append("order.placed", "Order:1")
    events.read()
    with statements() as count:
        assert events.read(after=1) == []
    assert len(count) == 2


def test_the_second_commits_before_the_first(together):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time: the second cannot commit first")
    meet = parallel.barrier(2)

    def work(which):
        if which == "second":
            meet.wait(parallel.PATIENCE)  # the first has written
            events.append("e", "second")
            seen = events.read()
            meet.wait(parallel.PATIENCE)  # the first may commit
            return seen
        with transaction.atomic():
            events.append("e", "first")
            meet.wait(parallel.PATIENCE)
            meet.wait(parallel.PATIENCE)
        return None

    _none, seen = together(work, ["first", "second"])
    assert [e.subject for e in seen] == ["second"]
    late = events.read(after=seen[-1].number)
    assert [e.subject for e in late] == ["first"]
    assert late[0].pk < seen[0].pk  # "id > last seen" would have lost it


def test_a_reader_beside_many_writers_misses_nothing(together):
    writers, each = 4, 15
    done = parallel.barrier(writers + 1)

    def work(who):
        if who < writers:
            for n in range(each):
                with transaction.atomic():
                    events.append("e", f"{who}-{n}")
                    transaction.set_rollback(n % 5 == 4)
            done.wait(parallel.PATIENCE)
            return None
        seen = []
        while len(seen) < writers * each * 4 // 5:
            seen += events.read(after=seen[-1].number if seen else 0, limit=7)
        done.wait(parallel.PATIENCE)
        return seen

    seen = together(work, range(writers + 1))[-1]
    assert [e.number for e in seen] == list(range(1, 49))
    for writer in range(writers):
        mine = [e.subject for e in seen if e.subject.startswith(f"{writer}-")]
        assert mine == [f"{writer}-{n}" for n in range(each) if n % 5 != 4]


@pytest.mark.django_db
def test_old_events_are_forgotten_but_the_numbers_go_on():
    for n in range(3):
        events.append("e", str(n))
    events.latest()
    events.forget(before=Event.objects.get(number=3).at)
    assert [e.subject for e in events.read()] == ["2"]


@pytest.mark.django_db
def test_the_worker_forgets_events_after_three_months():
    events.append("e", "old")
    clock.move(clock.now() + datetime.timedelta(days=91))
    events.append("e", "new")
    worker.tidy(None)
    assert [e.subject for e in events.read()] == ["new"]


def test_migrating_lets_listeners_begin_before_any_worker_runs(tmp_path):
    outside = {name: value for name, value in os.environ.items() if name not in live.OURS}
    outside["SHOP_DATA"] = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "storefront", "migrate"], cwd=live.ROOT, env=outside, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(tmp_path / "shop.sqlite3") as database:
        marks = database.execute("SELECT name, value FROM kernel_counter WHERE name LIKE 'listener:%'").fetchall()
    assert ("listener:storefront.orders.actions.late_money.give_back_late_money", 0) in marks


@pytest.fixture
def heard(monkeypatch):
    """A listener of its own, and what it has heard."""
    monkeypatch.setattr(listening, "_listeners", {})
    log = []

    @listening.listens("order.placed")
    def hear(event):
        log.append(event.subject)
        if event.data.get("poison") and len(log) < 3:
            raise RuntimeError("too hard")

    return log


@pytest.mark.django_db
def test_a_listener_hears_each_event_once_from_its_beginning(heard):
    events.append("order.placed", "Order:0")
    listening.begin()
    for n in (1, 2):
        events.append("order.placed", f"Order:{n}")
        events.append("order.paid", f"Order:{n}")
    while listening.react():
        pass
    assert heard == ["Order:1", "Order:2"]
    events.append("order.placed", "Order:3")
    worker.work_off()
    assert heard == ["Order:1", "Order:2", "Order:3"]
    assert not listening.react()


@pytest.mark.django_db
def test_what_a_listener_cannot_digest_becomes_a_task(heard):
    listening.begin()
    events.append("order.placed", "Order:1", poison=True)
    events.append("order.placed", "Order:2")
    assert listening.react()
    assert heard == ["Order:1", "Order:2"]
    task = Task.objects.get()
    assert (task.kind, task.done_at) == ("kernel.hear", None)
    outbox.work_once()
    task.refresh_from_db()
    assert heard == ["Order:1", "Order:2", "Order:1"]
    assert task.done_at
