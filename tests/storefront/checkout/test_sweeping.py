"""Baskets that nobody comes back to are taken away."""

from datetime import timedelta

import pytest

from storefront.accounts.models import Address
from storefront.checkout import actions
from storefront.checkout.models import Checkout
from storefront.kernel import clock, worker
from storefront.kernel.models import Event, Hold
from storefront.payments import actions as payments
from storefront.payments.models import Transaction
from tests.doubles import till
from tests.storefront.checkout.shop import a_checkout, gid
from tests.storefront.checkout.words import COMPLETE, CREATE, NOTE, READ

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def after(graphql, work):
    """after(days): that much time passes, and the worker does its chores; the ids of the baskets that are left."""
    start = clock.now()

    def pass_time(days):
        clock.move(start + days * DAY)
        worker._promise_rounds()
        work()
        return set(Checkout.objects.values_list("pk", flat=True))

    return pass_time


def test_a_basket_is_kept_thirty_days_and_an_empty_one_for_one(shop, say, after):
    full = a_checkout(shop)
    empty = say(CREATE, input={"channel": shop.channel.slug, "lines": []})["checkout"]["id"]
    assert len(after(0.9)) == 2
    assert after(1.1) == {full.pk}
    assert say(READ, id=empty) is None
    assert after(29.9) == {full.pk}
    assert after(30.1) == set()
    assert (Address.objects.filter(first_name="Anna").count(), Hold.objects.exclude(state="RELEASED").count()) == (0, 0)
    assert Event.objects.filter(subject__startswith="Checkout").count() == 0


def test_whoever_comes_back_keeps_it(shop, say, after):
    checkout = a_checkout(shop)
    after(20)
    say(NOTE, id=gid(checkout), customerNote="Bientôt !")
    assert after(49) == {checkout.pk}
    assert after(51) == set()


def test_a_basket_with_money_stays_for_ever(shop, after, work):
    baskets = {}
    for kind in ("CHARGE_SUCCESS", "AUTHORIZATION_SUCCESS", "CHARGE_REQUEST", "CHARGE_FAILURE"):
        baskets[kind] = a_checkout(shop)
        with till.offered(kind):
            payments.start(baskets[kind], payments.Intent("tests.till", 100))
    failed = baskets.pop("CHARGE_FAILURE")
    assert after(400) == {basket.pk for basket in baskets.values()}
    assert Transaction.objects.filter(checkout=None, idempotency_key__contains=str(failed.pk)).count() == 1


def test_a_promise_to_pay_at_the_counter_is_no_money(shop, after):
    payments.start(a_checkout(shop), payments.Intent("shop.pay-in-store", 250))
    assert after(31) == set()
    assert Transaction.objects.count() == 0


def test_what_has_become_an_order_stays(shop, say, after):
    assert say(COMPLETE, id=gid(a_checkout(shop)))["errors"] == []
    addresses = Address.objects.count()
    after(31)
    assert Address.objects.count() == addresses


def test_they_go_in_batches_of_bounded_work(shop, monkeypatch, statements):
    monkeypatch.setattr("storefront.checkout.actions.sweeping.BATCH", 2)
    for _ in range(3):
        a_checkout(shop, quantity=1)
    clock.move(clock.now() + 31 * DAY)
    counts, gone = [], []
    for _ in range(3):
        with statements() as count:
            gone.append(actions.sweep_once())
        counts.append(len(count))
    assert gone == [2, 1, 0]
    assert counts[0] == counts[1] <= 25
