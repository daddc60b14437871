"""Scarcity: who may have what there is only so much of.

A Scarce row keeps `capacity` and `confirmed`; live holds are rows of their own, and
room = capacity − confirmed − Σ live holds. Whatever makes a thing scarcer locks its row first and looks afterwards.
A hold that is past its `held_until` is not there any more: nobody has to remove it.

Owners are words such as "Checkout:<uuid>"; an owner has at most one hold on a thing. Everything works on many things
at once in a number of statements that does not grow, and is all or nothing. Safe to repeat, every one of them.
"""

from .actions import acquire, confirm, consume, extend, queue_up, release, resize, restore, touch
from .capacity import add_capacity, set_capacity, sweep
from .ledger import Claim, Ledger
from .queries import holds_of, live_holds, room, rooms
from .rules import LONGEST, SLIDING, Short, TooMany

__all__ = [
    "LONGEST",
    "SLIDING",
    "Claim",
    "Ledger",
    "Short",
    "TooMany",
    "acquire",
    "add_capacity",
    "confirm",
    "consume",
    "extend",
    "holds_of",
    "live_holds",
    "queue_up",
    "release",
    "resize",
    "restore",
    "room",
    "rooms",
    "set_capacity",
    "sweep",
    "touch",
]
