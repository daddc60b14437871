"""Opening an order for a change, and writing down that it changed."""

from ...hooks import tell
from ...kernel import events
from ...kernel.errors import ShopError
from ...kernel.locks import lock_one
from ..models import Order, OrderEvent


def opened(pk):
    """The order, locked and fresh, with its channel; NOT_FOUND when there is none."""
    order = lock_one(Order, pk)
    if order is None:
        raise ShopError("NOT_FOUND", "There is no such order; look it up in the list of orders.", "id")
    return order


def owner_of(order):
    """The name under which the order holds stock and uses: "Order:<uuid>"."""
    return f"Order:{order.pk}"


def note_down(order, type, *, by=None, message="", amount=None, **data):
    """A line of the order's history, in Saleor's types; `by` is an accounts.User."""
    return OrderEvent.objects.create(order=order, type=type, user=by, message=message, amount=amount, data=data)


def announce(order, what, hook="order_changed", **data):
    """Let everybody who follows events know what happened to the order, and plugins after the commit."""
    events.append(f"order.{what}", order, channel_id=order.channel_id, **data)
    tell(hook, order=order)
