"""Goods are set aside, sold, given back, handed over and counted."""

from datetime import timedelta

import pytest

from storefront.inventory import actions, queries
from storefront.inventory.models import Stock
from storefront.kernel import clock, holds
from storefront.kernel.errors import ShopError
from storefront.kernel.ids import to_global
from storefront.kernel.models import Event
from tests.goods import a_place, a_shop, a_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return a_shop()


def on_shelf(variant):
    """{place's name: (what stands there, what of it is sold, what is free)}"""
    return {
        stock.warehouse.name: (stock.scarce.capacity, stock.scarce.confirmed, holds.room(stock.scarce))
        for stock in Stock.objects.filter(variant=variant).select_related("scarce", "warehouse")
    }


def free(variant, **words):
    return queries.free([variant.pk], variant.product.channel, **words)[variant.pk]


def test_what_is_set_aside_is_not_free(shop):
    place = a_place(shop)
    loaf = a_variant(shop, {place: 5})
    actions.reserve("Checkout:a", [(loaf, 3)], shop)
    assert on_shelf(loaf) == {place.name: (5, 0, 2)}
    assert (free(loaf), free(loaf, besides="Checkout:a")) == (2, 5)


def test_available_is_what_is_free_in_all_places(shop):
    loaf = a_variant(shop, {a_place(shop): 5, a_place(shop): 2})
    actions.reserve("Checkout:a", [(loaf, 3)], shop)
    assert queries.available(Stock.objects.filter(variant=loaf).select_related("scarce")) == 4


def test_setting_aside_again_means_these_quantities_and_no_others(shop):
    place = a_place(shop)
    loaf, roll = a_variant(shop, {place: 5}), a_variant(shop, {place: 5})
    actions.reserve("Checkout:a", [(loaf, 3), (roll, 1)], shop)
    actions.reserve("Checkout:a", [(loaf, 5)], shop)
    assert (free(loaf), free(roll)) == (0, 5)


def test_a_shortage_names_everything_that_is_short_and_takes_nothing(shop):
    place = a_place(shop)
    loaf, roll, bun = a_variant(shop, {place: 5}), a_variant(shop, {place: 1}), a_variant(shop)
    with pytest.raises(ShopError) as refusal:
        actions.reserve("Checkout:a", [(loaf, 3), (roll, 2), (bun, 1)], shop)
    assert (refusal.value.code, refusal.value.field) == ("INSUFFICIENT_STOCK", "quantity")
    assert refusal.value.extra["shortages"] == {roll.pk: 1, bun.pk: 0}
    assert refusal.value.extra["variants"] == [to_global("ProductVariant", v.pk) for v in (roll, bun)]
    assert (free(loaf), free(roll)) == (5, 1)


def test_goods_that_are_not_counted_are_always_there(shop):
    card = a_variant(shop, track_inventory=False)
    actions.reserve("Checkout:a", [(card, 30)], shop)
    actions.allocate("Checkout:a", "Order:a", [(card, 30)], shop)
    actions.ship("Order:a", [(card, None, 30)])
    assert not holds.holds_of("Order:a")


def test_the_chosen_place_comes_first_then_one_that_has_enough(shop):
    small, middle, large = a_place(shop), a_place(shop), a_place(shop)
    loaf = a_variant(shop, {small: 2, middle: 4, large: 9})
    actions.reserve("Checkout:a", [(loaf, 1)], shop, warehouse=middle)
    actions.reserve("Checkout:b", [(loaf, 5)], shop, warehouse=small)
    assert {name: room for name, (_, _, room) in on_shelf(loaf).items()} == {
        small.name: 0,
        middle.name: 3,
        large.name: 6,
    }


def test_a_local_point_gives_only_what_stands_there(shop):
    local, other = a_place(shop, "LOCAL"), a_place(shop)
    loaf = a_variant(shop, {local: 1, other: 9})
    with pytest.raises(ShopError, match="1 of what you want"):
        actions.reserve("Checkout:a", [(loaf, 2)], shop, warehouse=local)
    actions.reserve("Checkout:a", [(loaf, 2)], shop, warehouse=other)
    assert free(loaf) == 8


def test_the_shelves_of_another_shop_are_not_ours(shop):
    loaf = a_variant(shop, {a_place(shop): 1})
    with pytest.raises(ShopError, match="0 of what you want"):
        actions.reserve("Checkout:a", [(loaf, 1)], a_shop("fleurs"))


def test_what_was_set_aside_is_sold(shop):
    place = a_place(shop)
    loaf = a_variant(shop, {place: 5})
    actions.reserve("Checkout:a", [(loaf, 3)], shop)
    actions.allocate("Checkout:a", "Order:a", [(loaf, 3)], shop)
    assert on_shelf(loaf) == {place.name: (5, 3, 2)}
    actions.release("Checkout:a")
    assert on_shelf(loaf) == {place.name: (5, 3, 2)}


def test_what_expired_is_sold_when_it_is_still_there(shop):
    place = a_place(shop)
    loaf = a_variant(shop, {place: 5})
    actions.reserve("Checkout:a", [(loaf, 3)], shop, until=clock.now() - timedelta(seconds=1))
    assert free(loaf) == 5
    actions.allocate("Checkout:a", "Order:a", [(loaf, 3)], shop)
    assert on_shelf(loaf) == {place.name: (5, 3, 2)}


def test_what_expired_is_refused_when_others_took_it(shop):
    loaf = a_variant(shop, {a_place(shop): 5})
    actions.reserve("Checkout:a", [(loaf, 3)], shop, until=clock.now() - timedelta(seconds=1))
    actions.reserve("Checkout:b", [(loaf, 4)], shop)
    with pytest.raises(ShopError) as refusal:
        actions.allocate("Checkout:a", "Order:a", [(loaf, 3)], shop)
    assert refusal.value.extra["shortages"] == {loaf.pk: 1}


