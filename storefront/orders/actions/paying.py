"""Staff say that an order is paid: money taken at the counter, a cheque, a transfer."""

from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from ...payments import actions as payments
from ..models import OrderEvent
from ..queries import standing
from .history import announce, note_down, opened


@atomic
def mark_as_paid(pk, *, by=None, reference=""):
    """Write down that what is still to be paid has been paid, as a charged transaction; returns the order.

    Refuses PAYMENT_ERROR for an order that is paid, is over, or has a payment on its way, and UNIQUE for a reference
    that another payment has.
    """
    order = opened(pk)
    amount = payable(order)
    payments.mark_paid(order, amount, user=by, reference=reference or "")
    order.save(update_fields=["updated_at"])
    note_down(order, "ORDER_MARKED_AS_PAID", by=by, amount=amount, reference=reference or "")
    OrderEvent.objects.create(order=order, type="ORDER_FULLY_PAID", user=by, amount=order.total_gross)
    announce(order, "paid", amount=amount)
    return order


def payable(order):
    """What staff may say was paid, minor units; refuses PAYMENT_ERROR."""
    stand = standing(order)
    if order.status in ("CANCELED", "EXPIRED", "DRAFT"):
        raise ShopError("PAYMENT_ERROR", f"Order {order.number} is {order.status.lower()}; nothing is due.", "id")
    if stand.is_paid:
        raise ShopError("PAYMENT_ERROR", f"Order {order.number} is paid already.", "id")
    if stand.authorized or stand.under_way:
        raise ShopError("PAYMENT_ERROR", "A payment of this order is under way; capture it, or let it go first.", "id")
    return stand.due
