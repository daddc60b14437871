"""Paying through a gateway: our row first, the network outside transactions, everything written down once."""

import pytest

from storefront.hooks import hook, switchboard
from storefront.kernel import clock, holds
from storefront.kernel.errors import ShopError
from storefront.kernel.models import Event, Scarce
from storefront.payments import actions, gateways, queries
from storefront.payments.actions import Intent
from storefront.payments.gateway import Result
from storefront.payments.models import Transaction, TransactionEvent
from tests.doubles import till
from tests.goods import a_basket, a_shop, an_order

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def basket():
    return a_basket(a_shop())


def pay(payable, amount=500, **words):
    return actions.start(payable, Intent("tests.till", amount, **words))


def kinds(transaction):
    return list(transaction.events.order_by("pk").values_list("type", "amount"))


def refusal(act, *arguments, **words):
    with pytest.raises(ShopError) as caught:
        act(*arguments, **words)
    return caught.value


def test_a_charge_is_asked_for_and_written_down(basket):
    with till.offered("CHARGE_SUCCESS") as asked:
        step = pay(basket)
    assert (step.event.type, step.data) == ("CHARGE_SUCCESS", {"told": "CHARGE_SUCCESS"})
    assert kinds(step.transaction) == [("CHARGE_REQUEST", 500), ("CHARGE_SUCCESS", 500)]
    assert queries.paid(basket) == queries.Paid(charged=500)
    assert asked.asked == [("CHARGE", 500, step.transaction.idempotency_key)]
    assert Event.objects.filter(name="transaction.changed").count() == 1


def test_the_network_is_never_inside_a_transaction(basket):
    with till.offered("CHARGE_ACTION_REQUIRED", "CHARGE_SUCCESS", "REFUND_SUCCESS") as asked:
        transaction = pay(basket).transaction
        actions.proceed(transaction)
        actions.refund(transaction, 100)
    assert asked.inside == [False, False, False]


def test_our_row_stands_before_the_gateway_is_called(basket):
    seen = []

    class Looking(till.Till):
        def start(self, transaction, action, amount, data):
            seen.extend(Transaction.objects.values_list("charge_pending", flat=True))
            return Result("CHARGE_SUCCESS")

    plugin = till.Plugin(Looking())
    switchboard().register(plugin)
    try:
        pay(basket)
    finally:
        switchboard().unregister(plugin)
    assert seen == [500]


def test_the_same_key_is_the_same_payment(basket):
    with till.offered("CHARGE_SUCCESS") as asked:
        first, second = pay(basket, key="once"), pay(basket, key="once")
    assert first.transaction.pk == second.transaction.pk
    assert second.event == first.event
    assert (len(asked.asked), queries.paid(basket).charged) == (1, 500)


def test_the_same_key_for_another_amount_is_refused(basket):
    with till.offered("CHARGE_SUCCESS"):
        pay(basket, key="once")
        answer = refusal(pay, basket, 501, key="once")
    assert (answer.code, answer.field) == ("UNIQUE", "idempotencyKey")


def test_two_baskets_may_have_the_same_key(basket):
    other = a_basket(basket.channel)
    with till.offered("CHARGE_SUCCESS"):
        assert pay(basket, key="1").transaction != pay(other, key="1").transaction


@pytest.mark.parametrize("lost", [till.SILENCE, ValueError("broken")])
def test_silence_leaves_the_payment_pending_and_it_can_be_asked_again(basket, lost):
    with till.offered(lost, "CHARGE_SUCCESS"):
        step = pay(basket, key="once")
        assert (step.event.type, queries.paid(basket)) == ("CHARGE_REQUEST", queries.Paid(pending=500))
        assert "did not answer" in step.event.message
        again = pay(basket, key="once")
    assert (again.event.type, queries.paid(basket)) == ("CHARGE_SUCCESS", queries.Paid(charged=500))


def test_a_refusal_fails_the_payment_and_is_passed_on(basket):
    with till.offered(ShopError("INVALID", "This card is stolen.")):
        assert refusal(pay, basket).message == "This card is stolen."
    assert kinds(basket.transactions.get()) == [("CHARGE_REQUEST", 500), ("CHARGE_FAILURE", 500)]
    assert queries.paid(basket) == queries.Paid()


def test_an_authorisation_covers_but_is_not_charged(basket):
    with till.offered("AUTHORIZATION_SUCCESS"):
        step = pay(basket, action="AUTHORIZATION")
    assert step.transaction.actions == ["CHARGE", "CANCEL"]
    assert queries.paid(basket) == queries.Paid(authorized=500)
    assert (queries.covers(basket, 500), queries.covers(basket, 501), queries.covers(basket, 501, 1)) == (
        True,
        False,
        True,
    )


def test_the_customer_acts_and_the_payment_goes_on(basket):
    with till.offered("CHARGE_ACTION_REQUIRED", "CHARGE_SUCCESS") as asked:
        step = pay(basket)
        assert queries.paid(basket) == queries.Paid(pending=500)
        done = actions.proceed(step.transaction, {"code": "1234"})
        again = actions.proceed(step.transaction, {"code": "1234"})
    assert asked.asked[1] == ("PROCEED", None, {"code": "1234"})
    assert (again.event, len(asked.asked)) == (done.event, 2)
    assert queries.paid(basket) == queries.Paid(charged=500)


@pytest.mark.parametrize("amount", [0, -1, 10**12 + 1])
def test_there_must_be_something_to_pay(basket, amount):
    with till.offered("CHARGE_SUCCESS"):
        answer = refusal(pay, basket, amount)
    assert (answer.code, answer.field) == ("INVALID", "amount")


