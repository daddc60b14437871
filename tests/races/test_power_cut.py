"""The process dies at any write or commit of a sale, a cancellation, a refund, a payment: nothing is lost or doubled.

Each test cuts at step 1, 2, 3 … until the request survives; after each cut the books are right, the same request
again ends well, and so does what the worker catches up on.
"""

import itertools
import uuid
from datetime import timedelta

import pytest
from django.core import mail

from storefront.accounts.tokens import access_token
from storefront.checkout import actions as baskets
from storefront.checkout.complete import complete
from storefront.checkout.models import Checkout
from storefront.discounts.actions import create_gift_card, create_voucher
from storefront.discounts.models import GiftCard
from storefront.hooks import switchboard
from storefront.kernel import clock, holds, listening, outbox, worker
from storefront.kernel.models import Event, Scarce, Task
from storefront.orders.models import Order
from storefront.payments import actions as payments
from storefront.payments.models import Transaction, TransactionEvent
from tests.doubles.bank import Bank
from tests.doubles.till import Plugin
from tests.orders import a_person, gid
from tests.races import power
from tests.races.books import faults
from tests.storefront.checkout.shop import a_checkout, a_shop

pytestmark = pytest.mark.django_db(transaction=True)
COMPLETE = "mutation($id: ID!) { checkoutComplete(id: $id) { order { id number } errors { code } } }"
CANCEL = "mutation($id: ID!) { orderCancel(id: $id) { errors { code } } }"
REFUND = "mutation($id: ID!, $amount: PositiveDecimal!) { orderRefund(id: $id, amount: $amount) { errors { code } } }"
PAY = """mutation($id: ID!, $key: String!) {
  transactionInitialize(id: $id, idempotencyKey: $key, paymentGateway: {id: "tests.bank"}) {
    transaction { id } transactionEvent { type } errors { code } } }"""
GO_ON = """mutation($id: ID!) { transactionProcess(id: $id) { transactionEvent { type } errors { code } } }"""


@pytest.fixture
def shop():
    return a_shop(goods=2, stock=10_000)


@pytest.fixture
def send(graphql):
    """send(document, user=None, **variables): the payload of the one field."""

    def post(document, user=None, **variables):
        answer = graphql(document, variables, access_token(user) if user else None)
        assert "errors" not in answer, answer["errors"]
        [payload] = answer["data"].values()
        return payload

    return post


@pytest.fixture
def bank(tmp_path):
    """Offers a Bank; bank(first) opens it."""
    plugins = []

    def opened(first="CHARGE_SUCCESS"):
        plugins.append(Plugin(Bank(tmp_path, first)))
        switchboard().register(plugins[-1])
        return plugins[-1].till

    yield opened
    for plugin in plugins:
        switchboard().unregister(plugin)


def catch_up():
    """What the worker does within the next minutes."""
    clock.move(clock.now() + timedelta(minutes=2))
    worker.work_off()
    clock.move(None)


def every_cut(make, act, ends_well):
    """Cut act(make()) at every step; ends_well(subject, answer of the same request sent again). How many steps."""
    worker.learn()
    listening.begin()
    subject = make()
    ends_well(subject, act(subject))  # also: what is parsed and built here, all children inherit
    subject = None
    for step in itertools.count(1):
        subject = subject or make()
        before = committed()
        answer = power.cut(lambda about=subject: act(about), step)
        assert faults() == [], f"after the cut at step {step}"
        if committed() == before:  # nothing happened: the next cut is the same request again
            assert answer is None
            continue
        ends_well(subject, act(subject))
        assert faults() == [], f"in the end, after the cut at step {step}"
        subject = None
        if answer is not None:
            break
    return step - 1


def committed():
    """How much has been written down for good."""
    return [model.objects.count() for model in (Event, Task, TransactionEvent)]


def a_full_basket(shop, **words):
    """Two goods, a code for one use, 2.00 of a gift card."""
    checkout = a_checkout(shop, quantity=2, variants=shop.variants, **words)
    code = uuid.uuid4().hex
    create_voucher(shop.channel, [code], value=100, usage_limit=1)
    baskets.add_promo(checkout.pk, code)
    baskets.add_promo(checkout.pk, create_gift_card(shop.channel, 200).code)
    return Checkout.objects.get(pk=checkout.pk)


def a_paid_order(shop):
    """The same, bought: 7.00 paid by bank."""
    checkout = a_full_basket(shop)
    payments.start(checkout, payments.Intent("tests.bank", 700, key=uuid.uuid4().hex))
    return complete(checkout.pk)


