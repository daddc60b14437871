"""orderFulfill: goods leave, in whole or in part; what cannot leave is refused and nothing has changed."""

import pytest

from storefront.hooks import hook, switchboard
from storefront.inventory.models import Stock
from storefront.kernel.errors import ShopError
from storefront.kernel.models import Event
from storefront.orders.models import Fulfillment, OrderEvent
from tests import goods
from tests.orders import Order, a_house, an_order, codes, gid, promised, work

FULFILL = """mutation($order: ID, $input: OrderFulfillInput!) { orderFulfill(order: $order, input: $input) {
    errors { field code message orderLines warehouse }
    fulfillments { id status trackingNumber fulfillmentOrder warehouse { name } lines { quantity orderLine { id } } }
    order { status lines { quantity quantityFulfilled quantityToFulfill allocations { quantity } }
            fulfillments { id } events { type user { email } fulfilledItems { quantity } } } } }"""


@pytest.fixture
def fulfill(graphql, token):
    """fulfill(order, [(line, quantity, warehouse)], **input): the payload."""

    def send(order, items, token=token, **more):
        lines = [
            {"orderLineId": gid(line), "stocks": [{"quantity": quantity, "warehouse": gid(place)}]}
            for line, quantity, place in items
        ]
        answer = graphql(FULFILL, {"order": gid(order), "input": {"lines": lines, **more}}, token)
        return answer["data"]["orderFulfill"] if answer["data"]["orderFulfill"] else answer

    return send


def standing(variant):
    """(how many stand there, how many are sold) of a variant with one stock."""
    stock = Stock.objects.select_related("scarce").get(variant=variant)
    return stock.scarce.capacity, stock.scarce.confirmed


def test_all_of_it(fulfill, house, seller):
    order = an_order(house)
    first, second = order.lines.all()
    payload = fulfill(order, [(first, 2, house.point), (second, 2, house.point)], trackingNumber="T-1")
    assert payload["errors"] == []
    [made] = payload["fulfillments"]
    assert made == {
        "id": made["id"],
        "status": "FULFILLED",
        "trackingNumber": "T-1",
        "fulfillmentOrder": 1,
        "warehouse": {"name": "Comptoir"},
        "lines": [{"quantity": 2, "orderLine": {"id": gid(line)}} for line in (first, second)],
    }
    assert payload["order"]["status"] == "FULFILLED"
    assert payload["order"]["fulfillments"] == [{"id": made["id"]}]
    assert (
        payload["order"]["lines"]
        == [{"quantity": 2, "quantityFulfilled": 2, "quantityToFulfill": 0, "allocations": []}] * 2
    )
    assert payload["order"]["events"][1:] == [
        {
            "type": "FULFILLMENT_FULFILLED_ITEMS",
            "user": {"email": seller[0].email},
            "fulfilledItems": [{"quantity": 2}, {"quantity": 2}],
        },
        {
            "type": "TRACKING_UPDATED",
            "user": {"email": seller[0].email},
            "fulfilledItems": [{"quantity": 2}, {"quantity": 2}],
        },
    ]
    assert [standing(variant) for variant in house.variants] == [(8, 0), (8, 0)]
    order.refresh_from_db()
    assert (order.preparation, order.handover) == ("READY", "HANDED_OVER")
    assert Event.objects.filter(name="order.fulfilled", subject=f"Order:{order.pk}").count() == 1


def test_a_part_then_the_rest(fulfill, house):
    order = an_order(house, [(house.variants[0], 3)])
    line = order.lines.get()
    payload = fulfill(order, [(line, 1, house.point)])
    assert payload["order"]["status"] == "PARTIALLY_FULFILLED"
    assert payload["order"]["lines"] == [
        {"quantity": 3, "quantityFulfilled": 1, "quantityToFulfill": 2, "allocations": [{"quantity": 2}]}
    ]
    assert Order.objects.get().handover == "WAITING"
    payload = fulfill(order, [(line, 2, house.point)])
    assert payload["order"]["status"] == "FULFILLED"
    assert [made["fulfillmentOrder"] for made in payload["fulfillments"]] == [2]
    assert standing(house.variants[0]) == (7, 0)
    assert promised(order) == 0


def test_twice_is_refused_and_changes_nothing(fulfill, house):
    order = an_order(house, [(house.variants[0], 2)])
    line = order.lines.get()
    fulfill(order, [(line, 2, house.point)])
    payload = fulfill(order, [(line, 2, house.point)])
    assert codes(payload) == [("orderLineId", "FULFILL_ORDER_LINE")]
    assert payload["errors"][0]["orderLines"] == [gid(line)]
    assert "has been handed over already" in payload["errors"][0]["message"]
    assert payload["order"] is None
    assert Fulfillment.objects.count() == 1
    assert standing(house.variants[0]) == (8, 0)


