"""Goods in a basket are put aside while somebody is shopping."""

from ...inventory import actions as inventory
from ...kernel.errors import ShopError
from ...kernel.holds import TooMany
from ..basket import owner_of
from .opening import hold_end

MOST_HELD = 1000  # goods that one visitor's baskets keep from others; a storefront's server is one visitor


def hold(checkout, lines, growing, visitor=""):
    """Hold exactly what the lines say. Refuses when one of the `growing` variants is short.

    What was lost while the basket lay idle does not keep anybody from changing the rest: of that, what is left is held.
    """
    point = checkout.collection_point
    wanted = [(line.variant, line.quantity) for line in lines]
    try:
        _reserve(checkout, wanted, visitor, point)
    except ShopError as short:
        if short.code != "INSUFFICIENT_STOCK" or growing & _short(short):
            raise
        left = short.extra["shortages"]
        _reserve(
            checkout,
            [(variant, min(quantity, left.get(variant.pk, quantity))) for variant, quantity in wanted],
            visitor,
            point,
        )


def _reserve(checkout, wanted, visitor, point):
    try:
        inventory.reserve(
            owner_of(checkout),
            wanted,
            checkout.channel,
            warehouse=point,
            until=hold_end(checkout),
            visitor=visitor or checkout.visitor,
            most=MOST_HELD,
        )
    except TooMany as refusal:
        raise ShopError("QUANTITY_GREATER_THAN_LIMIT", str(refusal), "quantity") from refusal


def _short(refusal):
    return set(refusal.extra["shortages"])
