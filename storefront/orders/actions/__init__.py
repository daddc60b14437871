"""Writes on placed orders: each locks the order first, does one thing in one transaction, and tells."""

from .cancelling import cancel
from .fulfilling import HandOver, fulfill
from .late_money import give_back_late_money  # noqa: F401  (it listens)
from .moving import move_handover, move_preparation
from .notes import add_note
from .paying import mark_as_paid
from .refunding import refund
from .withdrawing import Declaration, declare, withdraw

__all__ = [
    "Declaration",
    "HandOver",
    "add_note",
    "cancel",
    "declare",
    "fulfill",
    "mark_as_paid",
    "move_handover",
    "move_preparation",
    "refund",
    "withdraw",
]
