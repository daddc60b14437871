"""The goods of an old order come into a basket again, as far as the shop still sells them."""

from dataclasses import replace
from typing import NamedTuple

from ...kernel import ids
from ...kernel.errors import ShopError
from ..models import Checkout
from .beginning import create
from .lines import Wanted, add_lines

GONE = "This is not made any more; look for something like it."


class Left(NamedTuple):
    """A line of the order that stays behind, and why."""

    line: object
    code: str
    message: str


def order_again(order, start, checkout_id=None):
    """(basket, [Left]): the order's goods at today's prices; the basket is None when nothing is for sale any more.

    They are put into the basket with that id if it is one of the same shop that still exists, else into a new one of
    this Beginning. What the shop refuses of single goods stays behind; each try is a transaction of its own.
    """
    lines = list(order.lines.all())
    left = [Left(line, "NOT_FOUND", GONE) for line in lines if line.variant_id is None]
    lines = [line for line in lines if line.variant_id is not None]
    while lines:
        wanted = [Wanted(line.variant_id, line.quantity) for line in lines]
        try:
            return _put(start, wanted, checkout_id), left
        except ShopError as refusal:
            refused = set(refusal.extra.get("variants", ()))
            behind = [line for line in lines if ids.to_global("ProductVariant", line.variant_id) in refused]
            if not behind:
                raise
            left += [Left(line, refusal.code, refusal.message) for line in behind]
            lines = [line for line in lines if line not in behind]
    return None, left


def _put(start, wanted, checkout_id):
    if checkout_id and Checkout.objects.filter(pk=checkout_id, channel=start.channel).exists():
        return add_lines(checkout_id, wanted, visitor=start.visitor)
    return create(replace(start, wanted=wanted))
