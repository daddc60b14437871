"""orderCancel: everything an order took is given back, once."""

import pytest

from storefront.discounts.models import GiftCard, GiftCardEvent
from storefront.hooks import hook, switchboard
from storefront.inventory.models import Stock
from storefront.kernel.errors import ShopError
from storefront.orders import actions
from storefront.orders.actions import HandOver
from storefront.payments.gateway import Result
from storefront.payments.models import Transaction
from tests.orders import Order, an_order, codes, gid, pay, promised, work

CANCEL = """mutation($id: ID!) { orderCancel(id: $id) { errors { field code message }
    order { status chargeStatus paymentStatus totalCharged { amount } totalRefunded { amount }
            totalRefundPending { amount } totalBalance { amount } actions events { type amount } } } }"""


@pytest.fixture
def cancel(graphql, token):
    """cancel(order, token=...): the payload, or the whole answer when it was denied."""

    def send(order, token=token):
        answer = graphql(CANCEL, {"id": gid(order)}, token)
        return answer["data"]["orderCancel"] or answer

    return send


def types(order):
    """The types of the order's events."""
    return list(order.events.values_list("type", flat=True))


def test_stock_comes_back(cancel, house, mailoutbox):
    order = an_order(house, send_mail=False)
    assert promised(order) == 4
    payload = cancel(order)
    assert payload["errors"] == []
    assert payload["order"]["status"] == "CANCELED"
    assert payload["order"]["actions"] == []
    assert promised(order) == 0
    assert sorted(Stock.objects.values_list("scarce__capacity", "scarce__confirmed")) == [(10, 0), (10, 0)]
    assert types(order) == ["PLACED", "CANCELED"]
    work()
    [letter] = mailoutbox
    assert letter.subject == "Votre commande n° 1 est annulée"
    assert "vous est rendu" not in letter.body


def test_money_goes_back(cancel, house, mailoutbox):
    order = an_order(house, paid=960, send_mail=False)
    payload = cancel(order)
    assert payload["order"]["totalRefundPending"] == {"amount": 9.6}
    work()
    payment = Transaction.objects.get()
    assert (payment.charged, payment.refunded, payment.refund_pending) == (0, 960, 0)
    assert [event.type for event in payment.events.all()] == ["CHARGE_SUCCESS", "REFUND_REQUEST", "REFUND_SUCCESS"]
    work()
    assert payment.events.count() == 3
    assert "Ce que vous avez payé vous est rendu\xa0: 9,60" in mailoutbox[0].body


@pytest.mark.django_db(transaction=True)
def test_money_goes_back_at_once_when_committed(cancel, house):
    order = an_order(house, paid=960)
    payload = cancel(order)
    assert payload["order"] | {"events": None} == {
        "status": "CANCELED",
        "chargeStatus": "NONE",
        "paymentStatus": "FULLY_REFUNDED",
        "totalCharged": {"amount": 0},
        "totalRefunded": {"amount": 9.6},
        "totalRefundPending": {"amount": 0},
        "totalBalance": {"amount": -9.6},
        "actions": [],
        "events": None,
    }
    work()
    assert Transaction.objects.get().events.count() == 3


def test_a_promise_to_pay_in_store_is_let_go(cancel, house):
    order = an_order(house)
    payment = pay(order, 960, type="CHARGE_REQUEST")
    assert cancel(order)["errors"] == []
    work()
    payment.refresh_from_db()
    assert (payment.charge_pending, payment.canceled, payment.actions) == (0, 960, [])


def test_gift_cards_come_back(cancel, house):
    card = GiftCard.objects.create(
        channel=house.channel, code="CARD", currency="EUR", initial_balance=500, current_balance=100
    )
    order = an_order(house, gift_cards=[card], gift_cards_amount=400)
    GiftCardEvent.objects.create(gift_card=card, order=order, type="USED_IN_ORDER", amount=400)
    payload = cancel(order)
    card.refresh_from_db()
    assert card.current_balance == 500
    assert (payload["order"]["totalCharged"], payload["order"]["totalRefunded"]) == ({"amount": 0}, {"amount": 4})


def test_twice_is_refused(cancel, house):
    order = an_order(house, paid=960)
    cancel(order)
    assert codes(cancel(order)) == [("id", "CANNOT_CANCEL_ORDER")]
    work()
    assert Transaction.objects.get().refunded == 960
    assert types(order).count("CANCELED") == 1


@pytest.mark.parametrize("quantity", [1, 2])
def test_not_after_goods_have_left(cancel, house, quantity):
    order = an_order(house, [(house.variants[0], 2)])
    actions.fulfill(order.pk, HandOver([(order.lines.get().pk, house.point.pk, quantity)]))
    payload = cancel(order)
    assert codes(payload)[0][1] == "CANNOT_CANCEL_ORDER"
    assert Order.objects.get().status == ("PARTIALLY_FULFILLED" if quantity == 1 else "FULFILLED")


@pytest.mark.parametrize("who", ["nobody", "customer", "neighbour"])
def test_strangers_may_not(cancel, house, strangers, who):
    order = an_order(house)
    answer = cancel(order, strangers[who])
    if who == "neighbour":
        assert codes(answer) == [("id", "NOT_FOUND")]
    else:
        assert [error["extensions"]["exception"]["code"] for error in answer["errors"]] == ["PermissionDenied"]
    assert Order.objects.get(pk=order.pk).status == "UNFULFILLED"


def test_another_shops_order_looks_like_none(graphql, house, neighbour):
    order = an_order(house)
    name = gid(order)
    there = graphql(CANCEL, {"id": name}, neighbour)
    order.delete()
    assert graphql(CANCEL, {"id": name}, neighbour) == there


def test_a_plugin_may_refuse_and_nothing_has_changed(cancel, house):
    class Plugin:
        @hook
        def order_cancelling(self, order):
            raise ShopError("CANNOT_CANCEL_ORDER", "The cake is in the oven.", "id")

    plugin = Plugin()
    switchboard().register(plugin)
    try:
        order = an_order(house, paid=960)
        assert codes(cancel(order)) == [("id", "CANNOT_CANCEL_ORDER")]
    finally:
        switchboard().unregister(plugin)
    assert promised(order) == 4
    assert Transaction.objects.get().events.count() == 1


def test_a_gateway_that_refuses_leaves_the_order_cancelled_and_says_so(cancel, house):
    class Broken:
        id, name, currencies, config = "broken", "Broken", (), ()

        def refund(self, transaction, amount, key):
            raise ShopError("INVALID", "The card is gone.")

    class Plugin:
        @hook
        def payment_gateways(self, channel):
            return [Broken()]

    plugin = Plugin()
    switchboard().register(plugin)
    try:
        order = an_order(house)
        payment = pay(order, 960, gateway="broken")
        assert cancel(order)["errors"] == []
        work()
    finally:
        switchboard().unregister(plugin)
    payment.refresh_from_db()
    assert (payment.charged, payment.refund_pending, payment.refunded) == (960, 0, 0)
    failed = order.events.get(type="PAYMENT_FAILED")
    assert (failed.message, failed.amount) == ("The card is gone.", 960)


def test_a_payment_event_of_another_kind_does_not_confuse_it(cancel, house):
    from storefront.payments.actions import record

    order = an_order(house, paid=960)
    record(Transaction.objects.get(), Result("INFO", 0, message="Hello"))
    assert cancel(order)["errors"] == []
    work()
    assert Transaction.objects.get().refunded == 960
