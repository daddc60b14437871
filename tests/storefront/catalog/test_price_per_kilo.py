"""What a kilogram costs: ProductVariant.pricePerKilo."""

import pytest

from storefront.catalog.actions import NewVariant, update_variant_price
from storefront.pricing.spread import per_kilo
from tests.shop import a_channel, a_product, ask

pytestmark = pytest.mark.django_db
ASKED = """{ product(slug: "bread", channel: "%s") { variants { name pricePerKilo { amount currency } } } }"""


def per_kilos(channel="pain"):
    return {
        row["name"]: row["pricePerKilo"] and (row["pricePerKilo"]["amount"], row["pricePerKilo"]["currency"])
        for row in ask(ASKED % channel)["product"]["variants"]
    }


def test_by_the_variant_s_own_weight_else_the_product_s():
    a_product("Bread", weight=400, variants=[NewVariant("Whole", price=300), NewVariant("Half", price=170, weight=200)])
    assert per_kilos() == {"Whole": (7.5, "EUR"), "Half": (8.5, "EUR")}


def test_nothing_without_weight():
    a_product("Bread", variants=[NewVariant("Bouquet", price=300), NewVariant("Air", price=300, weight=0)])
    assert per_kilos() == {"Bouquet": None, "Air": None}


def test_it_follows_what_is_asked_today_and_what_it_weighs():
    bread = a_product("Bread", variants=[NewVariant("Loaf", price=300, weight=500)])
    assert per_kilos() == {"Loaf": (6.0, "EUR")}
    update_variant_price(bread.variants.get(), bread.channel, 300, discounted=250)
    assert per_kilos() == {"Loaf": (5.0, "EUR")}
    bread.variants.update(weight=300)
    assert per_kilos() == {"Loaf": (8.33, "EUR")}


def test_currencies_without_cents():
    a_product("Bread", channel=a_channel("tokyo", currency="JPY"), variants=[NewVariant("Loaf", price=301, weight=400)])
    assert per_kilos("tokyo") == {"Loaf": (753.0, "JPY")}


def test_halves_are_rounded_up():
    assert [per_kilo(*each) for each in ((1, 2000), (1, 2001), (3, 2000), (0, 10), (None, 10), (5, None))] == [
        1,
        0,
        2,
        0,
        None,
        None,
    ]


def test_it_costs_as_many_statements_for_1_or_3_products(statements):
    document = '{ products(first: 9, channel: "pain") { edges { node { variants { pricePerKilo { amount } } } } } }'
    counts = []
    for number in range(3):
        a_product(f"Bread {number}", variants=[NewVariant(f"{n}", price=300, weight=500) for n in range(number + 1)])
        with statements() as count:
            ask(document)
        counts.append(len(count))
    assert counts[0] == counts[1] == counts[2] == 4  # the channel, the products, their variants, their prices
