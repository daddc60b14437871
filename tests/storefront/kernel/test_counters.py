"""Numbers without gaps."""

import pytest
from django.db import transaction

from storefront.kernel.counters import next_number, take_numbers


@pytest.mark.django_db
def test_numbers_count_up_by_series(statements):
    with statements() as count:
        assert [next_number("orders"), next_number("orders"), next_number("invoices")] == [1, 2, 1]
    assert len(count) == 3
    assert list(take_numbers("orders", 3)) == [3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_a_bug():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        next_number("orders")


def test_parallel_orders_and_failures_leave_no_gap(together):
    def work(_process):
        kept = []
        for n in range(10):
            with transaction.atomic():
                number = next_number("orders")
                if n % 3 == 2:
                    transaction.set_rollback(True)
                else:
                    kept.append(number)
        return kept

    numbers = [number for kept in together(work, range(4)) for number in kept]
    assert sorted(numbers) == list(range(1, 29))
