"""The list of orders for staff: which, in which order, at what cost."""

import datetime

import pytest

from storefront.accounts import tokens
from storefront.kernel import clock
from storefront.orders import actions
from storefront.orders.actions import HandOver
from storefront.orders.models import OrderLine
from tests.orders import Order, a_house, a_person, an_address, an_order, gid, pay

LIST = """query($filter: OrderFilterInput, $where: OrderWhereInput, $search: String, $sortBy: OrderSortingInput,
                $first: Int, $after: String, $last: Int, $before: String) {
    orders(filter: $filter, where: $where, search: $search, sortBy: $sortBy,
           first: $first, after: $after, last: $last, before: $before) {
        totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
        edges { cursor node { number } } } }"""


@pytest.fixture
def numbers(graphql, token):
    """numbers(**variables): the numbers of the orders found, as integers."""

    def ask(**variables):
        answer = graphql(LIST, {"first": 20, **variables}, token)
        assert "errors" not in answer, answer
        return [int(edge["node"]["number"]) for edge in answer["data"]["orders"]["edges"]]

    return ask


@pytest.fixture
def orders(house):
    """Four orders: 1 plain · 2 paid and handed over · 3 delivered, part paid, Zoé's · 4 cancelled with a card."""
    plain = an_order(house, [(house.variants[0], 1)], metadata={"kind": "plain", "a__b": "1"})
    done = an_order(house, paid=960)
    actions.fulfill(done.pk, HandOver([(line.pk, house.point.pk, 2) for line in done.lines.all()]))
    sent = an_order(
        house,
        paid=100,
        email="zoe@client.example",
        collection_point=None,
        shipping_address=an_address(),
        billing_address=an_address(last_name="Zola", phone="+33600000000", country="BE"),
        voucher_code="MAY",
    )
    gone = an_order(house, gift_cards_amount=200, placed_at=clock.now() - datetime.timedelta(days=40))
    Order.objects.filter(pk=gone.pk).update(status="CANCELED")
    OrderLine.objects.filter(order=plain).update(product_name="Brioche", product_sku="BRI-1", metadata={"cut": "yes"})
    return plain, done, sent, gone


def test_newest_first_and_only_of_my_shops(numbers, orders):
    an_order(a_house("fleurs"))
    assert numbers() == [4, 3, 2, 1]


def test_whoever_manages_everything_sees_every_shop(graphql, orders):
    an_order(a_house("fleurs"))
    boss = a_person("admin@rue.example", ["MANAGE_ORDERS"])
    answer = graphql(LIST, {"first": 2}, tokens.access_token(boss))
    assert answer["data"]["orders"]["totalCount"] == 5


