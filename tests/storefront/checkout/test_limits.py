"""Nobody fills the database: baskets begun within an hour, and orders that nobody has paid."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from storefront.accounts.tokens import access_token
from storefront.checkout.models import Checkout
from storefront.discounts.actions import create_gift_card
from storefront.kernel import clock
from storefront.orders.models import Order
from storefront.payments.actions import mark_paid
from tests.storefront.checkout.shop import a_checkout, a_customer, a_shop, gid
from tests.storefront.checkout.words import ADD_PROMO, COMPLETE, CREATE, codes

pytestmark = pytest.mark.django_db
TOO_MANY = [("QUANTITY_GREATER_THAN_LIMIT", None)]
UNPAID = [("CHECKOUT_NOT_FULLY_PAID", None)]


@pytest.fixture
def begin(shop, settings):
    """begin(address, user): the codes of a basket's beginning; two an hour are enough."""
    settings.SHOP_BASKETS_PER_HOUR = 2

    def post(address="203.0.113.7", user=None):
        body = {"query": CREATE, "variables": {"input": {"channel": shop.channel.slug, "lines": []}}}
        headers = {"authorization": f"Bearer {access_token(user)}"} if user else {}
        client = Client(REMOTE_ADDR=address)
        answer = client.post("/graphql/", json.dumps(body), content_type="application/json", headers=headers).json()
        return codes(answer["data"]["checkoutCreate"])

    return post


def test_one_address_begins_so_many_baskets_an_hour(begin):
    clock.move(clock.now())
    assert [begin(), begin(), begin(), begin()] == [[], [], TOO_MANY, TOO_MANY]
    assert Checkout.objects.count() == 2
    assert begin("203.0.113.8") == []
    clock.move(clock.now() + timedelta(minutes=59))
    assert begin() == TOO_MANY
    clock.move(clock.now() + timedelta(minutes=1))
    assert [begin(), begin(), begin()] == [[], [], TOO_MANY]


def test_somebody_signed_in_is_counted_whatever_the_address(begin):
    user = a_customer()
    assert [begin(f"203.0.113.{n}", user) for n in (1, 2, 3)] == [[], [], TOO_MANY]
    assert begin("203.0.113.3") == []


def test_a_proxy_on_this_machine_is_not_one_visitor(begin):
    assert [begin(address) for address in ("127.0.0.1", "127.0.0.1", "127.0.0.1", "::1", "::1", "::1")] == [[]] * 6


def test_the_limit_may_be_lifted(begin, settings):
    settings.SHOP_BASKETS_PER_HOUR = 0
    assert [begin(), begin(), begin()] == [[], [], []]


@pytest.fixture
def owing(shop, say, monkeypatch):
    """buy(**who): the codes of a purchase to be paid at the counter; two such orders are enough."""
    monkeypatch.setattr("storefront.checkout.complete.MOST_UNPAID", 2)

    def buy(where=shop, **who):
        return codes(say(COMPLETE, id=gid(a_checkout(where, **who))))

    return buy


def test_so_many_orders_wait_for_their_money(shop, owing):
    assert [owing(), owing(), owing()] == [[], [], UNPAID]
    assert owing(email="boris@mail.example") == []
    assert owing(a_shop("fleurs")) == []
    first, second = Order.objects.filter(email="anna@mail.example", channel=shop.channel)
    mark_paid(first, first.total_gross)
    assert [owing(), owing()] == [[], UNPAID]
    Order.objects.filter(pk=second.pk).update(status="CANCELED")
    assert [owing(), owing()] == [[], UNPAID]
    Order.objects.update(handover="HANDED_OVER")
    assert owing() == []


def test_guests_cannot_use_up_what_a_customer_may_owe(owing):
    marc = a_customer()
    assert [owing(email=marc.email) for _ in range(3)] == [[], [], UNPAID]
    assert [owing(user=marc) for _ in range(3)] == [[], [], UNPAID]


def test_who_owes_enough_may_still_pay(shop, owing, say):
    assert [owing(), owing()] == [[], []]
    checkout = a_checkout(shop)
    say(ADD_PROMO, checkoutId=gid(checkout), promoCode=create_gift_card(shop.channel, 5000).code)
    assert codes(say(COMPLETE, id=gid(checkout))) == []
