"""Moving an order along its preparation and its hand-over; both are moved by staff and by plugins."""

from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from ..moves import OPEN, move
from .history import announce, note_down, opened


@atomic
def move_preparation(pk, there, *, by=None):
    """Say how far the order's preparation is: SCHEDULED, PREPARING, PARTLY_READY, READY. Safe to repeat."""
    return _moved(pk, "preparation", there, by)


@atomic
def move_handover(pk, there, *, by=None):
    """Say where the customer is: WAITING, ARRIVED, NO_SHOW. Safe to repeat; HANDED_OVER comes from fulfilling all."""
    if there == "HANDED_OVER":
        raise ShopError("INVALID", "Hand the goods over by fulfilling the order.", "handover")
    return _moved(pk, "handover", there, by)


def _moved(pk, axis, there, by):
    order = opened(pk)
    if getattr(order, axis) == there:
        return order
    if order.status not in OPEN:
        raise ShopError("INVALID", f"Order {order.number} is {order.status.lower()}; nothing is left to do.", axis)
    here = getattr(order, axis)
    move(order, axis, there)
    order.save(update_fields=[axis, "updated_at"])
    note_down(order, "OTHER", by=by, axis=axis, here=here, there=there)
    announce(order, f"{axis}_moved", here=here, there=there)
    return order
