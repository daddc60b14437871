"""Goods come into the basket, change their number, leave it."""

import datetime

import pytest

from storefront.channels.models import Channel
from storefront.checkout.actions import holding
from storefront.checkout.actions import lines as line_actions
from storefront.checkout.models import Checkout
from storefront.kernel import clock, ids
from storefront.kernel.models import Hold
from tests.storefront.checkout.shop import a_checkout, a_shop, a_variant, gid
from tests.storefront.checkout.words import (
    CREATE,
    LINE_DELETE,
    LINES_ADD,
    LINES_DELETE,
    LINES_UPDATE,
    PROBLEMS,
    codes,
)

pytestmark = pytest.mark.django_db


def wanted(*pairs):
    return [{"variantId": gid(variant), "quantity": quantity} for variant, quantity in pairs]


def held():
    return sorted(Hold.objects.filter(state="HELD").values_list("quantity", flat=True))


def content(checkout):
    return [(line["variant"]["sku"], line["quantity"]) for line in checkout["lines"]]


def test_an_empty_basket_is_fine(shop, say):
    created = say(CREATE, input={"channel": "pain", "lines": []})
    assert created["errors"] == []
    assert (content(created["checkout"]), created["checkout"]["quantity"]) == ([], 0)
    assert created["checkout"]["totalPrice"]["gross"] == {"amount": 0.0, "currency": "EUR"}
    assert (created["checkout"]["chargeStatus"], created["checkout"]["isShippingRequired"]) == ("NONE", False)


def test_a_basket_begins_with_goods_and_prices(shop, say):
    first, second, _ = shop.variants
    created = say(CREATE, input={"channel": "pain", "lines": wanted((first, 2), (second, 1), (first, 1))})
    checkout = created["checkout"]
    assert content(checkout) == [("pain-0", 3), ("pain-1", 1)]
    [line, _] = checkout["lines"]
    assert line["unitPrice"] == {
        "gross": {"amount": 2.5, "currency": "EUR"},
        "net": {"amount": 2.37},
        "tax": {"amount": 0.13},
    }
    assert line["totalPrice"]["gross"]["amount"] == 7.5
    assert checkout["subtotalPrice"]["gross"]["amount"] == checkout["totalPrice"]["gross"]["amount"] == 10.0
    assert (checkout["quantity"], checkout["isShippingRequired"]) == (4, True)
    assert checkout["totalBalance"]["amount"] == -10.0
    assert held() == [1, 3]


def test_adding_again_adds_up(shop, say):
    checkout = a_checkout(shop)
    answer = say(LINES_ADD, id=gid(checkout), lines=wanted((shop.variants[0], 2), (shop.variants[2], 1)))
    assert content(answer["checkout"]) == [("pain-0", 3), ("pain-2", 1)]
    assert held() == [1, 3]


def test_updating_sets_zero_removes_and_new_variants_come_in(shop, say):
    checkout = a_checkout(shop, variants=shop.variants[:2])
    first, second = checkout.lines.all()
    answer = say(
        LINES_UPDATE,
        id=gid(checkout),
        lines=[
            {"lineId": gid(first), "quantity": 4},
            {"variantId": gid(shop.variants[1]), "quantity": 0},
            {"variantId": gid(shop.variants[2]), "quantity": 2},
        ],
    )
    assert answer["errors"] == []
    assert content(answer["checkout"]) == [("pain-0", 4), ("pain-2", 2)]
    assert held() == [2, 4]


def test_lines_are_deleted_and_their_goods_are_free(shop, say):
    checkout = a_checkout(shop, variants=shop.variants)
    first, second, third = checkout.lines.all()
    answer = say(LINES_DELETE, id=gid(checkout), linesIds=[gid(first), gid(third)])
    assert content(answer["checkout"]) == [("pain-1", 1)]
    answer = say(LINE_DELETE, id=gid(checkout), lineId=gid(second))
    assert (content(answer["checkout"]), held()) == ([], [])


