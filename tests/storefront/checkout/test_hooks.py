"""What plugins may do to a basket."""

from types import SimpleNamespace

import pytest

from storefront import hooks
from storefront.delivery.options import Option
from storefront.hooks import hook
from storefront.kernel import ids
from storefront.kernel.errors import ShopError
from storefront.orders.models import Order
from storefront.pricing.totals import Adjustment
from tests.storefront.checkout.shop import PARIS, a_checkout, gid
from tests.storefront.checkout.words import ADD_PROMO, CALCULATE, COMPLETE, DELIVERY, PROBLEMS, READ, SHIPPING, codes

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