@pytest.mark.parametrize("who", ["nobody", "customer"])
def test_others_see_no_list(graphql, orders, strangers, who):
    answer = graphql(LIST, {"first": 2}, strangers[who])
    assert answer["data"]["orders"] is None
    assert answer["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"


def test_pages_forwards_and_backwards(graphql, token, orders):
    page = graphql(LIST, {"first": 3}, token)["data"]["orders"]
    assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (4, True)
    rest = graphql(LIST, {"first": 3, "after": page["pageInfo"]["endCursor"]}, token)["data"]["orders"]
    assert [edge["node"]["number"] for edge in rest["edges"]] == ["1"]
    assert rest["pageInfo"]["hasNextPage"] is False
    back = graphql(LIST, {"last": 2, "before": rest["pageInfo"]["startCursor"]}, token)["data"]["orders"]
    assert [edge["node"]["number"] for edge in back["edges"]] == ["3", "2"]


@pytest.mark.parametrize(
    ("field", "ascending"),
    [
        ("NUMBER", [1, 2, 3, 4]),
        ("CREATED_AT", [4, 1, 2, 3]),
        ("CREATION_DATE", [4, 1, 2, 3]),
        ("RANK", [1, 2, 3, 4]),
        ("CUSTOMER", [1, 2, 4, 3]),
        ("PAYMENT", [1, 4, 3, 2]),
        ("STATUS", [4, 2, 1, 3]),
        ("FULFILLMENT_STATUS", [4, 2, 1, 3]),
    ],
)
def test_sorted(graphql, token, numbers, orders, field, ascending):
    assert numbers(sortBy={"field": field, "direction": "ASC"}) == ascending
    down = {"field": field, "direction": "DESC"}
    assert numbers(sortBy=down) == ascending[::-1]
    first = graphql(LIST, {"first": 2, "sortBy": down}, token)["data"]["orders"]["pageInfo"]["endCursor"]
    assert numbers(sortBy=down, first=2, after=first) == ascending[::-1][2:]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"status": ["CANCELED"]}, [4]),
        ({"status": ["UNFULFILLED", "FULFILLED"]}, [3, 2, 1]),
        ({"status": ["READY_TO_FULFILL"]}, []),
        ({"status": ["READY_TO_CAPTURE"]}, []),
        ({"search": "zola"}, [3]),
        ({"search": "#2"}, [2]),
        ({"search": "brioche"}, [1]),
        ({"search": "bri-1"}, [1]),
        ({"search": "zoe@cli"}, [3]),
        ({"search": "zola brioche"}, []),
        ({"customer": "morel"}, [4, 3, 2, 1]),
        ({"numbers": ["2", "x", "9" * 30]}, [2]),
        ({"chargeStatus": ["NONE"]}, [4, 1]),
        ({"chargeStatus": ["PARTIAL", "FULL"]}, [3, 2]),
        ({"authorizeStatus": ["FULL"]}, [2]),
        ({"paymentStatus": ["FULLY_CHARGED"]}, [2]),
        ({"paymentStatus": ["FULLY_REFUNDED"]}, [4]),
        ({"paymentStatus": ["NOT_CHARGED", "PENDING"]}, [1]),
        ({"isClickAndCollect": True}, [4, 2, 1]),
        ({"isClickAndCollect": False}, [3]),
        ({"giftCardUsed": True}, [4]),
        ({"ids": ["T3JkZXI6MQ==", "?"]}, []),
        ({}, [4, 3, 2, 1]),
    ],
)
def test_filtered(numbers, orders, given, found):
    assert numbers(filter=given) == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"number": {"eq": 2}}, [2]),
        ({"number": {"range": {"gte": 2, "lte": 3}}}, [3, 2]),
        ({"number": {"oneOf": [1, 4]}}, [4, 1]),
        ({"status": {"eq": "CANCELED"}}, [4]),
        ({"status": {"oneOf": ["FULFILLED", "CANCELED"]}}, [4, 2]),
        ({"chargeStatus": {"eq": "PARTIAL"}}, [3]),
        ({"authorizeStatus": {"oneOf": ["NONE", "FULL"]}}, [4, 2, 1]),
        ({"userEmail": {"eq": "zoe@client.example"}}, [3]),
        ({"isClickAndCollect": False}, [3]),
        ({"isGiftCardUsed": True}, [4]),
        ({"isGiftCardBought": True}, []),
        ({"voucherCode": {"eq": "MAY"}}, [3]),
        ({"hasInvoices": False}, [4, 3, 2, 1]),
        ({"hasInvoices": True}, []),
        ({"hasFulfillments": True}, [2]),
        ({"hasFulfillments": False}, [4, 3, 1]),
        ({"fulfillments": [{"status": {"eq": "FULFILLED"}}]}, [2]),
        ({"fulfillments": [{"status": {"eq": "RETURNED"}}]}, []),
        ({"linesCount": {"eq": 1}}, [1]),
        ({"linesCount": {"range": {"gte": 2}}}, [4, 3, 2]),
        ({"totalGross": {"amount": {"range": {"lte": 5}}}}, [1]),
        ({"totalNet": {"amount": {"eq": "9.10"}}}, [4, 3, 2]),
        ({"billingAddress": {"country": {"eq": "BE"}}}, [3]),
        ({"billingAddress": {"country": {"notOneOf": ["BE"]}}}, [4, 2, 1]),
        ({"billingAddress": {"phoneNumber": {"eq": "+33600000000"}}}, [3]),
        ({"metadata": {"key": "kind"}}, [1]),
        ({"metadata": {"key": "kind", "value": {"eq": "plain"}}}, [1]),
        ({"metadata": {"key": "a__b", "value": {"oneOf": ["1", "2"]}}}, [1]),
        ({"metadata": {"key": "kind", "value": {"eq": "x"}}}, []),
        ({"lines": [{"metadata": {"key": "cut", "value": {"eq": "yes"}}}]}, [1]),
        ({"AND": [{"number": {"eq": 2}}, {"status": {"eq": "FULFILLED"}}]}, [2]),
        ({"OR": [{"number": {"eq": 2}}, {"status": {"eq": "CANCELED"}}]}, [4, 2]),
        ({"channelId": {"eq": "Q2hhbm5lbDo5OTk="}}, []),
        ({"user": {"oneOf": ["bad"]}}, []),
        ({}, [4, 3, 2, 1]),
    ],
)
def test_where(numbers, orders, given, found):
    assert numbers(where=given) == found


