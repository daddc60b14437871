"""What things cost: gross, net, reduced, and the lowest price of the last 30 days."""

import datetime

import pytest

from storefront.catalog.actions import update_variant_price
from storefront.kernel import clock
from tests.shop import a_product, a_variant, ask

pytestmark = pytest.mark.django_db
PRICES = """{ product(slug: "tarte", channel: "pain") {
    pricing { onSale displayGrossPrices discount { gross { amount } }
        priceRange { start { gross { amount fractionalAmount } net { amount } tax { amount } }
                     stop { gross { amount } } }
        priceRangeUndiscounted { start { gross { amount } } stop { gross { amount } } } }
    variants { pricing { onSale price { gross { amount } } priceUndiscounted { gross { amount } }
        pricePrior { gross { amount } } discount { gross { amount } } } } } }"""


@pytest.fixture(autouse=True)
def clock_put_right():
    yield
    clock.move()


def gross(price):
    return price and price["gross"]["amount"]


def shown():
    return ask(PRICES)["product"]


def test_a_range_from_the_cheapest_to_the_dearest_with_its_vat():
    a_product("Tarte", variants=[a_variant("4", 1055), a_variant("8", 1899), a_variant("none", None)])
    pricing = shown()["pricing"]
    assert pricing["priceRange"] == {
        "start": {
            "gross": {"amount": 10.55, "fractionalAmount": 1055},
            "net": {"amount": 10.0},
            "tax": {"amount": 0.55},
        },
        "stop": {"gross": {"amount": 18.99}},
    }
    assert (pricing["onSale"], pricing["discount"], pricing["displayGrossPrices"]) == (False, None, True)


def test_a_reduced_price_moves_the_range_and_says_by_how_much():
    product = a_product("Tarte", 1000)
    update_variant_price(product.variants.get(), product.channel, 1000, discounted=750)
    pricing = shown()["pricing"]
    assert pricing["onSale"] is True
    assert gross(pricing["discount"]) == 2.5
    assert gross(pricing["priceRange"]["start"]) == 7.5
    assert gross(pricing["priceRangeUndiscounted"]["stop"]) == 10.0


def test_beside_a_reduced_price_stands_the_lowest_of_the_30_days_before():
    start = clock.now()
    product = a_product("Tarte", 1000)
    variant, channel = product.variants.get(), product.channel
    for days, price, discounted in ((10, 800, None), (40, 1200, None), (60, 1200, 900)):
        clock.move(start + datetime.timedelta(days=days))
        update_variant_price(variant, channel, price, discounted=discounted)
    pricing = shown()["variants"][0]["pricing"]
    assert (gross(pricing["price"]), gross(pricing["priceUndiscounted"])) == (9.0, 12.0)
    assert gross(pricing["pricePrior"]) == 8.0  # in force until the 40th day, within the 30 before the 60th
    update_variant_price(variant, channel, 1200)
    assert shown()["variants"][0]["pricing"]["pricePrior"] is None


def test_a_variant_without_price_is_not_for_sale():
    product = a_product("Tarte", 1000)
    update_variant_price(product.variants.get(), product.channel, None)
    assert shown()["variants"] == []
    assert shown()["pricing"]["priceRange"] is None


def test_a_price_below_nothing_is_refused():
    product = a_product("Tarte", 1000)
    for price, discounted in ((-1, None), (500, 600), (500, -1)):
        with pytest.raises(Exception, match="A price is 0 or more"):
            update_variant_price(product.variants.get(), product.channel, price, discounted=discounted)
    assert gross(shown()["pricing"]["priceRange"]["start"]) == 10.0
