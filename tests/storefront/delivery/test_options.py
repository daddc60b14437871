"""Which ways there are to deliver a parcel."""

import pytest

from storefront.delivery import queries
from storefront.delivery.options import Parcel
from storefront.kernel import holds
from tests.storefront.checkout.shop import a_point, a_shop, put_in

pytestmark = pytest.mark.django_db


def names(parcel):
    return [option.name for option in queries.options_for(parcel)]


def parcel_of(shop, quantity=1, **words):
    [first, *_] = shop.variants
    words = {"country": "FR", "postal_code": "75011", "subtotal": 1000, "weight": 500, **words}
    return Parcel(shop.channel, quantities={first.pk: quantity}, product_ids=frozenset([first.product_id]), **words)


def test_methods_come_by_price_then_points():
    shop = a_shop()
    assert names(parcel_of(shop)) == ["Bicycle", "Post", "Pain Comptoir"]


def test_an_option_says_what_it_costs_and_how_long_it_takes():
    shop = a_shop()
    _bike, post, point = queries.options_for(parcel_of(shop))
    assert (post.kind, post.price, post.currency, post.minimum_delivery_days, post.maximum_delivery_days) == (
        "SHIPPING",
        790,
        "EUR",
        2,
        4,
    )
    assert (point.kind, point.price, point.row) == ("COLLECTION", 0, shop.point)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({"country": "FR", "postal_code": "69002"}, ["Post", "Pain Comptoir"]),
        ({"country": "BE", "postal_code": "75011"}, ["Pain Comptoir"]),
        ({"country": "", "postal_code": ""}, ["Pain Comptoir"]),
        ({"country": "FR", "postal_code": "7 5 0 1 1"}, ["Bicycle", "Post", "Pain Comptoir"]),
    ],
)
def test_zones_and_postal_codes(address, expected):
    assert names(parcel_of(a_shop(), **address)) == expected


@pytest.mark.parametrize(
    ("limits", "offered"),
    [
        ({"minimum_order_price": 1000}, True),
        ({"minimum_order_price": 1001}, False),
        ({"maximum_order_price": 1000}, True),
        ({"maximum_order_price": 999}, False),
        ({"minimum_weight": 500}, True),
        ({"minimum_weight": 501}, False),
        ({"maximum_weight": 500}, True),
        ({"maximum_weight": 499}, False),
        ({"is_active": False}, False),
    ],
)
def test_limits_of_a_method(limits, offered):
    shop = a_shop()
    type(shop.bike).objects.filter(pk=shop.bike.pk).update(**limits)
    assert ("Bicycle" in names(parcel_of(shop))) is offered


def test_a_method_does_not_carry_excluded_products():
    shop = a_shop()
    shop.post.excluded_products.add(shop.variants[0].product)
    shop.bike.excluded_products.add(shop.variants[1].product)
    assert names(parcel_of(shop)) == ["Bicycle", "Pain Comptoir"]


def test_another_shops_methods_and_points_are_not_offered():
    shop, _other = a_shop(), a_shop("fleurs")
    assert names(parcel_of(shop)) == ["Bicycle", "Post", "Pain Comptoir"]


def test_a_local_point_needs_the_goods_on_its_own_shelves():
    shop = a_shop(stock=2)
    market = a_point(shop, "marche")
    put_in(market, shop.variants[0], 1)
    assert names(parcel_of(shop, 1))[2:] == ["Marche", "Pain Comptoir"]
    assert names(parcel_of(shop, 2))[2:] == ["Pain Comptoir"]
    assert names(parcel_of(shop, 3))[2:] == ["Pain Comptoir"]  # ALL: from everywhere
    assert names(parcel_of(shop, 4))[2:] == []


def test_what_this_basket_holds_is_free_for_it_and_for_nobody_else():
    shop = a_shop(stock=2)
    holds.acquire("Checkout:mine", [(shop.variants[0].stocks.get().scarce, 2)])
    assert names(parcel_of(shop, 2, owner="Checkout:mine"))[2:] == ["Pain Comptoir"]
    assert names(parcel_of(shop, 2))[2:] == []


def test_a_private_or_closed_place_is_no_point():
    shop = a_shop()
    a_point(shop, "atelier", "DISABLED")
    type(shop.point).objects.filter(pk=shop.point.pk).update(is_private=True)
    assert names(parcel_of(shop))[2:] == []


def test_the_number_of_statements_does_not_grow_with_the_goods(statements):
    shop = a_shop(goods=5)
    with statements() as one:
        queries.options_for(parcel_of(shop))
    many = Parcel(shop.channel, country="FR", postal_code="75011", quantities={v.pk: 1 for v in shop.variants})
    with statements() as several:
        queries.options_for(many)
    assert (len(one), len(several)) == (4, 4)
