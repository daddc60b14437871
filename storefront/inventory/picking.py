"""Which stocks serve a basket: decided under the locks of all stocks that could, in four statements."""

from django.db.models import Q

from ..kernel import clock, holds, ids, locks
from ..kernel.errors import ShopError
from ..kernel.holds.rules import SKEW
from ..kernel.models import Hold, Scarce
from .models import Stock, Warehouse
from .queries import promised_to


def picked(owner, quantities, channel, warehouse=None):
    """[(scarce key, quantity)] that give the owner exactly these [(variant, quantity)], 0 where it gives back.

    A LOCAL collection point serves from its own shelves only; otherwise the chosen place comes first, then a place
    that has enough, then the one with most. Raises INSUFFICIENT_STOCK naming every variant that is short.
    """
    wanted = {variant.pk: quantity for variant, quantity in quantities if variant.track_inventory and quantity}
    stocks = _stocks(wanted, channel, warehouse)
    before = list(promised_to(owner).values_list("scarce", flat=True))
    keys = [stock.scarce_id for stock in stocks] + before
    if not keys and not wanted:
        return []
    # The owner's other holds, too: whoever extends them next would lock them after these, out of the fixed order.
    # Not those given back: completing locks what is held, and would come to them late.
    others = Hold.objects.filter(owner=owner).exclude(state=Hold.State.RELEASED)
    list(locks.locked(Scarce.objects.filter(Q(pk__in=keys) | Q(pk__in=others.values("scarce")))))
    # What ended a moment ago cannot be taken over yet, see holds.rules.SKEW.
    rooms = holds.rooms([stock.scarce_id for stock in stocks], clock.now() - SKEW, besides=owner)
    wants, shortages = dict.fromkeys(before, 0), {}
    for variant, quantity in wanted.items():
        shelves = [stock for stock in stocks if stock.variant_id == variant]
        taken = _taken(shelves, rooms, quantity, warehouse)
        if sum(taken.values()) < quantity:
            shortages[variant] = sum(taken.values())
        wants.update(taken)
    if shortages:
        raise short(shortages)
    return sorted(wants.items())


def short(shortages):
    """The refusal for {variant id: how many there are}."""
    there = ", ".join(str(count) for count in shortages.values())
    return ShopError(
        "INSUFFICIENT_STOCK",
        f"Not enough is left: {there} of what you want; take fewer or choose something else.",
        "quantity",
        variants=[ids.to_global("ProductVariant", variant) for variant in shortages],
        shortages=shortages,
    )


def _stocks(wanted, channel, warehouse):
    if not wanted:
        return []
    stocks = Stock.objects.filter(variant__in=wanted, warehouse__channel=channel)
    if warehouse is not None and warehouse.click_and_collect_option == Warehouse.Collect.LOCAL:
        stocks = stocks.filter(warehouse=warehouse)
    return list(stocks)


def _taken(shelves, rooms, quantity, warehouse):
    """{scarce key: how many} from these shelves, as much as there is of the quantity."""

    def rank(stock):
        chosen = warehouse is not None and stock.warehouse_id == warehouse.pk
        return not chosen, rooms[stock.scarce_id] < quantity, -rooms[stock.scarce_id], stock.pk

    taken = {}
    for stock in sorted(shelves, key=rank):
        share = min(quantity - sum(taken.values()), max(rooms[stock.scarce_id], 0))
        if share:
            taken[stock.scarce_id] = share
    return taken
