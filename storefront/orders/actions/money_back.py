"""Money on its way back to the customer: asked for within the change of the order, done by the gateways after it."""
import logging
from datetime import timedelta

from django.db import transaction

from ...kernel import clock, outbox
from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from ...payments import actions as payments
from ...payments.actions.recording import request_event
from ...payments.models import Transaction, TransactionEvent
from ..models import Order, OrderRefundRecord
from .history import announce, note_down

log = logging.getLogger(__name__)
KIND = "orders.money_back"
PATIENCE = timedelta(minutes=1)             # the one who asked tries first; the worker makes sure
ANSWERS = ("REFUND_SUCCESS", "REFUND_FAILURE", "CANCEL_SUCCESS", "CANCEL_FAILURE")


def ask_for(order, payment, kind, amount, *, by=None, record=None):
    """Write down a REFUND or CANCEL of a locked payment, and promise to do it; returns the facts for do_soon()."""
    key = f"{order.pk}:{kind}:{record.pk if record else payment.pk}:{payment.pk}"
    request_event(payment, f"{kind}_REQUEST", amount, user=by, key=key)
    note_down(order, f"TRANSACTION_{kind}_REQUESTED", by=by, amount=amount, reference=str(payment.token))
    facts = {"payment": payment.pk, "kind": kind, "amount": amount, "key": key, "record": record and record.pk}
    outbox.put(KIND, key, facts, due=clock.now() + PATIENCE, channel_id=order.channel_id)
    return facts


def do_soon(wanted, *, loud=False):
    """After the commit, do what was asked for now; `loud`: the last gateway's refusal is raised for the caller."""
    def attempt():
        refused = None
        for facts in wanted:
            try:
                settle(facts)
            except ShopError as refusal:
                refused = refusal
        if refused and loud:
            raise refused

    transaction.on_commit(attempt)


@outbox.performs(KIND)
def make_sure(task):
    """What was asked for and has no answer yet is asked again, with the same key."""
    try:
        settle(task.payload)
    except ShopError as refusal:
        log.warning("A gateway refuses to give money back: %s", refusal.message)


def settle(facts):
    """Call the gateway, unless it has answered before. Its refusal is written down and raised as PAYMENT_ERROR."""
    payment = Transaction.objects.select_related("channel").get(pk=facts["payment"])
    if TransactionEvent.objects.filter(transaction=payment, idempotency_key=facts["key"], type__in=ANSWERS).exists():
        return
    try:
        if facts["kind"] == "REFUND":
            payments.refund(payment, facts["amount"], key=facts["key"])
        else:
            payments.cancel(payment, key=facts["key"])
    except ShopError as refusal:
        _failed(payment.order_id, facts, refusal.message)
        raise ShopError("PAYMENT_ERROR", refusal.message, "amount")


@atomic
def _failed(order_id, facts, message):
    order = Order.objects.get(pk=order_id)
    OrderRefundRecord.objects.filter(pk=facts["record"]).delete()
    note_down(order, "PAYMENT_FAILED", message=message, amount=facts["amount"])
    announce(order, "money_back_failed")
