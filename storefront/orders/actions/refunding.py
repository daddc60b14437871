"""Giving money back for an order."""
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, locked
from ...kernel.money import Money
from ...payments.models import Transaction
from .. import mails
from ..models import OrderRefundRecord
from .history import announce, note_down, opened
from .money_back import ask_for, do_soon


@atomic
def refund(pk, amount, *, by=None, reason=""):
    """Give back so many minor units of what the order's transactions charged; returns the order.

    Refuses CANNOT_REFUND what is more than that, whatever others give back at the same moment; each call is a refund
    of its own. A gateway that refuses makes it a PAYMENT_ERROR.
    """
    order = opened(pk)
    payments = list(locked(Transaction.objects.filter(order=order)))
    left = sum(payment.charged for payment in payments)
    if amount <= 0:
        raise ShopError("CANNOT_REFUND", "An amount to give back is above zero.", "amount")
    if amount > left:
        most = Money.of_minor(left, order.currency)
        raise ShopError("CANNOT_REFUND", f"At most {most.amount} {most.currency} can still be given back.", "amount")
    record = OrderRefundRecord.objects.create(order=order, amount=amount, reason=reason, user=by)
    wanted = [ask_for(order, payment, "REFUND", part, by=by, record=record)
              for payment, part in _parts(payments, amount)]
    order.save(update_fields=["updated_at"])
    note_down(order, "PAYMENT_REFUNDED", by=by, amount=amount, message=reason)
    mails.promise("ORDER_REFUND", order, str(record.pk), amount=amount)
    announce(order, "refunded", amount=amount)
    do_soon(wanted, loud=True)
    return order


def _parts(payments, amount):
    """[(payment, how much of the amount it gives back)], the newest payment first."""
    for payment in reversed(payments):
        part = min(amount, payment.charged)
        if part:
            yield payment, part
            amount -= part