def test_a_line_of_another_basket_is_not_deleted(shop, say):
    mine, other = a_checkout(shop), a_checkout(shop)
    answer = say(LINES_DELETE, id=gid(mine), linesIds=[gid(other.lines.get())])
    assert codes(answer) == [("INVALID", "linesIds")]
    assert answer["errors"][0]["lines"] == [gid(other.lines.get())]
    assert other.lines.count() == 1
    answer = say(LINES_UPDATE, id=gid(mine), lines=[{"lineId": gid(other.lines.get()), "quantity": 5}])
    assert codes(answer) == [("NOT_FOUND", "lineId")]


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        (0, "ZERO_QUANTITY"),
        (-1, "ZERO_QUANTITY"),
        (51, "QUANTITY_GREATER_THAN_LIMIT"),
        (11, "INSUFFICIENT_STOCK"),
        (2**31 - 1, "QUANTITY_GREATER_THAN_LIMIT"),
    ],
)
def test_impossible_quantities(shop, say, quantity, code):
    variant = shop.variants[0]
    answer = say(CREATE, input={"channel": "pain", "lines": wanted((variant, quantity))})
    assert codes(answer) == [(code, "quantity")]
    assert (answer["checkout"], answer["errors"][0]["variants"]) == (None, [gid(variant)])
    assert (Checkout.objects.count(), held()) == (0, [])


def test_updating_refuses_negative_numbers(shop, say):
    checkout = a_checkout(shop)
    answer = say(LINES_UPDATE, id=gid(checkout), lines=[{"lineId": gid(checkout.lines.get()), "quantity": -1}])
    assert codes(answer) == [("ZERO_QUANTITY", "quantity")]


def test_a_variants_own_limit_counts_what_is_there_already(shop, say):
    variant = a_variant(shop, "macaron", quantity_limit=3)
    checkout = a_checkout(shop, 2, [variant])
    answer = say(LINES_ADD, id=gid(checkout), lines=wanted((variant, 2)))
    assert codes(answer) == [("QUANTITY_GREATER_THAN_LIMIT", "quantity")]
    assert checkout.lines.get().quantity == 2


def test_goods_that_are_not_counted_are_never_short(shop, say):
    variant = a_variant(shop, "conseil", stock=0, track_inventory=False)
    answer = say(CREATE, input={"channel": "pain", "lines": wanted((variant, 20))})
    assert (answer["errors"], held()) == ([], [])


def unpublished(variant):
    variant.product.listings.update(is_published=False)


def not_for_sale(variant):
    variant.product.listings.update(available_for_purchase_at=clock.now() + datetime.timedelta(days=1))


def without_price(variant):
    variant.listings.update(price=None)


def not_listed(variant):
    variant.listings.all().delete()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (unpublished, "PRODUCT_NOT_PUBLISHED"),
        (not_for_sale, "PRODUCT_UNAVAILABLE_FOR_PURCHASE"),
        (without_price, "UNAVAILABLE_VARIANT_IN_CHANNEL"),
        (not_listed, "UNAVAILABLE_VARIANT_IN_CHANNEL"),
    ],
)
def test_what_the_shop_does_not_sell(shop, say, spoil, code):
    checkout = a_checkout(shop, variants=shop.variants[1:])
    spoil(shop.variants[0])
    answer = say(LINES_ADD, id=gid(checkout), lines=wanted((shop.variants[0], 1), (shop.variants[1], 1)))
    assert codes(answer) == [(code, "lines")]
    assert answer["errors"][0]["variants"] == [gid(shop.variants[0])]
    assert [line.quantity for line in checkout.lines.all()] == [1, 1]


def test_another_shops_goods(shop, say):
    flower = a_shop("fleurs").variants[0]
    answer = say(CREATE, input={"channel": "pain", "lines": wanted((flower, 1))})
    assert codes(answer) == [("PRODUCT_NOT_PUBLISHED", "lines")]


def test_unknown_and_odd_ids(shop, say):
    checkout = a_checkout(shop)
    for odd in (
        ids.to_global("ProductVariant", 10**6),
        ids.to_global("Product", 1),
        "x",
        "9" * 20,
        ids.to_global("ProductVariant", "f" * 32),
        ids.to_global("ProductVariant", 10**20),
    ):
        answer = say(LINES_ADD, id=gid(checkout), lines=[{"variantId": odd, "quantity": 1}])
        assert codes(answer)[0][0] in ("GRAPHQL_ERROR", "UNAVAILABLE_VARIANT_IN_CHANNEL")
    gone = ids.to_global("Checkout", "f" * 8 + "-0000-4000-8000-" + "f" * 12)
    assert codes(say(LINES_ADD, id=gone, lines=wanted((shop.variants[0], 1)))) == [("NOT_FOUND", "id")]
    for odd in ("x", ids.to_global("Checkout", 7)):
        assert codes(say(LINES_ADD, id=odd, lines=[])) == [("GRAPHQL_ERROR", "id")]
    assert codes(say(LINES_ADD, lines=[])) == [("GRAPHQL_ERROR", "id")]