def test_a_gateway_that_is_not_offered(basket):
    assert refusal(pay, basket).code == "NOT_FOUND"


def test_a_gateway_for_other_money_is_not_offered():
    with till.offered("CHARGE_SUCCESS"):
        assert gateways.of(a_shop("tunis", currency="TND")) == []


def test_a_basket_that_is_gone_cannot_be_paid(basket):
    with till.offered("CHARGE_SUCCESS") as asked:
        stale, _ = basket.pk, type(basket).objects.filter(pk=basket.pk).delete()
        assert refusal(pay, basket).code == "NOT_FOUND"
    assert (asked.asked, stale) == ([], basket.pk)


def test_what_is_held_waits_for_the_payment(basket):
    thing = Scarce.objects.create(kind="stock", key="loaf", capacity=1)
    holds.acquire(f"Checkout:{basket.pk}", [(thing, 1)])
    with till.offered("CHARGE_ACTION_REQUIRED"):
        pay(basket)
    [hold] = holds.holds_of(f"Checkout:{basket.pk}")
    assert hold.held_until > clock.now() + till.Till.patience * 0.9


def test_the_same_news_twice_is_one_event(basket):
    with till.offered("CHARGE_REQUEST"):
        transaction = pay(basket).transaction
    news = Result("CHARGE_SUCCESS", 500, psp_reference="pi_1")
    first, second = actions.record(transaction, news), actions.record(transaction, news)
    assert first == second
    assert (transaction.charged, transaction.psp_reference) == (500, "pi_1")


def test_a_plugin_that_objects_undoes_the_record(basket):
    class Objecting:
        @hook
        def payment_recording(self, transaction, event):
            raise ShopError("INVALID", f"Not {event.type}.")

    with till.offered("CHARGE_REQUEST"):
        transaction = pay(basket).transaction
    plugin = Objecting()
    switchboard().register(plugin)
    try:
        assert refusal(actions.record, transaction, Result("CHARGE_SUCCESS", 500)).message == "Not CHARGE_SUCCESS."
    finally:
        switchboard().unregister(plugin)
    assert kinds(transaction) == [("CHARGE_REQUEST", 500)]


def test_payments_move_with_the_basket_to_its_order(basket):
    with till.offered("CHARGE_SUCCESS"):
        pay(basket)
    order = an_order(basket.channel)
    actions.move(basket, order)
    assert (queries.paid(basket), queries.paid(order)) == (queries.Paid(), queries.Paid(charged=500))


def test_a_refund_is_asked_for_once(basket):
    with till.offered("CHARGE_SUCCESS", "REFUND_SUCCESS") as asked:
        transaction = pay(basket).transaction
        actions.refund(transaction, 200, key="r1")
        step = actions.refund(transaction, 200, key="r1")
    assert (step.event.type, asked.asked[1:]) == ("REFUND_SUCCESS", [("REFUND", 200, "r1")])
    assert queries.paid(basket) == queries.Paid(charged=300, refunded=200)


def test_no_more_goes_back_than_came(basket):
    with till.offered("CHARGE_SUCCESS", till.SILENCE):
        transaction = pay(basket).transaction
        actions.refund(transaction, 400)
        assert refusal(actions.refund, transaction, 101).field == "amount"
    assert queries.paid(basket) == queries.Paid(charged=100)


def test_an_authorisation_is_let_go(basket):
    with till.offered("AUTHORIZATION_SUCCESS", Result("CANCEL_SUCCESS")):
        transaction = pay(basket, action="AUTHORIZATION").transaction
        actions.cancel(transaction)
        assert (transaction.authorized, transaction.canceled, transaction.actions) == (0, 500, [])
        assert refusal(actions.cancel, transaction).code == "INVALID"


def test_paying_in_store_is_a_promise_that_staff_keep():
    shop = a_shop(allow_unpaid_orders=True)
    order = an_order(shop)
    step = actions.start(order, Intent("shop.pay-in-store", 500))
    assert (step.event.type, step.transaction.actions) == ("CHARGE_REQUEST", ["CHARGE", "CANCEL"])
    assert actions.proceed(step.transaction).event == step.event
    assert queries.paid(order) == queries.Paid(pending=500)
    actions.mark_paid(order, 500, reference="till 7")
    assert queries.paid(order) == queries.Paid(charged=500)
    actions.refund(order.transactions.get(), 100)
    assert queries.paid(order) == queries.Paid(charged=400, refunded=100)


def test_money_without_a_promise_is_a_transaction_of_its_own():
    order = an_order(a_shop())
    actions.mark_paid(order, 500, reference="cheque 1")
    assert queries.paid(order) == queries.Paid(charged=500)
    answer = refusal(actions.mark_paid, an_order(order.channel), 500, reference="cheque 1")
    assert (answer.code, answer.field) == ("UNIQUE", "transactionReference")


def test_paying_in_store_is_offered_where_unpaid_orders_are_welcome():
    assert [gateway.id for gateway in gateways.of(a_shop(allow_unpaid_orders=True))] == ["shop.pay-in-store"]
    assert gateways.of(a_shop("fleurs")) == []


def test_events_are_never_twice_in_the_table(basket):
    with till.offered("CHARGE_REQUEST"):
        transaction = pay(basket).transaction
    for _ in range(2):
        TransactionEvent.objects.bulk_create(
            [TransactionEvent(transaction=transaction, type="CHARGE_SUCCESS", psp_reference="pi_1", amount=1)],
            ignore_conflicts=True,
        )
    assert transaction.events.filter(psp_reference="pi_1").count() == 1
