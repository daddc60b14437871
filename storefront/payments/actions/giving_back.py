"""Money goes back, or is let go."""

import uuid

from ...kernel.errors import ShopError
from ...kernel.locks import atomic, lock_one
from .. import gateways
from ..models import Transaction
from .recording import request_event
from .starting import Step, told


def refund(transaction, amount, *, user=None, key=""):
    """Give back so many minor units of what was charged; returns a Step. The same key again changes nothing.

    Refuses with INVALID what is more than was charged and is not on its way back already.
    """
    gateway = gateways.behind(transaction)
    request = _requested(transaction, "REFUND_REQUEST", amount, user, key)
    return _done(transaction, request) or told(
        transaction, request, lambda: gateway.refund(transaction, request.amount, request.idempotency_key), user=user
    )


def cancel(transaction, *, user=None, key=""):
    """Let go what is authorised or pending; returns a Step."""
    gateway = gateways.behind(transaction)
    amount = transaction.authorized or transaction.charge_pending or transaction.authorize_pending
    request = _requested(transaction, "CANCEL_REQUEST", amount, user, key)
    return _done(transaction, request) or told(
        transaction, request, lambda: gateway.cancel(transaction, request.idempotency_key), user=user
    )


def _done(transaction, request):
    """The Step of a request that has succeeded before, or None."""
    won = request.type.replace("_REQUEST", "_SUCCESS")
    event = transaction.events.filter(type=won, idempotency_key=request.idempotency_key).first()
    return event and Step(transaction, event)


@atomic
def _requested(transaction, kind, amount, user, key):
    fresh = lock_one(Transaction, transaction.pk)
    key = key or uuid.uuid4().hex
    before = fresh.events.filter(type=kind, idempotency_key=key).first()
    if before is not None:
        return before
    if kind == "REFUND_REQUEST" and not 0 < amount <= fresh.charged:
        raise ShopError("INVALID", f"At most {fresh.charged} (minor units) can be given back; choose less.", "amount")
    if kind == "CANCEL_REQUEST" and amount <= 0:
        raise ShopError("INVALID", "There is nothing to cancel; give money back with a refund.", "id")
    return request_event(fresh, kind, amount, user=user, key=key)
