"""Giving money back for an order."""

import uuid

from ...kernel.errors import ShopError
from ...kernel.locks import atomic, locked
from ...kernel.money import Money
from ...payments.models import Transaction
from .history import announce, opened
from .money_back import ask_for, do_soon


@atomic
def refund(pk, amount, *, by=None):
    """Give back so many minor units of what the order's transactions charged; returns the order.

    Refuses CANNOT_REFUND what is more than that, whatever others give back at the same moment; each call is a refund
    of its own. A gateway that refuses makes it a PAYMENT_ERROR, and the money can be given back again.
    """
    order = opened(pk)
    payments = list(locked(Transaction.objects.filter(order=order)))
    left = sum(payment.charged for payment in payments)
    if amount <= 0:
        raise ShopError("CANNOT_REFUND", "An amount to give back is above zero.", "amount")
    if amount > left:
        most = Money.of_minor(left, order.currency)
        raise ShopError("CANNOT_REFUND", f"At most {most.amount} {most.currency} can still be given back.", "amount")
    order.save(update_fields=["updated_at"])
    occasion = uuid.uuid4().hex[:12]
    wanted = [
        ask_for(order, payment, "REFUND", part, by=by, occasion=occasion, letter=True)
        for payment, part in _parts(payments, amount)
    ]
    announce(order, "refund_requested", amount=amount)
    do_soon(wanted, loud=True)
    return order


def _parts(payments, amount):
    """[(payment, how much of the amount it gives back)], the newest payment first."""
    for payment in reversed(payments):
        part = min(amount, payment.charged)
        if part:
            yield payment, part
            amount -= part
