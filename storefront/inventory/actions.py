"""Setting goods aside, selling them, giving them back, handing them over, counting them. All on sets of goods."""

from collections import Counter
from contextlib import contextmanager

from django.db.models import Q

from ..kernel import events, holds, locks
from ..kernel.errors import ShopError
from ..kernel.locks import atomic, joining
from ..kernel.models import Hold, Scarce
from .models import Stock
from .picking import picked, short
from .queries import STOCK, promised_to


@joining
def reserve(owner, quantities, channel, *, warehouse=None, until=None, visitor="", most=None):
    """Set aside exactly these [(variant, quantity)] for the owner, and nothing else, until then.

    Variants whose inventory is not tracked need nothing. Raises INSUFFICIENT_STOCK (`variants`, `shortages`), or
    TOO_MANY when the visitor would hold more than `most`.
    """
    if visitor and most is not None:
        holds.queue_up(visitor)  # before the goods are locked, as everybody does who holds other things
    _settle(picked(owner, quantities, channel, warehouse), holds.Claim(until, visitor, most))


@joining
def allocate(owner, new_owner, quantities, channel, *, warehouse=None):
    """Sell what the owner set aside, exactly these quantities, to the new owner. What expired is tried again."""
    _settle(picked(owner, quantities, channel, warehouse), holds.Claim(confirming=True, new_owner=new_owner))


def _settle(picked, claim):
    ledger, targets = picked
    if targets:
        with _variants_named():
            ledger.settle(targets, claim)


@joining
def release(owner):
    """Give back whatever goods the owner has, set aside or sold and not handed over."""
    holds.release(owner, only=list(promised_to(owner).values_list("scarce", flat=True)))


@joining
def ship(owner, items, *, override=None):
    """Hand over [(variant, warehouse or None, quantity)]: goods leave their shelf and the owner's allocation.

    From another place than promised the allocation moves there first, if there is room. `override` ({"who", "why"})
    hands over what the books say is not there. Untracked variants without an allocation need nothing.
    """
    variants = {variant.pk for variant, _, _ in items}
    stocks = list(Stock.objects.filter(variant__in=variants).order_by("pk"))
    _lock_all(owner, stocks)  # allocations move first and are handed over then: two steps, locked in one
    sold = _sold(owner)
    given = Counter()
    for variant, warehouse, quantity in items:
        place = warehouse and warehouse.pk
        shelves = [s for s in stocks if s.variant_id == variant.pk and place in (None, s.warehouse_id)]
        _hand_over(variant, shelves, quantity, sold, given)
    moves = _moves(stocks, sold, given)
    if moves:
        _move(owner, moves, override)
    if given:
        holds.consume(owner, list(given.items()))


@joining
def unship(owner, items):
    """A hand-over of [(variant, warehouse, quantity)] is undone: the goods stand there again, promised to the owner."""
    items = [item for item in items if item[0].track_inventory]
    stocks = Stock.objects.filter(variant__in={variant.pk for variant, _, _ in items}).order_by("pk")
    keys = {}
    for stock in stocks:
        keys.setdefault((stock.variant_id, None), stock.scarce_id)
        keys[stock.variant_id, stock.warehouse_id] = stock.scarce_id
    back = [(keys.get((variant.pk, warehouse and warehouse.pk)), quantity) for variant, warehouse, quantity in items]
    holds.restore(owner, [(key, quantity) for key, quantity in back if key])


@atomic
def set_stock(variant, levels):
    """So many of the variant stand in these places now: [(warehouse, quantity)]. Returns its Stock rows there.

    May go below what is promised: nothing is cancelled. A place of another shop is refused.
    """
    for place, (warehouse, quantity) in enumerate(levels):
        if warehouse.channel_id != variant.product.channel_id:
            raise ShopError("INVALID", "This place belongs to another shop than the product.", "warehouse", index=place)
        if not 0 <= quantity < 2**31:
            raise ShopError("INVALID", "A stock is a number from 0 on.", "quantity", index=place)
    levels = {warehouse.pk: quantity for warehouse, quantity in sorted(levels, key=lambda level: str(level[0].pk))}
    stocks = _stocked(variant, levels)
    holds.set_capacity([(stock.scarce_id, levels[stock.warehouse_id]) for stock in stocks])
    events.append("stock.changed", variant, variant.product.channel_id)
    return stocks


def _stocked(variant, warehouse_ids):
    """The variant's stocks in these places; missing ones are made. Whoever is second finds the first one's."""
    names = [f"{variant.pk}@{warehouse}" for warehouse in warehouse_ids]
    Scarce.objects.bulk_create([Scarce(kind=STOCK, key=name) for name in names], ignore_conflicts=True)
    scarce = dict(Scarce.objects.filter(kind=STOCK, key__in=names).values_list("key", "pk"))
    Stock.objects.bulk_create(
        [
            Stock(warehouse_id=warehouse, variant=variant, scarce_id=scarce[f"{variant.pk}@{warehouse}"])
            for warehouse in warehouse_ids
        ],
        ignore_conflicts=True,
    )
    return list(Stock.objects.filter(variant=variant, warehouse__in=warehouse_ids))


def _lock_all(owner, stocks):
    mine = Hold.objects.filter(owner=owner).exclude(state=Hold.State.RELEASED).values("scarce")
    list(locks.locked(Scarce.objects.filter(Q(pk__in=[stock.scarce_id for stock in stocks]) | Q(pk__in=mine))))


@contextmanager
def _variants_named():
    """Inside, a shortage of shelves becomes one of variants."""
    try:
        yield
    except holds.Short as refusal:
        raise short({int(scarce.key.split("@")[0]): remaining for scarce, remaining in refusal.shortages})


def _move(owner, moves, override):
    with _variants_named():
        holds.confirm(owner, moves, override=override)


def _sold(owner):
    """{scarce key: quantity} of goods sold to the owner and not handed over."""
    mine = Hold.objects.filter(owner=owner, state=Hold.State.CONFIRMED, scarce__kind=STOCK)
    return Counter(dict(mine.values_list("scarce", "quantity")))


def _hand_over(variant, shelves, quantity, sold, given):
    """Add to `given` what each shelf gives: first what is promised there, the rest from the first shelf."""
    for shelf in shelves:
        share = min(quantity, sold[shelf.scarce_id] - given[shelf.scarce_id])
        if share > 0:
            given[shelf.scarce_id] += share
            quantity -= share
    if quantity and shelves and variant.track_inventory:
        given[shelves[0].scarce_id] += quantity
    elif quantity and variant.track_inventory:
        raise short({variant.pk: 0})


def _moves(stocks, sold, given):
    """[(scarce key, quantity to be sold to the owner)] where more is given than was promised there.

    The surplus is taken off the variant's other shelves, as far as it was promised there.
    """
    moves = {}
    for stock in stocks:
        surplus = given[stock.scarce_id] - sold[stock.scarce_id]
        if surplus <= 0:
            continue
        moves[stock.scarce_id] = given[stock.scarce_id]
        for other in stocks:
            unused = moves.get(other.scarce_id, sold[other.scarce_id]) - given[other.scarce_id]
            if other.variant_id == stock.variant_id and other.pk != stock.pk and unused > 0 and surplus > 0:
                share = min(unused, surplus)
                moves[other.scarce_id] = moves.get(other.scarce_id, sold[other.scarce_id]) - share
                surplus -= share
    return sorted(moves.items())
