"""Who sees what of an order, by whatever road."""

import uuid

import pytest

from storefront.accounts import tokens
from storefront.kernel import ids
from storefront.orders import actions
from storefront.orders.actions import HandOver
from tests.orders import OrderLine, a_house, a_person, a_seller, an_address, an_order, gid

PRIVATE = """
    userEmail token customerNote voucherCode metadata { key value } metafield(key: "cake") metafields
    billingAddress { firstName lastName companyName streetAddress1 streetAddress2 city postalCode phone
                     country { code } }
    shippingAddress { lastName }
    lines { productName quantity voucherCode metadata { value } }
    fulfillments { trackingNumber lines { orderLine { metadata { value } } } }
    giftCards { id } voucher { code }
"""
ORDER = f"query($id: ID, $token: String) {{ order(id: $id, token: $token) {{ number {PRIVATE} }} }}"
WHOLE = {
    "number": "1",
    "userEmail": "anna@client.example",
    "customerNote": "Ring twice",
    "voucherCode": "BONJOUR",
    "metadata": [{"key": "cake", "value": "For Léa"}],
    "metafield": "For Léa",
    "metafields": {"cake": "For Léa"},
    "billingAddress": {
        "firstName": "Anna",
        "lastName": "Morel",
        "companyName": "Morel SARL",
        "streetAddress1": "3 rue des Lilas",
        "streetAddress2": "2e étage",
        "city": "Lyon",
        "postalCode": "69002",
        "phone": "+33472000000",
        "country": {"code": "FR"},
    },
    "shippingAddress": {"lastName": "Morel"},
    "lines": [{"productName": "Bread", "quantity": 2, "voucherCode": "LINE", "metadata": [{"value": "Léa 8"}]}],
    "fulfillments": [{"trackingNumber": "TRACK", "lines": [{"orderLine": {"metadata": [{"value": "Léa 8"}]}}]}],
    "giftCards": [],
    "voucher": None,
}
MASKED = {
    **WHOLE,
    "userEmail": "a...@example.com",
    "customerNote": "",
    "voucherCode": None,
    "token": "",
    "metadata": [],
    "metafield": None,
    "metafields": None,
    "billingAddress": {
        "firstName": "A...",
        "lastName": "M....",
        "companyName": "M.........",
        "streetAddress1": "3..............",
        "streetAddress2": "2.......",
        "city": "Lyon",
        "postalCode": "69002",
        "phone": "+33.........",
        "country": {"code": "FR"},
    },
    "shippingAddress": {"lastName": "M...."},
    "lines": [{"productName": "Bread", "quantity": 2, "voucherCode": None, "metadata": []}],
    "fulfillments": [{"trackingNumber": "", "lines": [{"orderLine": {"metadata": []}}]}],
}


@pytest.fixture
def order(house):
    """An order of a guest, full of private things, part of it sent."""
    order = an_order(
        house,
        [(house.variants[0], 2)],
        note="Ring twice",
        voucher_code="BONJOUR",
        metadata={"cake": "For Léa"},
        shipping_address=an_address(),
    )
    OrderLine.objects.update(voucher_code="LINE", metadata={"name": "Léa 8"}, product_name="Bread")
    line = order.lines.get()
    actions.fulfill(order.pk, HandOver([(line.pk, house.point.pk, 1)], tracking_number="TRACK"))
    return order


def test_the_token_opens_everything(graphql, order):
    answer = graphql(ORDER, {"id": gid(order), "token": order.token})
    assert answer["data"]["order"] == {**WHOLE, "token": order.token}


def test_staff_of_the_shop_see_everything(graphql, order, token):
    assert graphql(ORDER, {"id": gid(order)}, token)["data"]["order"] == {**WHOLE, "token": order.token}


def test_the_customer_sees_everything(graphql, house):
    anna = a_person()
    order = an_order(house, user=anna, note="Ring twice")
    found = graphql(ORDER, {"id": gid(order)}, tokens.access_token(anna))["data"]["order"]
    assert (found["userEmail"], found["customerNote"]) == ("anna@client.example", "Ring twice")


@pytest.mark.parametrize("who", ["nobody", "customer", "neighbour"])
def test_strangers_see_it_masked(graphql, order, strangers, who):
    assert graphql(ORDER, {"id": gid(order)}, strangers[who])["data"]["order"] == MASKED


@pytest.mark.parametrize("wrong", ["", "x", "é" * 9, "0" * 22])
def test_a_wrong_token_opens_nothing(graphql, order, wrong):
    assert graphql(ORDER, {"id": gid(order), "token": wrong})["data"]["order"] == MASKED


