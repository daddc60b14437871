"""What plugins may do to a basket."""

from types import SimpleNamespace

import pytest

from storefront import hooks
from storefront.delivery.options import Option
from storefront.discounts.actions import create_gift_card
from storefront.hooks import hook
from storefront.kernel import ids
from storefront.kernel.errors import ShopError
from storefront.orders.models import Order
from storefront.payments import actions as payments
from storefront.pricing.totals import Adjustment
from tests.doubles import till
from tests.storefront.checkout.shop import PARIS, a_checkout, gid
from tests.storefront.checkout.words import (
    ADD_PROMO,
    CALCULATE,
    COMPLETE,
    DELIVERY,
    PROBLEMS,
    READ,
    REMOVE_PROMO,
    SHIPPING,
    codes,
)

pytestmark = pytest.mark.django_db
DRONE = ids.to_global("app", "drone:1")


@pytest.fixture
def plugin():
    """plugin(function, …): these hooks answer during the test."""
    board, mine = hooks.switchboard(), []

    def register(*functions):
        mine.append(SimpleNamespace(**{function.__name__: hook(function) for function in functions}))
        board.register(mine[-1])

    yield register
    for one in mine:
        board.unregister(one)


def test_another_way_to_deliver(shop, say, plugin):
    def delivery_options(checkout):
        return [Option("SHIPPING", DRONE, "Drone", 1500, checkout.currency)]

    plugin(delivery_options)
    checkout = a_checkout(shop)
    names = [d["shippingMethod"]["name"] for d in say(CALCULATE, id=gid(checkout))["deliveries"]]
    assert names == ["Drone", "Pain Comptoir"]
    say(DELIVERY, id=gid(checkout), deliveryMethodId=DRONE)
    say(SHIPPING, id=gid(checkout), shippingAddress=PARIS)
    basket = say(READ, id=gid(checkout))
    assert (basket["delivery"]["shippingMethod"]["name"], basket["totalPrice"]["gross"]["amount"]) == ("Drone", 17.5)
    assert say(PROBLEMS, id=gid(checkout))["problems"] == []


def test_a_discount_and_a_problem(shop, say, plugin):
    def adjustments(checkout, lines):
        return [
            Adjustment(
                "lines", "PERCENTAGE", 1000, frozenset(line.pk for line in lines), name="Tuesday", type="PROMOTION"
            )
        ]

    def checkout_problems(checkout):
        return [ShopError("INVALID", "Not on Tuesdays.", "lines")]

    plugin(adjustments)
    checkout = a_checkout(shop, 2)
    assert say(READ, id=gid(checkout))["totalPrice"]["gross"]["amount"] == 4.5
    plugin(checkout_problems)
    assert codes(say(COMPLETE, id=gid(checkout))) == [("INVALID", "lines")]
    assert checkout.lines.count() == 1


def test_long_words_are_cut_when_they_are_copied_into_the_order(shop, say, plugin):
    def adjustments(checkout, lines):
        return [Adjustment("lines", "FIXED", 50, frozenset([lines[0].pk]), name="n" * 300, code="c" * 300)]

    def delivery_options(checkout):
        return [Option("SHIPPING", DRONE, "d" * 300, 1500, checkout.currency)]

    plugin(adjustments, delivery_options)
    variant = shop.variants[0]
    for row in (variant, variant.product):
        type(row).objects.filter(pk=row.pk).update(translations={"fr": {"name": "é" * 500}})
    checkout = a_checkout(shop, 2)
    say(DELIVERY, id=gid(checkout), deliveryMethodId=DRONE)
    say(SHIPPING, id=gid(checkout), shippingAddress=PARIS)
    with till.offered("CHARGE_SUCCESS"):
        payments.start(checkout, payments.Intent("tests.till", 1950))
    assert say(COMPLETE, id=gid(checkout))["errors"] == []
    order = Order.objects.get()
    line, discount = order.lines.get(), order.discounts.get()
    assert (line.translated_product_name, line.translated_variant_name) == ("é" * 386, "é" * 255)
    assert (line.discount_reason, line.voucher_code) == ("n" * 255, "c" * 255)
    assert (discount.name, discount.code, order.shipping_method_name) == ("n" * 255, "c" * 255, "d" * 255)


def test_a_code_the_core_does_not_know(shop, say, plugin):
    seen = []

    def promo_code(checkout, code):
        seen.append(code)
        return code == "ANNA-7"

    plugin(promo_code)
    checkout = a_checkout(shop)
    assert say(ADD_PROMO, checkoutId=gid(checkout), promoCode="ANNA-7")["errors"] == []
    assert codes(say(ADD_PROMO, checkoutId=gid(checkout), promoCode="OTHER")) == [("INVALID", "promoCode")]
    assert seen == ["ANNA-7", "OTHER"]


def test_it_comes_off_again(shop, say, plugin):
    seen = []

    def promo_code_off(checkout, code):
        seen.append((checkout.pk, code))
        return code == "ANNA-7"

    plugin(promo_code_off)
    checkout, card = a_checkout(shop), create_gift_card(shop.channel, 300)
    say(ADD_PROMO, checkoutId=gid(checkout), promoCode=card.code)
    assert say(REMOVE_PROMO, checkoutId=gid(checkout), promoCode=" ANNA-7 ")["errors"] == []
    assert codes(say(REMOVE_PROMO, checkoutId=gid(checkout), promoCode="OTHER")) == [("INVALID", "promoCode")]
    assert say(REMOVE_PROMO, checkoutId=gid(checkout), promoCode=card.code)["checkout"]["giftCards"] == []
    assert codes(say(REMOVE_PROMO, checkoutId=gid(checkout), promoCodeId=gid(card))) == [("INVALID", "promoCode")]
    assert seen == [(checkout.pk, "ANNA-7"), (checkout.pk, "OTHER")]


def test_rows_are_locked_before_the_order_is_placed_and_a_join_undoes_everything(shop, say, plugin):
    steps = []

    def rows_to_lock(checkout):
        steps.append("lock")
        return [shop.channel]

    def order_placing(checkout, order):
        steps.append(("placing", Order.objects.count()))
        raise ShopError("INVALID", "The oven is broken.", None)

    plugin(rows_to_lock, order_placing)
    checkout = a_checkout(shop)
    assert codes(say(COMPLETE, id=gid(checkout))) == [("INVALID", None)]
    assert (steps, Order.objects.count()) == (["lock", ("placing", 1)], 0)
    assert checkout.lines.count() == 1
