"""Cancelling an order: everything it took is given back."""

from ...discounts import actions as discounts
from ...discounts import queries as promises
from ...hooks import join
from ...inventory import actions as inventory
from ...inventory import queries as stock
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, lock, locked
from ...payments.models import Transaction
from .. import mails
from ..moves import move
from .history import announce, note_down, opened, owner_of
from .money_back import ask_for, do_soon


@atomic
def cancel(pk, *, by=None):
    """Cancel an order nothing of which has been handed over; returns it.

    Its goods, voucher uses and gift cards are given back at once; money is given back or let go by its gateways after
    the commit. Refuses CANNOT_CANCEL_ORDER, also the second time.
    """
    order = opened(pk)
    if order.status == "CANCELED":
        raise ShopError("CANNOT_CANCEL_ORDER", f"Order {order.number} is cancelled already.", "id")
    move(order, "status", "CANCELED", code="CANNOT_CANCEL_ORDER")
    order.save(update_fields=["status", "updated_at"])
    lock(*stock.scarce_rows(owner_of(order)), *promises.scarce_rows(order))  # all at once, in the fixed order
    inventory.release(owner_of(order))
    discounts.give_back(order)
    note_down(order, "CANCELED", by=by)
    join("order_cancelling", order=order)
    wanted = list(let_money_go(order, by))
    mails.promise("ORDER_CANCEL", order)
    announce(order, "cancelled", hook="order_cancelled")
    do_soon(wanted)
    return order


def let_money_go(order, by, occasion=""):
    """Ask for everything that was charged, and for what is authorised or pending to be let go: facts for do_soon()."""
    for payment in locked(Transaction.objects.filter(order=order)):
        charged, held = payment.charged, payment.authorized or payment.charge_pending or payment.authorize_pending
        if charged:
            yield ask_for(order, payment, "REFUND", charged, by=by, occasion=occasion)
        if held:
            yield ask_for(order, payment, "CANCEL", held, by=by, occasion=occasion)