def test_one_visitor_s_baskets_hold_so_much_at_most(shop, say, monkeypatch):
    monkeypatch.setattr(holding, "MOST_HELD", 5)
    first, second = a_checkout(shop, variants=[], ready=False), a_checkout(shop, variants=[], ready=False)
    assert say(LINES_ADD, id=gid(first), lines=wanted((shop.variants[0], 4)))["errors"] == []
    answer = say(LINES_ADD, id=gid(second), lines=wanted((shop.variants[1], 2)))
    assert codes(answer) == [("QUANTITY_GREATER_THAN_LIMIT", "quantity")]
    assert say(LINES_ADD, id=gid(second), lines=wanted((shop.variants[1], 1)))["errors"] == []


def test_a_basket_has_so_many_lines(shop, say, monkeypatch):
    monkeypatch.setattr(line_actions, "MOST_LINES", 2)
    checkout = a_checkout(shop, variants=shop.variants[:2])
    answer = say(LINES_ADD, id=gid(checkout), lines=wanted((shop.variants[2], 1)))
    assert codes(answer) == [("QUANTITY_GREATER_THAN_LIMIT", "lines")]


@pytest.mark.parametrize(
    ("slug", "code"), [("closed", "CHANNEL_INACTIVE"), ("nowhere", "NOT_FOUND"), (None, "MISSING_CHANNEL_SLUG")]
)
def test_which_shop(shop, say, slug, code):
    a_shop("terre", goods=0)
    Channel.objects.create(slug="closed", name="Closed", currency="EUR", country="FR", is_active=False)
    answer = say(CREATE, input={"channel": slug, "lines": []})
    assert codes(answer) == [(code, "channel")]


def test_the_only_shop_need_not_be_named(shop, say):
    assert say(CREATE, input={"lines": []})["errors"] == []


def test_idle_baskets_lose_their_goods_but_not_their_lines(shop, say):
    idle, quick = a_checkout(shop, 10), a_checkout(shop, variants=[], ready=False)
    answer = say(LINES_ADD, id=gid(quick), lines=wanted((shop.variants[0], 1)))
    assert codes(answer) == [("INSUFFICIENT_STOCK", "quantity")]
    clock.move(clock.now() + datetime.timedelta(minutes=11))
    try:
        assert say(LINES_ADD, id=gid(quick), lines=wanted((shop.variants[0], 1)))["errors"] == []
        [problem] = say(PROBLEMS, id=gid(idle))["problems"]
        assert (problem["__typename"], problem["availableQuantity"]) == ("CheckoutLineProblemInsufficientStock", 9)
        # the rest of the idle basket can still be changed, and it takes what is left of the short one
        answer = say(LINES_ADD, id=gid(idle), lines=wanted((shop.variants[1], 1)))
        assert (answer["errors"], content(answer["checkout"])) == ([], [("pain-0", 10), ("pain-1", 1)])
        assert held() == [1, 1, 9]
    finally:
        clock.move()


def test_metadata_has_limits_wherever_it_comes_in(shop, say):
    many = [{"key": f"k{number}", "value": "v"} for number in range(101)]
    variant = gid(shop.variants[0])
    lines = [{"variantId": variant, "quantity": 1, "metadata": many}]
    given = {"channel": shop.channel.slug, "lines": [], "metadata": many}
    assert codes(say(CREATE, input=given)) == [("INVALID", "input")]
    checkout = a_checkout(shop)
    assert codes(say(LINES_ADD, id=gid(checkout), lines=lines)) == [("INVALID", "input")]
    complete = (
        "mutation($id: ID!, $m: [MetadataInput!]) { checkoutComplete(id: $id, metadata: $m) { errors { field code } } }"
    )
    assert codes(say(complete, id=gid(checkout), m=many)) == [("INVALID", "input")]
