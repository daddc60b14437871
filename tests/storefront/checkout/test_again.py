"""checkoutCreateFromOrder: an old order's goods in a basket once more."""

import pytest

from storefront.accounts import tokens
from storefront.catalog.models import ProductChannelListing, VariantChannelListing
from storefront.channels.models import Channel
from storefront.checkout.models import Checkout
from storefront.kernel import ids
from storefront.kernel.models import Scarce
from storefront.orders.models import Order
from tests.orders import a_house, a_person, a_seller, an_order, gid

AGAIN = """mutation($id: ID!, $token: String, $basket: ID) {
    checkoutCreateFromOrder(id: $id, token: $token, checkoutId: $basket) {
        checkout { id email languageCode channel { slug }
            lines { quantity variant { id } unitPrice { gross { amount } } } }
        unavailableVariants { message code variantId lineId } errors { field message code } } }"""


@pytest.fixture
def house(db):
    """A bakery with three variants, ten of each."""
    return a_house(variants=3)


@pytest.fixture
def anna(db):
    """A customer."""
    return a_person()


@pytest.fixture
def again(graphql):
    """again(order, user=None, token=None, basket=None): the payload."""

    def post(order, user=None, token=None, basket=None):
        variables = {"id": gid(order), "token": token, "basket": basket}
        answer = graphql(AGAIN, variables, user and tokens.access_token(user))
        assert "errors" not in answer, answer["errors"]
        return answer["data"]["checkoutCreateFromOrder"]

    return post


def contents(payload):
    """{variant id: quantity} of the payload's basket."""
    return {line["variant"]["id"]: line["quantity"] for line in payload["checkout"]["lines"]}


def test_a_customer_gets_the_same_again_at_todays_prices(house, anna, again):
    order = an_order(house, user=anna, language="en")
    VariantChannelListing.objects.filter(variant=house.variants[0]).update(price=300, discounted_price=300)
    payload = again(order, anna)
    assert (payload["errors"], payload["unavailableVariants"]) == ([], [])
    assert contents(payload) == {gid(variant): 2 for variant in house.variants}
    assert [line["unitPrice"]["gross"]["amount"] for line in payload["checkout"]["lines"]] == [3.0, 2.4, 2.4]
    assert (payload["checkout"]["email"], payload["checkout"]["languageCode"]) == (anna.email, "EN")
    assert Checkout.objects.get().user == anna


def test_whoever_bought_without_an_account_shows_the_letters_token(house, again):
    order = an_order(house, email="bo@client.example")
    payload = again(order, token=order.token)
    assert (payload["errors"], len(payload["checkout"]["lines"])) == ([], 3)
    assert (payload["checkout"]["email"], Checkout.objects.get().user) == ("bo@client.example", None)


def test_nobody_elses_order_is_found(house, anna, again):
    order = an_order(house, user=anna)
    seller, _ = a_seller(house)
    other = a_person("bo@client.example")
    for asked in ({}, {"token": "wrong"}, {"token": ""}, {"user": other}, {"user": seller}):
        payload = again(order, **asked)
        assert [(error["field"], error["code"]) for error in payload["errors"]] == [("id", "ORDER_NOT_FOUND")]
        assert (payload["checkout"], payload["unavailableVariants"]) == (None, None)
    gone = Order(pk="00000000-0000-4000-8000-000000000000", token="x")
    assert again(gone, anna)["errors"][0]["code"] == "ORDER_NOT_FOUND"
    assert Checkout.objects.count() == 0


def test_what_is_not_for_sale_stays_behind_and_says_why(house, anna, again):
    order = an_order(house, user=anna)
    hidden, short, bread = house.variants
    ProductChannelListing.objects.filter(product=hidden.product).update(is_published=False)
    Scarce.objects.filter(stock__variant=short).update(capacity=3)
    payload = again(order, anna)
    assert (payload["errors"], contents(payload)) == ([], {gid(bread): 2})
    lines = {line.variant_id: line for line in order.lines.all()}
    assert {(each["code"], each["variantId"], each["lineId"]) for each in payload["unavailableVariants"]} == {
        ("PRODUCT_NOT_PUBLISHED", gid(hidden), gid(lines[hidden.pk])),
        ("INSUFFICIENT_STOCK", gid(short), gid(lines[short.pk])),
    }
    assert all(each["message"] for each in payload["unavailableVariants"])


def test_a_variant_that_is_no_more_stays_behind(house, anna, again):
    order = an_order(house, user=anna)
    lines = order.lines.filter(variant=house.variants[0])
    line = lines.get()
    lines.update(variant=None)
    payload = again(order, anna)
    assert len(payload["checkout"]["lines"]) == 2
    [left] = payload["unavailableVariants"]
    assert (left["code"], left["variantId"], left["lineId"]) == ("NOT_FOUND", "", gid(line))


def test_without_anything_left_there_is_no_basket(house, anna, again):
    order = an_order(house, user=anna)
    ProductChannelListing.objects.update(is_published=False)
    payload = again(order, anna)
    assert (payload["errors"], payload["checkout"], len(payload["unavailableVariants"])) == ([], None, 3)
    assert Checkout.objects.count() == 0


def test_a_closed_shop_sells_nothing(house, anna, again):
    order = an_order(house, user=anna)
    Channel.objects.update(is_active=False)
    assert [error["code"] for error in again(order, anna)["errors"]] == ["CHANNEL_INACTIVE"]


def test_they_join_a_basket_of_the_same_shop_that_still_exists(house, anna, again):
    order = an_order(house, user=anna)
    basket = again(order, anna)["checkout"]["id"]
    payload = again(order, anna, basket=basket)
    assert (payload["checkout"]["id"], set(contents(payload).values())) == (basket, {4})
    elsewhere = a_house("fleurs", variants=1)
    flowers = again(an_order(elsewhere, user=anna), anna, basket=basket)["checkout"]
    assert (flowers["id"] != basket, flowers["channel"]["slug"]) == (True, "fleurs")
    Checkout.objects.all().delete()
    assert again(order, anna, basket=basket)["checkout"]["id"] not in (basket, None)


def test_a_wrong_id_is_said_so(house, anna, graphql):
    answer = graphql(AGAIN, {"id": ids.to_global("Product", 1)}, tokens.access_token(anna))
    assert answer["data"]["checkoutCreateFromOrder"]["errors"][0]["code"] == "GRAPHQL_ERROR"
