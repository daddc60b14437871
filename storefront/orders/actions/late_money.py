"""Money that lands on an order which was cancelled meanwhile goes back."""

from ...kernel.listening import listens
from ...kernel.locks import lock_one
from ...payments.models import Transaction
from ..models import Order
from .cancelling import let_money_go

LANDED = ("CHARGE_SUCCESS", "AUTHORIZATION_SUCCESS")  # not what gateways refuse: that would be asked for without end


@listens("transaction.changed")
def give_back_late_money(event):
    """A gateway's success came after the cancellation: ask for the money to be given back, or to be let go."""
    if event.data["type"] not in LANDED:
        return
    payment = Transaction.objects.filter(token=event.subject.partition(":")[2]).first()
    order = payment and payment.order_id and lock_one(Order, payment.order_id)
    if order and order.status == "CANCELED":
        list(let_money_go(order, None, occasion=f"late{event.pk}"))
