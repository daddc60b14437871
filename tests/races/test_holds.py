"""Many buyers at one moment, in processes of their own; races once more without the guard, where they must fail."""

import contextlib
import random
from datetime import timedelta

from django.db.models import Sum

from storefront.kernel import clock, holds, locks
from storefront.kernel.holds import actions, ledger
from storefront.kernel.models import Hold, Scarce
from tests import parallel

PROCESSES, ROUNDS, STOCK = 8, 10, 50


def a_thing(capacity, key="loaf"):
    return Scarce.objects.create(kind="stock", key=key, capacity=capacity)


@contextlib.contextmanager
def unguarded(monkeypatch, name, meet):
    """No transaction, no row locks, and everybody reads (at `name`) before anybody writes."""
    read = getattr(ledger, name)

    def read_then_wait(*args, **kwargs):
        answer = read(*args, **kwargs)
        meet.wait(parallel.PATIENCE)
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(locks, "locked", lambda queryset: queryset.order_by("pk"))
        patch.setattr(locks, "lock_word", lambda word: None)
        patch.setattr(ledger, name, read_then_wait)
        yield


def buyers(acquire, meet=None):
    """The work of one process: ROUNDS customers one after the other (all processes in step if they meet); its sales."""

    def work(process):
        got = 0
        for customer in range(ROUNDS):
            with contextlib.suppress(holds.Short):
                got += len(acquire(f"Checkout:{process}-{customer}", [(loaf_key(), 1)]))
            if meet:
                meet.wait(parallel.PATIENCE)
        return got

    return work


def loaf_key():
    return Scarce.objects.get(key="loaf").pk


def test_fifty_loaves_are_sold_fifty_times(together):
    a_thing(STOCK)
    got = together(buyers(holds.acquire), range(PROCESSES))
    assert sum(got) == STOCK
    assert Hold.objects.aggregate(n=Sum("quantity")) == {"n": STOCK}
    assert holds.rooms([loaf_key()]) == {loaf_key(): 0}


def test_fifty_loaves_are_sold_more_than_fifty_times_without_the_guard(together, monkeypatch):
    a_thing(STOCK)
    meet = parallel.barrier(PROCESSES)
    with unguarded(monkeypatch, "taken_by_others", meet):
        got = together(buyers(holds.acquire.__wrapped__, meet), range(PROCESSES))
    assert sum(got) == 56  # all eight saw 48 taken, so all eight bought


def test_baskets_of_several_things_in_any_order_do_not_lock_each_other_up(together):
    things = [a_thing(12, str(n)) for n in range(4)]

    def work(process):
        got = 0
        for customer in range(6):
            order = things if process % 2 else things[::-1]
            with contextlib.suppress(holds.Short):
                got += bool(holds.acquire(f"Checkout:{process}-{customer}", [(thing, 1) for thing in order]))
        return got

    assert sum(together(work, range(6))) == 12
    assert set(holds.rooms(things).values()) == {0}


def late_payments():
    """Two checkouts held the last loaf one after the other, and both are paid now that their holds are over."""
    loaf = a_thing(1)
    clock.move(clock.now() - timedelta(hours=2))
    holds.acquire("Checkout:0", [(loaf, 1)])
    clock.move(clock.now() + timedelta(hours=1))
    holds.acquire("Checkout:1", [(loaf, 1)])
    clock.move(None)


def pay(confirm):
    def work(process):
        return len(confirm(f"Checkout:{process}", new_owner=f"Order:{process}"))

    return work


def test_late_money_is_taken_once(together):
    late_payments()
    answers = together(pay(holds.confirm), range(2))
    assert sorted(type(answer).__name__ for answer in answers) == ["Short", "int"]
    assert Scarce.objects.get().confirmed == 1


def test_late_money_is_taken_twice_without_the_guard(together, monkeypatch):
    late_payments()
    with unguarded(monkeypatch, "taken_by_others", parallel.barrier(2)):
        answers = together(pay(holds.confirm.__wrapped__), range(2))
    assert answers == [1, 1]
    assert Scarce.objects.get().confirmed == 2


def a_sold_loaf():
    loaf = a_thing(5)
    holds.confirm("Order:1", [(loaf, 1)])
    holds.confirm("Order:2", [(loaf, 1)])


def test_a_cancelled_order_gives_back_once(together):
    a_sold_loaf()
    together(lambda _n: holds.release("Order:1"), range(4))
    assert Scarce.objects.get().confirmed == 1


def test_a_cancelled_order_gives_back_twice_without_the_guard(together, monkeypatch):
    a_sold_loaf()
    meet = parallel.barrier(2)

    def read_then_wait(changes):
        meet.wait(parallel.PATIENCE)
        return ledger.shift_confirmed(changes)

    with monkeypatch.context() as patch:
        patch.setattr(locks, "locked", lambda queryset: queryset.order_by("pk"))
        patch.setattr(actions, "shift_confirmed", read_then_wait)
        together(lambda _n: holds.release.__wrapped__("Order:1"), range(2))
    assert Scarce.objects.get().confirmed == 0  # Order:2's loaf was given away too


def test_a_confirmation_said_many_times_counts_once(together):
    loaf = a_thing(5)
    holds.acquire("Checkout:a", [(loaf, 2)])
    together(lambda _n: holds.confirm("Checkout:a"), range(4))
    assert Scarce.objects.get().confirmed == 2


def test_one_visitor_with_many_windows_is_still_one_visitor(together):
    things = [a_thing(9, str(n)) for n in range(4)]

    def work(window):
        return len(holds.acquire(f"Checkout:{window}", [(things[window], 1)], visitor="v", most=2))

    answers = together(work, range(4))
    assert sorted(type(answer).__name__ for answer in answers) == ["TooMany", "TooMany", "int", "int"]


def test_the_last_loaf_is_extended_or_sold_but_not_both(together):
    loaf = a_thing(1)
    [hold] = holds.acquire("Checkout:a", [(loaf, 1)])

    def work(who):
        step = holds.extend if who == "a" else lambda owner: holds.acquire(owner, [(loaf, 1)])
        for _try in range(20):
            with contextlib.suppress(holds.Short):
                step(f"Checkout:{who}")

    clock.move(hold.held_until + timedelta(milliseconds=980))  # the children inherit it
    try:
        together(work, ["a", "b"])
        assert holds.rooms([loaf])[loaf.pk] >= 0
    finally:
        clock.move(None)


def test_random_histories_in_parallel_keep_the_books(together):
    things = [a_thing(20, str(n)) for n in range(3)]

    def work(seed):
        dice = random.Random(seed)
        for _step in range(40):
            owner = f"Checkout:{dice.randrange(6)}"
            wants = [(thing, dice.randrange(5)) for thing in dice.sample(things, 2)]
            step = dice.choice([holds.acquire, holds.acquire, holds.confirm, holds.release, holds.extend])
            with contextlib.suppress(holds.Short):
                step(owner, wants) if step is holds.acquire else step(owner)

    together(work, range(6))
    for thing in things:
        thing.refresh_from_db()
        sold = Hold.objects.filter(scarce=thing, state="CONFIRMED").aggregate(n=Sum("quantity"))["n"] or 0
        assert thing.confirmed == sold
        assert holds.room(thing) >= 0
