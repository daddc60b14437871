"""Locks: rows and words belong to one transaction at a time, in one order for all."""

from django.db import transaction

from storefront.kernel.locks import atomic, lock, lock_one, lock_word
from storefront.kernel.models import Counter, Scarce


def test_locking_in_any_order_counts_right_and_never_waits_for_ever(together):
    rows = [Counter.objects.create(name=name) for name in "ab"]
    things = [Scarce.objects.create(kind="stock", key=key) for key in "ab"]

    @atomic
    def count_up(wanted):
        for row in lock(*wanted):
            field = "value" if isinstance(row, Counter) else "capacity"
            setattr(row, field, getattr(row, field) + 1)
            row.save()

    def work(process):
        wanted = [*rows, *things]
        for _time in range(10):
            count_up(wanted[::-1] if process % 2 else wanted)

    together(work, range(4))
    assert [row.value for row in Counter.objects.all()] == [40, 40]
    assert [thing.capacity for thing in Scarce.objects.all()] == [40, 40]


def test_what_is_gone_is_none(transactional_db):
    row = Counter.objects.create(name="a")
    gone = Counter(name="gone")
    with transaction.atomic():
        assert lock(gone, row) == [None, row]
        assert lock_one(Counter, "gone") is None


def test_a_locked_word_keeps_others_out(together):
    Counter.objects.create(name="a")

    @atomic
    def count_up():
        lock_word("the counter")
        value = Counter.objects.get(name="a").value
        Counter.objects.filter(name="a").update(value=value + 1)

    together(lambda _process: [count_up() for _time in range(10)] and None, range(4))
    assert Counter.objects.get().value == 40
