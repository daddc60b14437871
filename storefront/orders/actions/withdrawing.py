"""A customer withdraws from the contract: written down and acknowledged at once. Staff give the money back."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from ...accounts.actions import normalised
from ...kernel import clock, often, outbox
from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from .. import withdrawal as law
from .. import withdrawal_letters as letters
from ..models import Order, Withdrawal, WithdrawalLine
from .history import announce, note_down, opened

KIND = "orders.withdrawal"
HOUR, MOST = timedelta(hours=1), 20  # declarations by number that one visitor may make
LONGEST_NUMBER = 18  # digits


@dataclass(frozen=True)
class Declaration:
    """Who declares, when, and where the acknowledgement goes; without e-mail: where the order's letters go."""

    name: str = ""
    email: str = ""
    at: datetime | None = None  # None: now
    user: object = None


@atomic
def withdraw(pk, wanted=None, said=None):
    """Write down that so many of these lines are given back, {line id: how many in all}; None: all that may be.

    Returns the Withdrawal; the newest one when nothing is new, and nobody gets a second letter. Refuses NOT_FOUND,
    NOT_RETURNABLE, INVALID_QUANTITY, ZERO_QUANTITY, PERIOD_OVER, and INVALID for an order that is over
    or something that is no e-mail.
    """
    said = said or Declaration()
    order = opened(pk)
    stand = law.standing(order)
    if stand is None:
        raise ShopError("NOT_RETURNABLE", letters.NOTHING, "lines")
    more = _more(order, stand, wanted)
    if not more and stand.last:
        return stand.last
    _refuse_late(order, stand)
    if not more:
        raise ShopError("ZERO_QUANTITY", "Say how many you give back; at least one.", "lines")
    made = Withdrawal.objects.create(
        order=order,
        name=" ".join(said.name.split())[:255],
        email=normalised(said.email or order.email),
        user=said.user,
        at=said.at or clock.now(),
    )
    lines = [WithdrawalLine(withdrawal=made, order_line=line, quantity=quantity) for line, quantity in more]
    WithdrawalLine.objects.bulk_create(lines)
    letters.acknowledge(order, made, more)
    note_down(order, "NOTE_ADDED", by=said.user, message=letters.note(order, made, more), withdrawal=made.pk)
    announce(order, "withdrawn", withdrawal=made.pk)
    return made


def _more(order, stand, wanted):
    """[(line, how many more than declared before)]."""
    shares = {share.line.pk: share for share in stand.shares}
    if wanted is None:
        return [(share.line, share.quantity) for share in stand.shares if share.quantity]
    lines = {line.pk: line for line in order.lines.all()}
    for pk, quantity in wanted.items():
        if pk not in lines:
            raise ShopError("NOT_FOUND", "This line is not part of the order.", "orderLineId")
        if quantity and pk not in shares:
            raise ShopError("NOT_RETURNABLE", letters.NOTHING, "orderLineId")
        if not 0 <= quantity <= lines[pk].quantity:
            raise ShopError(
                "INVALID_QUANTITY", f"You bought {lines[pk].quantity}; give back as many or fewer.", "quantity"
            )
    asked = ((share, wanted.get(pk, 0) - share.withdrawn) for pk, share in shares.items())
    return [(share.line, quantity) for share, quantity in asked if quantity > 0]


def _refuse_late(order, stand):
    if order.status in law.OVER:
        raise ShopError("INVALID", "This order is over already; nothing is left to give back.", "id")
    if not stand.is_possible and any(share.quantity for share in stand.shares):
        raise ShopError("PERIOD_OVER", "The 14 days to give the goods back are over; ask the shop.", "id")


@atomic
def declare(number, said, visitor=""):
    """Take a declaration by an order's number and its e-mail, for all of the order that may be given back.

    What becomes of it, the worker decides, and only the order's own e-mail learns of it: whoever tries numbers learns
    nothing, not even by the time this takes. Refuses INVALID for what cannot be a number or an e-mail, and TOO_MANY.
    """
    digits = re.sub(r"\D", "", number)
    if not digits or len(digits) > LONGEST_NUMBER:
        raise ShopError("INVALID", "This is not an order's number; it is in the e-mail that confirms it.", "number")
    facts = {"number": int(digits), "email": normalised(said.email), "name": said.name[:255]}
    outbox.put(KIND, uuid.uuid4().hex, {**facts, "at": clock.now().isoformat()})
    if visitor and not visitor.startswith(often.UNCOUNTED) and often.times(f"withdrawal:{visitor}", HOUR) > MOST:
        raise ShopError("TOO_MANY", "That was often; try again in an hour, or call the shop.")


@outbox.performs(KIND, forget=True)
def hear(task):
    """Do what declare() took: write it down, or tell the customer why not. Safe to repeat."""
    facts = task.payload
    order = Order.objects.filter(number=facts["number"], email=facts["email"]).first()
    if order is None:
        return
    said = Declaration(facts["name"], facts["email"], datetime.fromisoformat(facts["at"]))
    try:
        withdraw(order.pk, said=said)
    except ShopError as refusal:
        letters.refuse(order, refusal.code)
