"""Paying: begin, go on, write down what a gateway says, give back. The network is never inside a transaction."""

from .giving_back import cancel, refund
from .recording import forget_promises, mark_paid, move, record
from .starting import Intent, Step, initialize, proceed, start

__all__ = [
    "Intent",
    "Step",
    "cancel",
    "forget_promises",
    "initialize",
    "mark_paid",
    "move",
    "proceed",
    "record",
    "refund",
    "start",
]
