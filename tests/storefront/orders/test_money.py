"""orderRefund and orderMarkAsPaid: never more back than came in, never paid twice; and how an order stands."""

import pytest

from storefront.hooks import hook, switchboard
from storefront.kernel import clock
from storefront.kernel.errors import ShopError
from storefront.kernel.models import Task
from storefront.orders import actions
from storefront.orders.models import OrderRefundRecord
from storefront.payments.gateway import Result, Unanswered
from storefront.payments.models import Transaction
from tests.orders import Order, a_house, an_order, codes, gid, pay, work

MONEY = """isPaid paymentStatus chargeStatus authorizeStatus totalCharged { amount } totalRefunded { amount }
           totalBalance { amount currency } actions"""
REFUND = f"""mutation($id: ID!, $amount: PositiveDecimal!) {{ orderRefund(id: $id, amount: $amount) {{
    errors {{ field code message }} order {{ {MONEY} events {{ type amount }} transactions {{ id }} }} }} }}"""
PAID = f"""mutation($id: ID!, $ref: String) {{ orderMarkAsPaid(id: $id, transactionReference: $ref) {{
    errors {{ field code message }}
    order {{ {MONEY} events {{ type amount transactionReference user {{ email }} }}
             transactions {{ name pspReference chargedAmount {{ amount }} }} }} }} }}"""
STRANGERS = pytest.mark.parametrize("who", ["nobody", "customer", "neighbour"])


@pytest.fixture
def refund(graphql, token):
    """refund(order, amount): the payload, or the whole answer when it was denied."""

    def send(order, amount, token=token):
        answer = graphql(REFUND, {"id": gid(order), "amount": amount}, token)
        return answer.get("data", {}).get("orderRefund") or answer

    return send


@pytest.fixture
def mark_paid(graphql, token):
    """mark_paid(order, ref=None): the payload, or the whole answer when it was denied."""

    def send(order, ref=None, token=token):
        answer = graphql(PAID, {"id": gid(order), "ref": ref}, token)
        return answer["data"]["orderMarkAsPaid"] or answer

    return send


@pytest.mark.django_db(transaction=True)
def test_a_part_goes_back(refund, house):
    order = an_order(house, paid=960)
    payload = refund(order, "2.55")
    assert payload["errors"] == []
    found = payload["order"]
    assert (found["totalCharged"], found["totalRefunded"]) == ({"amount": 7.05}, {"amount": 2.55})
    assert (found["paymentStatus"], found["chargeStatus"], found["isPaid"]) == ("PARTIALLY_REFUNDED", "PARTIAL", False)
    assert {"type": "PAYMENT_REFUNDED", "amount": 2.55} in found["events"]
    assert [(record.amount, record.user.email) for record in OrderRefundRecord.objects.all()] == [
        (255, "lea@pain.example")
    ]


def test_before_the_gateway_answers_it_is_pending_and_cannot_go_back_twice(refund, house):
    order = an_order(house, paid=960)
    assert refund(order, 9.6)["errors"] == []
    assert codes(refund(order, 0.01)) == [("amount", "CANNOT_REFUND")]
    work()
    assert Transaction.objects.get().refunded == 960


def test_never_more_than_was_charged(refund, house):
    order = an_order(house, paid=960)
    payload = refund(order, 9.61)
    assert codes(payload) == [("amount", "CANNOT_REFUND")]
    assert payload["errors"][0]["message"] == "At most 9.60 EUR can still be given back."
    assert codes(refund(order, 0)) == [("amount", "CANNOT_REFUND")]
    assert Transaction.objects.get().events.count() == 1
    assert "cannot be negative" in refund(order, -1)["errors"][0]["message"]


def test_an_unpaid_order_has_nothing_to_give_back(refund, house):
    assert codes(refund(an_order(house), 1)) == [("amount", "CANNOT_REFUND")]


def test_several_payments_give_back_together_the_newest_first(refund, house):
    order = an_order(house, paid=600)
    pay(order, 360)
    assert refund(order, 5)["errors"] == []
    work()
    assert list(Transaction.objects.values_list("charged", "refunded")) == [(460, 140), (0, 360)]


def test_what_is_under_a_cent_is_rounded(refund, house):
    order = an_order(house, paid=960)
    assert refund(order, "1.005")["errors"] == []
    work()
    assert OrderRefundRecord.objects.get().amount == 101


