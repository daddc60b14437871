"""Reads of placed orders: who sees what, what has been paid, which orders a list shows."""

from .sight import PERMISSION, for_staff, known, of_checkout, of_customer, opens, sees_whole, visible_to
from .standing import Standing, standing

__all__ = [
    "PERMISSION",
    "Standing",
    "for_staff",
    "known",
    "of_checkout",
    "of_customer",
    "opens",
    "sees_whole",
    "standing",
    "visible_to",
]
