"""The right to change one's mind about what was bought at a distance: how long it runs, when the money comes back.

Directive 2011/83/EU, articles 9 to 16, and 11a, which directive (EU) 2023/2673 put in and which applies since
19 June 2026; in France code de la consommation, L221-18 to L221-28. What ends on a day of rest ends on the next
working day (L221-19).
"""

from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ..channels.holidays import next_working_day
from ..kernel import clock

DAYS = timedelta(days=14)  # after the day on which the last of the goods was received: L221-18
REFUND = timedelta(days=14)  # after the day of the declaration: L221-24
SENDING_BACK = timedelta(days=14)  # after the day of the declaration: L221-23
TRAVEL = timedelta(days=7)  # nobody tells us when a parcel arrives; whoever may still declare is not turned away
RECEIVED = ("FULFILLED", "PARTIALLY_RETURNED")
OVER = ("DRAFT", "CANCELED", "EXPIRED", "RETURNED")


class Share(NamedTuple):
    """A line of an order that may be given back: how many still may, how many were declared already."""

    line: object
    quantity: int
    withdrawn: int


class Standing(NamedTuple):
    """How an order stands with its customer's right; days are the shop's, the last one still counts."""

    is_possible: bool  # something may be declared now
    until: object  # None: not everything has been received, the days have not begun
    shares: list
    last: object  # the newest Withdrawal, or None
    refund_until: object  # for that one


def standing(order):
    """The order's Standing, or None when nothing of it may be given back.

    Reads channel, lines, fulfillments and withdrawals with their lines.
    """
    declared = list(order.withdrawals.all())
    shares = [_share(line, declared) for line in order.lines.all() if line.is_returnable]
    if not shares:
        return None
    until = last_day(order)
    runs = order.status not in OVER and (until is None or today(order, clock.now()) <= until)
    last = declared[-1] if declared else None
    return Standing(
        is_possible=runs and any(share.quantity for share in shares),
        until=until,
        shares=shares,
        last=last,
        refund_until=last and today(order, last.at) + REFUND,
    )


def _share(line, declared):
    withdrawn = sum(each.quantity for word in declared for each in word.lines.all() if each.order_line_id == line.pk)
    return Share(line, max(line.quantity - withdrawn, 0), withdrawn)


def last_day(order):
    """The last day of the right, or None while something is still to be received."""
    if order.status not in RECEIVED:
        return None
    handed = [one.created_at for one in order.fulfillments.all() if one.status != "CANCELED"]
    if not handed:
        return None
    on_its_way = timedelta() if order.collection_point_name else TRAVEL
    return next_working_day(today(order, max(handed)) + on_its_way + DAYS, order.channel.country)


def today(order, at):
    """Which day it is at that moment where the shop is."""
    return at.astimezone(ZoneInfo(order.channel.timezone)).date()
