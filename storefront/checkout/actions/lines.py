"""Goods come into the basket, change their number, leave it."""

from dataclasses import dataclass, field
from uuid import UUID

from ...catalog import queries as catalog
from ...kernel import clock, ids
from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from ...kernel.metadata import merged
from .. import basket
from ..models import CheckoutLine
from .holding import hold
from .opening import kept, opened

MOST_PER_LINE = 50
MOST_LINES = 100
REFUSALS = {
    "NOT_PUBLISHED": ("PRODUCT_NOT_PUBLISHED", "This product is not shown in this shop; choose another."),
    "NOT_AVAILABLE": ("PRODUCT_UNAVAILABLE_FOR_PURCHASE", "This product is not for sale now; choose another."),
    "NO_PRICE": ("UNAVAILABLE_VARIANT_IN_CHANNEL", "This shop does not sell this variant; choose another."),
}


@dataclass(frozen=True)
class Wanted:
    """So many more of a variant."""

    variant_id: int
    quantity: int
    metadata: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """A line, named by itself or by its variant, shall have this quantity; 0 removes it, None keeps it."""

    quantity: int | None = None
    line_id: UUID | None = None
    variant_id: int | None = None
    metadata: dict = field(default_factory=dict)


@atomic
def add_lines(checkout_id, wanted, *, visitor=""):
    """Put [Wanted] into the basket, on top of what is there. Returns the basket."""
    checkout = opened(checkout_id)
    fill(checkout, wanted, visitor)
    return kept(checkout, held=True)


@atomic
def update_lines(checkout_id, changes, *, visitor=""):
    """Apply [Change]: new numbers; a variant that is not in the basket yet comes in. Returns the basket."""
    checkout = opened(checkout_id)
    lines = basket.lines(checkout)
    targets, notes = {}, {}
    for change in changes:
        variant_id = _variant_of(change, lines)
        _refuse_less_than(0, change.quantity or 0, variant_id)
        notes[variant_id] = change.metadata
        if change.quantity is not None:
            targets[variant_id] = change.quantity
    _settle(checkout, lines, targets, visitor, notes)
    return kept(checkout, held=True)


@atomic
def delete_lines(checkout_id, line_ids):
    """Take these lines out; INVALID when one is not in this basket. Returns the basket."""
    checkout = opened(checkout_id)
    lines = basket.lines(checkout)
    strangers = set(line_ids) - {line.pk for line in lines}
    if strangers:
        raise ShopError(
            "INVALID",
            "These lines are not in this basket (any more); read it again.",
            "linesIds",
            lines=sorted(ids.to_global("CheckoutLine", pk) for pk in strangers),
        )
    _settle(checkout, lines, {line.variant_id: 0 for line in lines if line.pk in set(line_ids)})
    return kept(checkout, held=True)


def fill(checkout, wanted, visitor=""):
    """The work of add_lines, for a basket that is locked or new."""
    lines = basket.lines(checkout)
    targets = {line.variant_id: line.quantity for line in lines}
    before = dict(targets)
    for one in wanted:
        _refuse_less_than(1, one.quantity, one.variant_id)
        targets[one.variant_id] = targets.get(one.variant_id, 0) + one.quantity
    changed = {key: quantity for key, quantity in targets.items() if quantity != before.get(key)}
    _settle(checkout, lines, changed, visitor, {one.variant_id: one.metadata for one in wanted})


def _settle(checkout, lines, targets, visitor="", notes=None):
    """Make the lines of these variants have these quantities, and hold the goods."""
    there = {line.variant_id: line for line in lines}
    growing = {key for key, quantity in targets.items() if quantity > (there[key].quantity if key in there else 0)}
    sellables = _sellables(checkout, growing) if growing else None
    for key in growing:
        _refuse_too_many(sellables[key].variant, targets[key])
    kept_lines = [line for line in lines if targets.get(line.variant_id, 1)]
    new = [
        CheckoutLine(checkout=checkout, variant=sellables[key].variant, quantity=targets[key])
        for key in targets
        if key in growing and key not in there
    ]
    if len(kept_lines) + len(new) > MOST_LINES:
        raise ShopError(
            "QUANTITY_GREATER_THAN_LIMIT", f"A basket has at most {MOST_LINES} lines; order these first.", "lines"
        )
    for line in kept_lines:
        line.quantity = targets.get(line.variant_id, line.quantity)
    for line in (*kept_lines, *new):
        line.metadata = merged(line.metadata, (notes or {}).get(line.variant_id, {}))
    _write(kept_lines if targets or notes else [], new, [line.pk for line in lines if line not in kept_lines])
    basket.fill(checkout, [*kept_lines, *new], sellables)
    hold(checkout, [*kept_lines, *new], growing, visitor)


def _write(changed, new, gone):
    if gone:
        CheckoutLine.objects.filter(pk__in=gone).delete()
    if changed:
        CheckoutLine.objects.bulk_update(changed, ["quantity", "metadata"])
    if new:
        CheckoutLine.objects.bulk_create(new)


def _sellables(checkout, growing):
    """{variant_id: Sellable} of what is in the basket or comes in; refuses growing what this shop does not sell now."""
    found, new = basket.sellables(checkout), growing - {line.variant_id for line in basket.lines(checkout)}
    if new:
        found = found | catalog.purchasable(new, checkout.channel, clock.now())
    refused = {}
    for key in growing:
        problem = found[key].problem if key in found else "NO_PRICE"
        if problem:
            refused.setdefault(problem, []).append(ids.to_global("ProductVariant", key))
    for problem, variants in sorted(refused.items()):
        code, message = REFUSALS[problem]
        raise ShopError(code, message, "lines", variants=sorted(variants))
    return found


def _variant_of(change, lines):
    """The variant that a change is about."""
    if (change.line_id is None) == (change.variant_id is None):
        raise ShopError("GRAPHQL_ERROR", "Name the line either by lineId or by variantId.", "lineId")
    if change.variant_id is not None:
        return change.variant_id
    for line in lines:
        if line.pk == change.line_id:
            return line.variant_id
    raise ShopError(
        "NOT_FOUND",
        "This line is not in this basket (any more); read it again.",
        "lineId",
        lines=[ids.to_global("CheckoutLine", change.line_id)],
    )


def _refuse_less_than(least, quantity, variant_id):
    if quantity < least:
        raise ShopError(
            "ZERO_QUANTITY",
            "The quantity must be above zero; take the line out instead.",
            "quantity",
            variants=[ids.to_global("ProductVariant", variant_id)],
        )


def _refuse_too_many(variant, quantity):
    most = min(variant.quantity_limit or MOST_PER_LINE, MOST_PER_LINE)
    if quantity > most:
        raise ShopError(
            "QUANTITY_GREATER_THAN_LIMIT",
            f"At most {most} of this fit in one basket; take {most}.",
            "quantity",
            variants=[ids.to_global("ProductVariant", variant.pk)],
        )