@STRANGERS
def test_strangers_give_nothing_back(refund, house, strangers, who):
    order = an_order(house, paid=960)
    answer = refund(order, 1, strangers[who])
    if who == "neighbour":
        assert codes(answer) == [("id", "NOT_FOUND")]
    else:
        assert [error["extensions"]["exception"]["code"] for error in answer["errors"]] == ["PermissionDenied"]
    assert OrderRefundRecord.objects.count() == 0


def test_the_customer_learns_of_a_refund(refund, house, mailoutbox):
    order = an_order(house, paid=960, send_mail=False, language="en")
    refund(order, 2)
    work()
    [letter] = mailoutbox
    assert letter.subject == "Refund of your order no. 1"
    assert "Fournil is refunding 2,00\u00a0€ on your order no. 1" in letter.body


class Card:
    """A gateway that does what it is told next: an exception, or a Result."""

    id, name, currencies, config = "card", "Card", (), ()

    def __init__(self):
        self.answers, self.keys = [], []

    def refund(self, transaction, amount, key):
        self.keys.append(key)
        answer = self.answers.pop(0) if self.answers else Result("REFUND_SUCCESS", amount, psp_reference=key)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def card():
    """The Card, offered by a plugin as long as the test runs."""
    made = Card()

    class Plugin:
        @hook
        def payment_gateways(self, channel):
            return [made]

    plugin = Plugin()
    switchboard().register(plugin)
    yield made
    switchboard().unregister(plugin)


@pytest.mark.django_db(transaction=True)
def test_a_gateway_that_refuses_is_a_payment_error_and_the_money_can_go_back_later(refund, house, card, mailoutbox):
    order = an_order(house, send_mail=False)
    payment = pay(order, 960, gateway="card")
    card.answers = [ShopError("INVALID", "The card is gone.")]
    payload = refund(order, 9.6)
    assert (codes(payload), payload["errors"][0]["message"]) == ([("amount", "PAYMENT_ERROR")], "The card is gone.")
    work()
    payment.refresh_from_db()
    assert (payment.charged, payment.refund_pending, len(card.keys)) == (960, 0, 1)
    assert list(order.events.values_list("type", flat=True)) == [
        "PLACED",
        "TRANSACTION_REFUND_REQUESTED",
        "PAYMENT_FAILED",
    ]
    assert mailoutbox == []
    assert refund(order, 9.6)["errors"] == []
    payment.refresh_from_db()
    assert (payment.charged, payment.refunded, len(set(card.keys))) == (0, 960, 2)


@pytest.mark.django_db(transaction=True)
def test_a_gateway_that_does_not_answer_is_asked_again_with_the_same_key(house, card):
    order = an_order(house)
    payment = pay(order, 960, gateway="card")
    card.answers = [Unanswered(), Unanswered()]
    actions.refund(order.pk, 960)
    payment.refresh_from_db()
    assert (payment.refund_pending, payment.refunded, OrderRefundRecord.objects.count()) == (960, 0, 0)
    work()
    Task.objects.filter(kind="orders.money_back").update(due=clock.now())
    work()
    payment.refresh_from_db()
    assert (payment.refund_pending, payment.refunded, len(card.keys), len(set(card.keys))) == (0, 960, 3, 1)
    assert OrderRefundRecord.objects.get().amount == 960


def test_marked_as_paid(mark_paid, house, seller):
    payload = mark_paid(an_order(house), "Cheque 12")
    assert payload["errors"] == []
    found = payload["order"]
    assert (found["isPaid"], found["paymentStatus"], found["chargeStatus"], found["authorizeStatus"]) == (
        True,
        "FULLY_CHARGED",
        "FULL",
        "FULL",
    )
    assert found["totalBalance"] == {"amount": 0, "currency": "EUR"}
    assert found["actions"] == ["REFUND"]
    assert found["transactions"] == [
        {"name": "Pay in store", "pspReference": "Cheque 12", "chargedAmount": {"amount": 9.6}}
    ]
    assert found["events"][1:] == [
        {
            "type": "ORDER_MARKED_AS_PAID",
            "amount": 9.6,
            "transactionReference": "Cheque 12",
            "user": {"email": seller[0].email},
        },
        {"type": "ORDER_FULLY_PAID", "amount": 9.6, "transactionReference": None, "user": {"email": seller[0].email}},
    ]


def test_marked_as_paid_twice_is_refused(mark_paid, house):
    order = an_order(house)
    mark_paid(order)
    assert codes(mark_paid(order)) == [("id", "PAYMENT_ERROR")]
    assert Transaction.objects.get().charged == 960