def test_a_sale_is_whole_or_not_at_all(shop, send):
    def ends_well(checkout, again):
        catch_up()
        order = Order.objects.get(checkout_id=checkout.pk)
        assert again == {"order": {"id": gid(order), "number": str(order.number)}, "errors": []}
        assert (order.total_gross, order.gift_cards_amount) == (900, 200)
        assert GiftCard.objects.get(orders=order).current_balance == 0
        assert not Checkout.objects.exists()
        assert [letter.subject for letter in mail.outbox if f" {order.number} " in letter.subject] != []
        assert Task.objects.filter(kind="mail", key__contains=str(order.pk)).count() == 1

    steps = every_cut(lambda: a_full_basket(shop), lambda checkout: send(COMPLETE, id=gid(checkout)), ends_well)
    assert steps > 20
    assert set(Scarce.objects.filter(kind="voucher").values_list("confirmed", flat=True)) == {1}


def test_a_cancelled_order_gives_everything_back_once(shop, send, bank):
    bank, seller = bank(), a_person("lea@pain.example", ["MANAGE_ORDERS"])

    def ends_well(order, again):
        catch_up()
        assert again["errors"] in ([], [{"code": "CANNOT_CANCEL_ORDER"}])
        assert Order.objects.get(pk=order.pk).status == "CANCELED"
        payment = Transaction.objects.get(order=order)
        assert (payment.charged, payment.refunded, payment.refund_pending) == (0, 700, 0)
        assert bank.moved("REFUND", str(order.pk)) == 700
        assert GiftCard.objects.get(orders=order).current_balance == 200
        assert set(Scarce.objects.values_list("confirmed", flat=True)) == {0}

    steps = every_cut(lambda: a_paid_order(shop), lambda order: send(CANCEL, seller, id=gid(order)), ends_well)
    assert steps > 20


def test_a_refund_is_paid_out_once(shop, send, bank):
    bank, seller = bank(), a_person("lea@pain.example", ["MANAGE_ORDERS"])

    def ends_well(order, again):
        catch_up()
        assert again["errors"] in ([], [{"code": "CANNOT_REFUND"}])
        payment = Transaction.objects.get(order=order)
        assert (payment.charged, payment.refunded, payment.refund_pending) == (0, 700, 0)
        assert list(order.refunds.values_list("amount", flat=True)) == [700]
        assert bank.moved("REFUND", str(order.pk)) == 700
        assert Task.objects.filter(kind="orders.mail", key__contains=f"ORDER_REFUND:{order.pk}").count() == 1

    steps = every_cut(
        lambda: a_paid_order(shop), lambda order: send(REFUND, seller, id=gid(order), amount=7), ends_well
    )
    assert steps > 12


def test_a_payment_is_charged_once(shop, send, bank):
    bank = bank()

    def ends_well(checkout, again):
        assert (again["errors"], again["transactionEvent"]) == ([], {"type": "CHARGE_SUCCESS"})
        assert Transaction.objects.get(checkout=checkout).charged == 250
        assert bank.moved("CHARGE", str(checkout.pk)) == 250

    steps = every_cut(
        lambda: a_checkout(shop), lambda checkout: send(PAY, id=gid(checkout), key="one payment"), ends_well
    )
    assert steps > 8


def test_going_on_with_a_payment_charges_once(shop, send, bank):
    bank = bank("CHARGE_ACTION_REQUIRED")

    def begun():
        checkout = a_checkout(shop)
        return checkout, send(PAY, id=gid(checkout), key="one payment")["transaction"]["id"]

    def ends_well(subject, again):
        checkout, _ = subject
        assert (again["errors"], again["transactionEvent"]) == ([], {"type": "CHARGE_SUCCESS"})
        assert Transaction.objects.get(checkout=checkout).charged == 250
        assert bank.moved("CHARGE", str(checkout.pk)) == 250

    assert every_cut(begun, lambda subject: send(GO_ON, id=subject[1]), ends_well) > 4


def test_a_worker_that_dies_leaves_one_letter(shop, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "letters"
    for step in itertools.count(1):
        order = complete(a_checkout(shop, email=f"anna{step}@client.example").pk)
        survived = power.cut(lambda: (worker.work_off(), "alive")[1], step)
        while outbox.queue():
            clock.move(clock.now() + timedelta(minutes=2))
            worker.work_off()
        clock.move(None)
        assert faults() == []
        assert Task.objects.filter(kind="mail", key__contains=str(order.pk)).count() == 1
        letters = [file.read_text() for file in (tmp_path / "letters").iterdir()]
        marks = {letter.split("Message-ID: ")[1].split("\n")[0] for letter in letters if gid(order) in letter}
        assert len(marks) == 1
        if survived:
            break
    assert step > 8


def test_the_cut_is_real(shop):
    """The negative control: what is written in two transactions is found half done."""
    checkout = a_checkout(shop)

    def careless():
        holds.confirm(f"Checkout:{checkout.pk}", new_owner="Order:half")
        Checkout.objects.filter(pk=checkout.pk).delete()

    found = []
    for step in itertools.count(1):
        if power.cut(lambda: (careless(), "alive")[1], step):
            break
        found.append(bool(faults()))
    assert found[0] is False
    assert True in found
