"""Money on its way back to the customer: asked for within the change of the order, done by the gateways after it."""

import logging
from datetime import timedelta

from django.db import transaction

from ...kernel import clock, outbox
from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from ...payments import actions as payments
from ...payments.actions.recording import request_event
from ...payments.gateway import Unanswered
from ...payments.models import Transaction, TransactionEvent
from .. import mails
from ..models import OrderRefundRecord
from .history import announce, note_down, opened

log = logging.getLogger(__name__)
KIND = "orders.money_back"
PATIENCE = timedelta(minutes=1)  # the one who asked tries first; the worker makes sure
ANSWERS = ("REFUND_SUCCESS", "REFUND_FAILURE", "CANCEL_SUCCESS", "CANCEL_FAILURE")
HISTORY = {"REFUND_SUCCESS": "PAYMENT_REFUNDED", "CANCEL_SUCCESS": "PAYMENT_VOIDED"}


def ask_for(order, payment, kind, amount, *, by=None, occasion="", letter=False):
    """Write down a REFUND or CANCEL of a locked payment, and promise to do it; returns the facts for do_soon().

    occasion: tells several requests for one payment apart. letter: the customer is written to when it is done.
    """
    key = f"{order.pk}:{kind}:{occasion}:{payment.pk}"
    request_event(payment, f"{kind}_REQUEST", amount, user=by, key=key)
    note_down(order, f"TRANSACTION_{kind}_REQUESTED", by=by, amount=amount, reference=str(payment.token))
    facts = {
        "order": str(order.pk),
        "payment": payment.pk,
        "kind": kind,
        "amount": amount,
        "key": key,
        "by": by.pk if by else None,
        "letter": letter,
    }
    outbox.put(KIND, key, facts, due=clock.now() + PATIENCE, channel_id=order.channel_id)
    return facts


def do_soon(wanted, *, loud=False):
    """After the commit, do what was asked for now; `loud`: the last gateway's refusal is raised for the caller."""

    def attempt():
        refusals = []
        for facts in wanted:
            try:
                settle(facts)
            except Unanswered:
                log.info("Money of order %s is still on its way back.", facts["order"])
            except ShopError as refusal:
                refusals.append(refusal)
        if refusals and loud:
            raise ShopError("PAYMENT_ERROR", refusals[-1].message, "amount")

    transaction.on_commit(attempt)


@outbox.performs(KIND)
def make_sure(task):
    """What was asked for and has no answer yet is asked again, with the same key, until there is one."""
    try:
        settle(task.payload)
    except ShopError as refusal:
        if _answer(task.payload) is None:  # nobody was there to refuse: its gateway is missing
            raise
        log.warning("A gateway refuses to give money back: %s", refusal.message)


def settle(facts):
    """Call the gateway unless it has answered before, and write its answer into the order's history. Safe to repeat.

    Raises the gateway's refusal, or Unanswered while nobody knows.
    """
    refused = None
    if _answer(facts) is None:
        payment = Transaction.objects.select_related("channel").get(pk=facts["payment"])
        try:
            if facts["kind"] == "REFUND":
                payments.refund(payment, facts["amount"], key=facts["key"])
            else:
                payments.cancel(payment, key=facts["key"])
        except ShopError as refusal:
            refused = refusal
    answer = _answer(facts)
    if answer is not None:
        _write_down(facts, answer)
    if refused:
        raise refused
    if answer is None:
        raise Unanswered


def _answer(facts):
    """The event that answers our request, or None."""
    return TransactionEvent.objects.filter(
        transaction=facts["payment"], idempotency_key=facts["key"], type__in=ANSWERS
    ).first()


@atomic
def _write_down(facts, answer):
    order = opened(facts["order"])
    if order.events.filter(data__key=facts["key"]).exists():
        return
    event = note_down(
        order,
        HISTORY.get(answer.type, "PAYMENT_FAILED"),
        amount=answer.amount,
        message=answer.message,
        key=facts["key"],
    )
    event.user_id = facts["by"]
    event.save(update_fields=["user"])
    if answer.type == "REFUND_SUCCESS":
        OrderRefundRecord.objects.create(order=order, amount=answer.amount, user_id=facts["by"])
        if facts["letter"]:
            mails.promise("ORDER_REFUND", order, facts["key"], amount=answer.amount)
    announce(order, "money_moved", type=answer.type)