def test_what_was_sold_is_given_back_once(shop):
    place = a_place(shop)
    loaf = a_variant(shop, {place: 5})
    actions.allocate("Checkout:a", "Order:a", [(loaf, 3)], shop)
    actions.release("Order:a")
    actions.release("Order:a")
    assert on_shelf(loaf) == {place.name: (5, 0, 5)}


def test_handing_over_empties_the_shelf_and_the_promise(shop):
    place = a_place(shop)
    loaf = a_variant(shop, {place: 5})
    actions.allocate("Checkout:a", "Order:a", [(loaf, 3)], shop)
    actions.ship("Order:a", [(loaf, None, 2)])
    assert on_shelf(loaf) == {place.name: (3, 1, 2)}
    actions.release("Order:a")
    assert on_shelf(loaf) == {place.name: (3, 0, 3)}


def test_handing_over_from_another_place_moves_the_promise(shop):
    here, there = a_place(shop), a_place(shop)
    loaf = a_variant(shop, {here: 5, there: 5})
    actions.allocate("Checkout:a", "Order:a", [(loaf, 3)], shop, warehouse=here)
    actions.ship("Order:a", [(loaf, there, 2)])
    assert on_shelf(loaf) == {here.name: (5, 1, 4), there.name: (3, 0, 3)}


def test_handing_over_what_is_not_there_needs_a_name_and_a_reason(shop):
    here, there = a_place(shop), a_place(shop)
    loaf = a_variant(shop, {here: 5, there: 1})
    actions.allocate("Checkout:a", "Order:a", [(loaf, 3)], shop, warehouse=here)
    with pytest.raises(ShopError) as refusal:
        actions.ship("Order:a", [(loaf, there, 2)])
    assert refusal.value.extra["shortages"] == {loaf.pk: 1}
    actions.ship("Order:a", [(loaf, there, 2)], override={"who": "Ada", "why": "counted"})
    assert on_shelf(loaf) == {here.name: (5, 1, 4), there.name: (0, 0, 0)}


def test_a_hand_over_is_undone(shop):
    place = a_place(shop)
    loaf = a_variant(shop, {place: 5})
    actions.allocate("Checkout:a", "Order:a", [(loaf, 3)], shop)
    actions.ship("Order:a", [(loaf, place, 3)])
    actions.unship("Order:a", [(loaf, place, 3)])
    assert on_shelf(loaf) == {place.name: (5, 3, 2)}


def test_counting_again_replaces_the_number_and_may_go_below_what_is_sold(shop):
    place = a_place(shop)
    loaf = a_variant(shop, {place: 5})
    actions.allocate("Checkout:a", "Order:a", [(loaf, 3)], shop)
    actions.set_stock(loaf, [(place, 2)])
    assert on_shelf(loaf) == {place.name: (2, 3, -1)}
    assert (free(loaf), Event.objects.filter(name="stock.changed").count()) == (0, 2)


@pytest.mark.parametrize(("quantity", "field"), [(-1, "quantity"), (2**31, "quantity")])
def test_a_stock_is_a_sensible_number(shop, quantity, field):
    loaf = a_variant(shop)
    with pytest.raises(ShopError) as refusal:
        actions.set_stock(loaf, [(a_place(shop), quantity)])
    assert (refusal.value.code, refusal.value.field, refusal.value.extra) == ("INVALID", field, {"index": 0})


def test_goods_do_not_stand_in_another_shop(shop):
    loaf, place = a_variant(shop), a_place(a_shop("fleurs"))
    with pytest.raises(ShopError, match="another shop"):
        actions.set_stock(loaf, [(place, 1)])


def test_collection_points_are_public_and_open(shop):
    point, local = a_place(shop), a_place(shop, "LOCAL")
    a_place(shop, "DISABLED"), a_place(shop, is_private=True), a_place(a_shop("fleurs"))
    assert list(queries.points(shop)) == [point, local]


@pytest.mark.parametrize("count", [1, 3, 20])
def test_statements_do_not_grow_with_the_basket(shop, statements, count):
    place = a_place(shop)
    goods = [(a_variant(shop, {place: 5}), 2) for _ in range(count)]
    with statements() as reserving:
        actions.reserve("Checkout:a", goods, shop)
    with statements() as allocating:
        actions.allocate("Checkout:a", "Order:a", goods, shop)
    with statements() as handing_over:
        actions.ship("Order:a", [(variant, None, 2) for variant, _ in goods])
    assert [len(reserving), len(allocating), len(handing_over)] == [5, 7, 7]


def test_what_ended_a_moment_ago_is_refused_in_the_same_words(shop):
    """Nobody takes a hold over within a second of its end: that is a shortage like any other."""
    loaf = a_variant(shop, {a_place(shop): 1})
    actions.reserve("Checkout:a", [(loaf, 1)], shop, until=clock.now() + timedelta(minutes=1))
    clock.move(clock.now() + timedelta(minutes=1, milliseconds=300))
    assert free(loaf) == 1
    with pytest.raises(ShopError) as refusal:
        actions.reserve("Checkout:b", [(loaf, 1)], shop)
    assert refusal.value.extra == {"variants": [to_global("ProductVariant", loaf.pk)], "shortages": {loaf.pk: 0}}
    clock.move(clock.now() + timedelta(seconds=2))
    actions.reserve("Checkout:b", [(loaf, 1)], shop)