def test_only_what_was_missing_is_marked_as_paid(mark_paid, house):
    order = an_order(house, paid=500, gift_cards_amount=100)
    mark_paid(order)
    assert list(Transaction.objects.values_list("charged", flat=True)) == [500, 360]


def test_a_promise_to_pay_in_store_is_kept(mark_paid, house):
    order = an_order(house)
    pay(order, 960, type="CHARGE_REQUEST")
    found = mark_paid(order)["order"]
    assert found["isPaid"] is True
    assert list(Transaction.objects.values_list("charged", "charge_pending")) == [(960, 0)]


def test_not_while_another_payment_is_under_way(mark_paid, house):
    order = an_order(house)
    pay(order, 960, type="CHARGE_REQUEST", gateway="bank")
    assert codes(mark_paid(order)) == [("id", "PAYMENT_ERROR")]
    other = an_order(house)
    pay(other, 960, type="AUTHORIZATION_SUCCESS", gateway="bank")
    assert codes(mark_paid(other)) == [("id", "PAYMENT_ERROR")]


def test_not_a_cancelled_order_and_not_the_same_reference(mark_paid, house):
    Order.objects.filter(pk=an_order(house).pk).update(status="CANCELED")
    assert codes(mark_paid(Order.objects.get())) == [("id", "PAYMENT_ERROR")]
    mark_paid(an_order(house), "Cheque 12")
    order = an_order(house)
    assert codes(mark_paid(order, "Cheque 12")) == [("transactionReference", "UNIQUE")]
    assert codes(mark_paid(order, "x" * 513)) == [("transactionReference", "INVALID")]
    assert order.events.filter(type="ORDER_MARKED_AS_PAID").count() == 0


@STRANGERS
def test_strangers_do_not_mark_as_paid(mark_paid, house, strangers, who):
    answer = mark_paid(an_order(house), token=strangers[who])
    if who == "neighbour":
        assert codes(answer) == [("id", "NOT_FOUND")]
    else:
        assert [error["extensions"]["exception"]["code"] for error in answer["errors"]] == ["PermissionDenied"]
    assert Transaction.objects.count() == 0


@pytest.mark.parametrize(
    ("paid", "cards", "status", "expected"),
    [
        (0, 0, "UNFULFILLED", ("NOT_CHARGED", "NONE", "NONE", False, -9.6)),
        (100, 0, "UNFULFILLED", ("PARTIALLY_CHARGED", "PARTIAL", "PARTIAL", False, -8.6)),
        (960, 0, "UNFULFILLED", ("FULLY_CHARGED", "FULL", "FULL", True, 0)),
        (1000, 0, "UNFULFILLED", ("FULLY_CHARGED", "OVERCHARGED", "FULL", True, 0.4)),
        (560, 400, "UNFULFILLED", ("FULLY_CHARGED", "FULL", "FULL", True, 0)),
        (0, 400, "CANCELED", ("FULLY_REFUNDED", "NONE", "NONE", False, -9.6)),
    ],
)
def test_how_an_order_stands(graphql, house, paid, cards, status, expected):
    order = an_order(house, paid=paid, gift_cards_amount=cards)
    Order.objects.update(status=status)
    document = """query($id: ID) { order(id: $id) {
        paymentStatus chargeStatus authorizeStatus isPaid totalBalance { amount } } }"""
    found = graphql(document, {"id": gid(order)})["data"]["order"]
    assert tuple(found.values())[:4] == expected[:4]
    assert found["totalBalance"]["amount"] == expected[4]


def test_authorised_money_can_be_captured(graphql, house, token):
    order = an_order(house)
    pay(order, 960, type="AUTHORIZATION_SUCCESS", gateway="bank")
    document = "query($id: ID) { order(id: $id) { authorizeStatus chargeStatus actions totalAuthorized { amount } } }"
    assert graphql(document, {"id": gid(order)}, token)["data"]["order"] == {
        "authorizeStatus": "FULL",
        "chargeStatus": "NONE",
        "actions": ["CAPTURE", "VOID"],
        "totalAuthorized": {"amount": 9.6},
    }


def test_a_free_order_is_paid(graphql, db):
    order = an_order(a_house(), [])
    document = "query($id: ID) { order(id: $id) { isPaid chargeStatus paymentStatus } }"
    found = graphql(document, {"id": gid(order)})["data"]["order"]
    assert (found["isPaid"], found["chargeStatus"]) == (True, "FULL")