def test_one_token_does_not_open_another_order(graphql, house, order):
    other = an_order(house)
    document = """query($a: ID, $b: ID, $token: String) {
        mine: order(id: $a, token: $token) { userEmail } other: order(id: $b, token: $token) { userEmail } }"""
    answer = graphql(document, {"a": gid(order), "b": gid(other), "token": order.token})
    assert answer["data"] == {"mine": {"userEmail": "anna@client.example"}, "other": {"userEmail": "a...@example.com"}}


def test_a_guests_order_is_not_given_to_whoever_has_the_email(graphql, order, customer):
    document = "{ me { orders(first: 5) { totalCount edges { node { id } } } } }"
    assert graphql(document, token=customer[1])["data"]["me"]["orders"] == {"totalCount": 0, "edges": []}


def test_my_orders_are_mine_and_whole(graphql, house, customer):
    an_order(house, note="Not mine")
    an_order(house, user=customer[0], note="Mine")
    document = "{ me { orders(first: 5) { totalCount edges { node { customerNote userEmail } } } } }"
    assert graphql(document, token=customer[1])["data"]["me"]["orders"] == {
        "totalCount": 1,
        "edges": [{"node": {"customerNote": "Mine", "userEmail": "anna@client.example"}}],
    }


@pytest.mark.parametrize(
    "field",
    [
        "events { type }",
        "user { email }",
        "invoices { id }",
        "transactions { id }",
        "grantedRefunds { id }",
        "totalRefunded { amount }",
        "checkoutId",
        "privateMetadata { key }",
        "lines { allocations { id } }",
        "payments { id }",
        "lines { taxClass { name } }",
        "fulfillments { privateMetadata { key } }",
    ],
)
@pytest.mark.parametrize("who", ["nobody", "customer", "neighbour"])
def test_what_has_no_harmless_form_is_refused(graphql, order, strangers, who, field):
    answer = graphql(f"query($id: ID) {{ order(id: $id) {{ {field} }} }}", {"id": gid(order)}, strangers[who])
    assert {error["extensions"]["exception"]["code"] for error in answer["errors"]} == {"PermissionDenied"}


def test_strangers_do_not_learn_of_a_cancelled_fulfilment(graphql, order, token):
    order.fulfillments.update(status="CANCELED")
    document = "query($id: ID) { order(id: $id) { fulfillments { status } } }"
    assert graphql(document, {"id": gid(order)})["data"]["order"]["fulfillments"] == []
    assert graphql(document, {"id": gid(order)}, token)["data"]["order"]["fulfillments"] == [{"status": "CANCELED"}]


def test_an_unknown_order_is_null_and_a_wrong_id_refused(graphql, house, order):
    document = "query($id: ID) { order(id: $id) { id } }"
    unknown = ids.to_global("Order", uuid.uuid4())
    assert graphql(document, {"id": unknown})["data"]["order"] is None
    assert "Expected: Order, received: Warehouse" in graphql(document, {"id": gid(house.point)})["errors"][0]["message"]
    assert graphql("{ order { id } }")["data"]["order"] is None


def test_staff_need_the_permission_not_only_the_shop(graphql, house, order):
    user = a_person("paul@pain.example", ["MANAGE_PRODUCTS"], [house.channel])
    assert graphql(ORDER, {"id": gid(order)}, tokens.access_token(user))["data"]["order"] == MASKED


def test_staff_see_a_customers_orders_of_their_shop_only(graphql, house):
    anna, flowers = a_person(), a_house("fleurs")
    for shop in (house, flowers):
        an_order(shop, user=anna)
    user, token = a_seller(flowers)
    document = "query($id: ID) { order(id: $id) { user { orders(first: 5) { edges { node { channel { slug } } } } } } }"
    order = flowers.channel.orders.get()
    found = graphql(document, {"id": gid(order)}, token)["data"]["order"]["user"]["orders"]["edges"]
    assert found == [{"node": {"channel": {"slug": "fleurs"}}}]


def test_the_token_opens_the_order_not_the_account(graphql, house, token):
    anna = a_person()
    order = an_order(house, user=anna)
    document = "query($id: ID, $token: String) { order(id: $id, token: $token) { userEmail user { email } } }"
    given = {"id": gid(order), "token": order.token}
    assert graphql(document, given)["data"]["order"] == {"userEmail": "anna@client.example", "user": None}
    mine = {"userEmail": "anna@client.example", "user": {"email": "anna@client.example"}}
    assert graphql(document, given, tokens.access_token(anna))["data"]["order"] == mine
    assert graphql(document, {"id": gid(order)}, token)["data"]["order"] == mine