def test_where_by_ids_dates_and_channel(numbers, orders, house):
    plain, done, sent, gone = orders
    week = (clock.now() - datetime.timedelta(days=7)).isoformat()
    assert numbers(where={"ids": [gid(plain), gid(sent)]}) == [3, 1]
    assert numbers(where={"createdAt": {"gte": week}}) == [3, 2, 1]
    assert numbers(where={"createdAt": {"lte": week}}) == [4]
    assert numbers(where={"channelId": {"eq": gid(house.channel)}}) == [4, 3, 2, 1]
    assert numbers(where={"fulfillments": [{"warehouse": {"id": {"eq": gid(house.point)}}}]}) == [2]
    assert numbers(filter={"created": {"lte": week[:10]}}) == [4]
    assert numbers(filter={"channels": [gid(house.channel)], "ids": [gid(done)]}) == [2]


def test_filter_and_where_do_not_mix(graphql, token, orders):
    answer = graphql(LIST, {"first": 2, "filter": {"search": "x"}, "where": {"number": {"eq": 1}}}, token)
    assert "not both" in answer["errors"][0]["message"]


STATEMENTS = 14  # for all of it, however many
EVERYTHING = """
    id number created updatedAt status statusDisplay origin isPaid paymentStatus paymentStatusDisplay chargeStatus
    authorizeStatus userEmail user { email } channel { slug name } billingAddress { city } shippingAddress { city }
    deliveryMethod { __typename ... on Warehouse { name address { city } } 
                     ... on ShippingMethod { name price { amount } } }
    shippingMethod { name } total { gross { amount } net { amount } } subtotal { gross { amount } }
    shippingPrice { gross { amount } } undiscountedTotal { gross { amount } } totalBalance { amount }
    totalCharged { amount } totalRefunded { amount } actions transactions { id name chargedAmount { amount } }
    discounts { type name total { amount } value } voucher { code } giftCards { id } invoices { id }
    isShippingRequired metadata { key } grantedRefunds { id }
    lines { id productName variantName quantity quantityFulfilled thumbnail { url } unitPrice { gross { amount } }
        undiscountedUnitPrice { gross { amount } } totalPrice { gross { amount } } taxRate taxClass { name }
        unitDiscount { amount } discounts { total { amount } } metadata { key }
        variant { id name product { id name slug } } allocations { id quantity warehouse { name } } }
    fulfillments { id status created trackingNumber metadata { key } warehouse { name }
        lines { quantity orderLine { productName variant { id } } } }
    events { id type date message amount user { email } quantity composedId orderNumber warehouse { name }
        fulfilledItems { quantity orderLine { productName } } lines { quantity itemName orderLine { id } } }
"""


def many(house, orders, lines):
    """So many orders of so many lines, each partly handed over, with a payment."""
    for _ in range(orders):
        order = an_order(house, [(variant, 2) for variant in house.variants[:lines]], paid=100)
        line = order.lines.first()
        actions.fulfill(order.pk, HandOver([(line.pk, house.point.pk, 1)], tracking_number="T"))


@pytest.mark.parametrize(("orders", "lines"), [(1, 1), (3, 3), (20, 2), (2, 20)])
def test_the_list_costs_the_same_however_long(graphql, statements, db, orders, lines):
    house = a_house(variants=lines, stock=100)
    token = tokens.access_token(a_person("lea@pain.example", ["MANAGE_ORDERS"]))
    many(house, orders, lines)
    with statements() as counted:
        answer = graphql(f"{{ orders(first: 20) {{ edges {{ node {{ {EVERYTHING} }} }} }} }}", token=token)
    assert "errors" not in answer
    assert len(answer["data"]["orders"]["edges"]) == orders
    assert len(counted) == STATEMENTS


@pytest.mark.parametrize("lines", [1, 3, 20])
def test_one_order_costs_the_same_however_many_lines(graphql, statements, db, lines):
    house = a_house(variants=lines, stock=100)
    token = tokens.access_token(a_person("lea@pain.example", ["MANAGE_ORDERS"]))
    many(house, 1, lines)
    document = f"query($id: ID) {{ order(id: $id) {{ {EVERYTHING} }} }}"
    name = gid(Order.objects.get())
    with statements() as counted:
        answer = graphql(document, {"id": name}, token)
    assert "errors" not in answer
    assert len(counted) == STATEMENTS


@pytest.mark.parametrize(("lines", "expected"), [(1, 3), (3, 3), (20, 3)])
def test_a_strangers_look_costs_little(graphql, statements, db, lines, expected):
    order = an_order(a_house(variants=lines))
    pay(order, 100)
    document = """query($id: ID) { order(id: $id) { number userEmail isPaid billingAddress { city } channel { slug }
        lines { productName totalPrice { gross { amount } } } } }"""
    with statements() as counted:
        answer = graphql(document, {"id": gid(order)})
    assert "errors" not in answer
    assert len(counted) == expected
