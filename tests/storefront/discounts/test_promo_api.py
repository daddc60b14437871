"""Codes over GraphQL: put on, paid with, given back."""

import pytest

from storefront.discounts import actions, queries
from storefront.discounts.models import GiftCard, VoucherCode, VoucherUse
from storefront.inventory import queries as stock
from storefront.kernel import holds
from storefront.kernel.ids import to_global, to_pk
from tests.goods import a_place, a_shop, a_variant, a_worker

pytestmark = pytest.mark.django_db
CREATE = """mutation($input: CheckoutCreateInput!) { checkoutCreate(input: $input) {
  checkout { id } errors { field message code } } }"""
DELIVER = """mutation($id: ID, $point: ID) { checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $point) {
  errors { field message code } } }"""
PUT = """mutation($id: ID, $code: String!) { checkoutAddPromoCode(checkoutId: $id, promoCode: $code) {
  checkout { voucherCode discountName discount { amount } totalPrice { gross { amount } }
             giftCards { displayCode currentBalance { amount } } } errors { field code } } }"""
COMPLETE = """mutation($id: ID) { checkoutComplete(id: $id) {
  order { id total { gross { amount } net { amount } } voucher { code } voucherCode giftCards { displayCode }
          lines { totalPrice { gross { amount } tax { amount } } } } errors { field message code } } }"""
CANCEL = "mutation($id: ID!) { orderCancel(id: $id) { order { status } errors { field message code } } }"
SECRET = "query($id: ID!) { checkout(id: $id) { giftCards { code } } }"
ADDRESS = {
    "firstName": "Anna",
    "lastName": "Morel",
    "streetAddress1": "3 rue des Lilas",
    "city": "Lyon",
    "postalCode": "69001",
    "country": "FR",
}


@pytest.fixture
def shop():
    return a_shop(allow_unpaid_orders=True)


def named(row):
    return to_global(type(row).__name__, row.pk)


def done(answer):
    """The only payload of an answer, without errors."""
    assert "errors" not in answer, answer
    [payload] = answer["data"].values()
    assert payload["errors"] == [], payload
    return payload


def a_basket_to_collect(graphql, shop, *goods):
    """The id of a basket ready to be completed; goods: [(variant, quantity)]."""
    lines = [{"variantId": named(variant), "quantity": quantity} for variant, quantity in goods]
    wanted = {"channel": shop.slug, "email": "anna@rue.example", "lines": lines, "billingAddress": ADDRESS}
    basket = done(graphql(CREATE, {"input": wanted}))["checkout"]["id"]
    done(graphql(DELIVER, {"id": basket, "point": named(shop.warehouses.get())}))
    return basket


def test_everything_a_code_took_is_given_back_when_the_order_is_cancelled(graphql, shop):
    place = a_place(shop)
    loaf = a_variant(shop, {place: 5}, price=1000)
    actions.create_voucher(shop, ["MERCI"], value_type="PERCENTAGE", value=1000, single_use=True, name="Thank you")
    card = actions.create_gift_card(shop, 500)
    basket = a_basket_to_collect(graphql, shop, (loaf, 2))
    done(graphql(PUT, {"id": basket, "code": "merci"}))
    shown = done(graphql(PUT, {"id": basket, "code": card.code}))["checkout"]
    assert shown == {
        "voucherCode": "MERCI",
        "discountName": "Thank you",
        "discount": {"amount": 2.0},
        "totalPrice": {"gross": {"amount": 13.0}},
        "giftCards": [{"displayCode": card.code[-4:], "currentBalance": {"amount": 5.0}}],
    }
    order = done(graphql(COMPLETE, {"id": basket}))["order"]
    assert order["total"]["gross"] == {"amount": 18.0}
    assert (order["voucher"], order["voucherCode"]) == ({"code": "MERCI"}, "MERCI")
    assert order["giftCards"] == [{"displayCode": card.code[-4:]}]
    code = VoucherCode.objects.get()
    assert (GiftCard.objects.get().current_balance, holds.room(code.scarce)) == (0, 0)
    token = a_worker("MANAGE_ORDERS", shops=[shop])[1]
    assert done(graphql(CANCEL, {"id": order["id"]}, token))["order"] == {"status": "CANCELED"}
    assert (GiftCard.objects.get().current_balance, holds.room(code.scarce)) == (500, 1)
    assert stock.free([loaf.pk], shop) == {loaf.pk: 5}
    assert VoucherUse.objects.get().given_back_at is not None


def test_a_code_that_does_not_fit_says_what_is_missing(graphql, shop):
    loaf = a_variant(shop, {a_place(shop): 5})
    actions.create_voucher(shop, ["MERCI"], value=100, min_items=3)
    basket = a_basket_to_collect(graphql, shop, (loaf, 2))
    [payload] = graphql(PUT, {"id": basket, "code": "MERCI"})["data"].values()
    assert payload == {"checkout": None, "errors": [{"field": "promoCode", "code": "VOUCHER_NOT_APPLICABLE"}]}


def test_a_use_that_somebody_else_took_stops_the_sale_and_changes_nothing(graphql, shop):
    place = a_place(shop)
    loaf = a_variant(shop, {place: 5})
    actions.create_voucher(shop, ["ONCE"], value=100, single_use=True)
    basket = a_basket_to_collect(graphql, shop, (loaf, 1))
    done(graphql(PUT, {"id": basket, "code": "ONCE"}))
    code, owner = queries.voucher_code("once", shop), f"Checkout:{to_pk(basket, 'Checkout')}"
    holds.set_capacity([(code.scarce, 0)])
    holds.release(owner, only=[code.scarce])
    [payload] = graphql(COMPLETE, {"id": basket})["data"].values()
    assert [e["code"] for e in payload["errors"]] == ["VOUCHER_NOT_APPLICABLE"]
    assert stock.free([loaf.pk], shop, besides=owner) == {loaf.pk: 5}


def test_the_whole_code_of_a_gift_card_is_for_staff(graphql, shop):
    a_place(shop)
    card = actions.create_gift_card(shop, 500)
    basket = a_basket_to_collect(graphql, shop, (a_variant(shop, {shop.warehouses.get(): 1}), 1))
    done(graphql(PUT, {"id": basket, "code": card.code}))
    answer = graphql(SECRET, {"id": basket})
    assert answer["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"
    answer = graphql(SECRET, {"id": basket}, a_worker("MANAGE_GIFT_CARD", shops=[shop])[1])
    assert answer["data"] == {"checkout": {"giftCards": [{"code": card.code}]}}
