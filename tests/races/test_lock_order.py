"""Sales lock all they need before they take their number: whoever comes late to a row waits in a ring (PostgreSQL)."""

import pytest
from django.db import connection

from storefront.checkout import actions
from storefront.checkout.complete import complete
from storefront.discounts.actions import create_voucher
from storefront.kernel import counters
from tests import parallel
from tests.storefront.checkout.shop import a_checkout, a_shop

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer: no rings"),
]


def test_a_code_that_was_taken_off_is_not_waited_for(together, monkeypatch):
    shop = a_shop(goods=2)
    create_voucher(shop.channel, ["DIX"], value=10, usage_limit=10)
    without, with_code = a_checkout(shop), a_checkout(shop, variants=shop.variants[1:])
    for checkout in (without, with_code):
        actions.add_promo(checkout.pk, "DIX")
    actions.remove_promo(without.pk, "DIX")
    numbered_and_locked, take_numbers = parallel.barrier(2), counters.take_numbers

    def buy(checkout):
        def take(name, count):
            if checkout is with_code:
                numbered_and_locked.wait(parallel.PATIENCE)
                return take_numbers(name, count)
            numbers = take_numbers(name, count)
            numbered_and_locked.wait(parallel.PATIENCE)
            return numbers

        monkeypatch.setattr(counters, "take_numbers", take)
        return complete(checkout.pk).number

    assert together(buy, [without, with_code]) == [1, 2]
