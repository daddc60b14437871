"""Which stocks serve a basket: decided under the locks of all stocks that could, in four statements."""

from ..kernel import holds, ids
from ..kernel.errors import ShopError
from ..kernel.models import Hold
from .models import Stock, Warehouse
from .queries import STOCK


def picked(owner, quantities, channel, warehouse=None):
    """(Ledger, {scarce key: quantity}) to give the owner exactly these [(variant, quantity)], 0 where it gives back.

    A LOCAL collection point serves from its own shelves only; otherwise the chosen place comes first, then a place
    that has enough, then the one with most. Raises INSUFFICIENT_STOCK naming every variant that is short.
    """
    wanted = {variant.pk: quantity for variant, quantity in quantities if variant.track_inventory and quantity}
    stocks = _stocks(wanted, channel, warehouse)
    # All that the owner holds, too: whoever extends it next would lock it after these, out of the fixed order.
    # Not what was given back: completing locks what is held, and would come to it late.
    ledger = holds.Ledger(owner, [stock.scarce_id for stock in stocks], with_all=True)
    targets, shortages = dict.fromkeys(_goods(ledger), 0), {}
    for variant, quantity in wanted.items():
        shelves = [stock for stock in stocks if stock.variant_id == variant]
        taken = _taken(shelves, ledger.room, quantity, warehouse)
        if sum(taken.values()) < quantity:
            shortages[variant] = sum(taken.values())
        targets.update(taken)
    if shortages:
        raise short(shortages)
    return ledger, targets


def _goods(ledger):
    """The keys of the goods that the owner has, held or sold."""
    live = [key for key, hold in ledger.holds.items() if hold.state != Hold.State.RELEASED]
    return [key for key in live if ledger.scarces[key].kind == STOCK]


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


def _taken(shelves, room, quantity, warehouse):
    """{scarce key: how many} from these shelves, as much as there is of the quantity."""

    def rank(stock):
        chosen = warehouse is not None and stock.warehouse_id == warehouse.pk
        return not chosen, room(stock.scarce_id) < quantity, -room(stock.scarce_id), stock.pk

    taken = {}
    for stock in sorted(shelves, key=rank):
        share = min(quantity - sum(taken.values()), max(room(stock.scarce_id), 0))
        if share:
            taken[stock.scarce_id] = share
    return taken