def test_from_two_places_makes_two_fulfilments(graphql, token, house):
    cellar = goods.a_place(house.channel)
    variant = goods.a_variant(house.channel, {house.point: 5, cellar: 5})
    order = an_order(house, [(variant, 4)])
    stocks = [{"quantity": 3, "warehouse": gid(house.point)}, {"quantity": 1, "warehouse": gid(cellar)}]
    given = {"lines": [{"orderLineId": gid(order.lines.get()), "stocks": stocks}]}
    payload = graphql(FULFILL, {"order": gid(order), "input": given}, token)["data"]["orderFulfill"]
    assert payload["errors"] == []
    assert [
        (made["fulfillmentOrder"], [line["quantity"] for line in made["lines"]]) for made in payload["fulfillments"]
    ] == [(1, [3]), (2, [1])]
    assert sorted(Stock.objects.filter(variant=variant).values_list("scarce__capacity", flat=True)) == [2, 4]


def test_not_enough_there_unless_staff_insist(fulfill, house):
    cellar = goods.a_place(house.channel)
    variant = goods.a_variant(house.channel, {house.point: 5, cellar: 1})
    order = an_order(house, [(variant, 3)])
    line = order.lines.get()
    payload = fulfill(order, [(line, 3, cellar)])
    assert codes(payload) == [("stocks", "INSUFFICIENT_STOCK")]
    assert payload["errors"][0]["orderLines"] == [gid(line)]
    assert Order.objects.get().status == "UNFULFILLED"
    assert promised(order) == 3
    payload = fulfill(order, [(line, 3, cellar)], allowStockToBeExceeded=True)
    assert payload["errors"] == []
    assert payload["order"]["status"] == "FULFILLED"
    assert promised(order) == 0


def test_what_is_asked_wrongly_is_refused(fulfill, house):
    order, other = an_order(house), an_order(house)
    line, strange = order.lines.first(), other.lines.first()
    far = a_house("terre").point
    for items, refusal in (
        ([(line, 0, house.point)], ("lines", "ZERO_QUANTITY")),
        ([], ("lines", "ZERO_QUANTITY")),
        ([(line, -1, house.point)], ("quantity", "INVALID_QUANTITY")),
        ([(line, 3, house.point)], ("orderLineId", "FULFILL_ORDER_LINE")),
        ([(line, 1, house.point), (line, 1, house.point)], ("orderLineId", "DUPLICATED_INPUT_ITEM")),
        ([(strange, 1, house.point)], ("orderLineId", "NOT_FOUND")),
        ([(line, 1, far)], ("warehouse", "NOT_FOUND")),
        ([(house.point, 1, house.point)], ("orderLineId", "GRAPHQL_ERROR")),
    ):
        assert codes(fulfill(order, items)) == [refusal]
    assert Fulfillment.objects.count() == 0


def test_a_cancelled_order_is_not_handed_over(fulfill, house):
    order = an_order(house)
    Order.objects.update(status="CANCELED")
    assert codes(fulfill(order, [(order.lines.first(), 1, house.point)])) == [("order", "INVALID")]


@pytest.mark.parametrize("who", ["nobody", "customer", "neighbour"])
def test_strangers_may_not(fulfill, house, strangers, who):
    order = an_order(house)
    answer = fulfill(order, [(order.lines.first(), 1, house.point)], token=strangers[who])
    if who == "neighbour":
        assert codes(answer) == [("order", "NOT_FOUND")]
    else:
        assert [error["extensions"]["exception"]["code"] for error in answer["errors"]] == ["PermissionDenied"]
    assert Fulfillment.objects.count() == 0


def test_the_customer_is_written_to_unless_not_wanted(fulfill, house, mailoutbox):
    order = an_order(house, [(house.variants[0], 2)], send_mail=False)
    line = order.lines.get()
    fulfill(order, [(line, 1, house.point)], notifyCustomer=False)
    work()
    assert mailoutbox == []
    fulfill(order, [(line, 1, house.point)])
    work()
    [letter] = mailoutbox
    assert letter.subject == "Votre commande n° 1 vous est remise"
    assert f"1 × {line.product_name} – One" in letter.body
    assert OrderEvent.objects.get(type="EMAIL_SENT").data["emailType"] == "FULFILLMENT_CONFIRMATION"


def test_a_plugin_may_refuse(fulfill, house):
    class Plugin:
        @hook
        def order_fulfilling(self, order, fulfillment):
            raise ShopError("INVALID", "Not before noon.", "order")

    plugin = Plugin()
    switchboard().register(plugin)
    try:
        order = an_order(house)
        assert codes(fulfill(order, [(order.lines.first(), 1, house.point)])) == [("order", "INVALID")]
    finally:
        switchboard().unregister(plugin)
    assert (Fulfillment.objects.count(), promised(order)) == (0, 4)


def test_a_line_whose_variant_is_gone_can_still_leave(fulfill, house):
    order = an_order(house, [(house.variants[0], 1)], allocate=False)
    line = order.lines.get()
    house.variants[0].delete()
    payload = fulfill(order, [(line, 1, house.point)])
    assert payload["errors"] == []
    assert payload["order"]["status"] == "FULFILLED"
