"""Reads of placed orders: who sees what, what has been paid, which orders a list shows."""

from .sight import PERMISSION, for_staff, is_own, known, of_checkout, of_customer, opens, sees_whole, visible_to
from .standing import Standing, standing
from .unpaid import unpaid

__all__ = [
    "PERMISSION",
    "Standing",
    "for_staff",
    "is_own",
    "known",
    "of_checkout",
    "of_customer",
    "opens",
    "sees_whole",
    "standing",
    "unpaid",
    "visible_to",
]
