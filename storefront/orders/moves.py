"""Where an order may go from where it is: three axes, each with its table. Staying where one is, is no move."""

from ..kernel.errors import ShopError

STATUS = {
    "DRAFT": ("UNCONFIRMED", "UNFULFILLED"),
    "UNCONFIRMED": ("UNFULFILLED", "CANCELED", "EXPIRED"),
    "UNFULFILLED": ("PARTIALLY_FULFILLED", "FULFILLED", "CANCELED", "EXPIRED"),
    "PARTIALLY_FULFILLED": ("FULFILLED", "PARTIALLY_RETURNED", "RETURNED"),
    "FULFILLED": ("PARTIALLY_RETURNED", "RETURNED"),
    "PARTIALLY_RETURNED": ("RETURNED",),
    "RETURNED": (),
    "CANCELED": (),
    "EXPIRED": (),
}
PREPARATION = {
    "SCHEDULED": ("PREPARING", "PARTLY_READY", "READY"),
    "PREPARING": ("SCHEDULED", "PARTLY_READY", "READY"),
    "PARTLY_READY": ("PREPARING", "READY"),
    "READY": ("PREPARING", "PARTLY_READY"),
}
HANDOVER = {
    "WAITING": ("ARRIVED", "HANDED_OVER", "NO_SHOW"),
    "ARRIVED": ("WAITING", "HANDED_OVER", "NO_SHOW"),
    "NO_SHOW": ("WAITING", "ARRIVED", "HANDED_OVER"),
    "HANDED_OVER": (),
}
AXES = {"status": STATUS, "preparation": PREPARATION, "handover": HANDOVER}
OPEN = ("UNCONFIRMED", "UNFULFILLED", "PARTIALLY_FULFILLED")  # goods are still to be handed over


def may_move(axis, here, there):
    """May an order go from here to there on the axis ("status", "preparation", "handover")?"""
    return there in AXES[axis].get(here, ())


def move(order, axis, there, code="INVALID"):
    """Set the axis of a locked order, unsaved; says whether it moved. Refuses, with the code, what no table allows."""
    here = getattr(order, axis)
    if here == there:
        return False
    if not may_move(axis, here, there):
        raise ShopError(code, f"Order {order.number} is {here.lower()}; it cannot become {there.lower()}.")
    setattr(order, axis, there)
    return True
