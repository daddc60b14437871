"""What is there: free goods, collection points, and the scarce rows behind a sale."""

from django.db.models import Q

from ..kernel import clock, holds
from ..kernel.models import Hold, Scarce
from ..kernel.permissions import EVERYWHERE
from .models import Stock, Warehouse

STOCK = "stock"
MOST_PER_BASKET = 50  # of one variant, as in Saleor


def available(stocks, now=None):
    """How many are free in these stocks together; costs no statement with `scarce__live_holds` prefetched."""
    now = now or clock.now()
    return sum(max(holds.room(stock.scarce, now), 0) for stock in stocks)


def free(variant_ids, channel, *, besides=None, now=None, warehouse=None):
    """{variant id: how many are free in the channel's places}; `besides`: an owner whose own holds do not count.

    warehouse: where the customer collects; a LOCAL one gives what is on its own shelves only.
    """
    rows = Stock.objects.filter(variant__in=variant_ids, warehouse__channel=channel)
    if warehouse is not None and warehouse.click_and_collect_option == Warehouse.Collect.LOCAL:
        rows = rows.filter(warehouse=warehouse)
    stocks = dict(rows.order_by().values_list("scarce", "variant"))
    found = dict.fromkeys(variant_ids, 0)
    for scarce, room in holds.rooms(stocks, now, besides).items():
        found[stocks[scarce]] += max(room, 0)
    return found


def points(channel):
    """The channel's collection points that customers may choose, with their addresses."""
    return (
        Warehouse.objects.filter(channel=channel, is_private=False)
        .exclude(click_and_collect_option=Warehouse.Collect.DISABLED)
        .select_related("address")
    )


def is_point(warehouse, channel):
    """Is this Warehouse one of points()?"""
    return (
        warehouse.channel_id == channel.pk
        and not warehouse.is_private
        and warehouse.click_and_collect_option != Warehouse.Collect.DISABLED
    )


def visible_to(visitor, *permissions):
    """The warehouses of the channels where the visitor has one of the permissions."""
    where = [visitor.channels(permission) for permission in permissions]
    if EVERYWHERE in where:
        return Warehouse.objects.all()
    return Warehouse.objects.filter(channel__in=set().union(*where))


def promised_to(owner):
    """The keys of the scarce rows of goods that the owner holds, live or expired, as a subquery."""
    mine = Hold.objects.filter(owner=owner, scarce__kind=STOCK).exclude(state=Hold.State.RELEASED)
    return mine.values("scarce")


def scarce_rows(owner, variant_ids=(), channel=None):
    """What selling these variants to the owner, or taking them back, may touch: Scarce rows for the one lock call.

    Everything the owner holds is among them, goods or not: plugins' holds move together with the goods.
    """
    held = Hold.objects.filter(owner=owner).exclude(state=Hold.State.RELEASED)
    rows = Q(pk__in=held.values("scarce"))
    if variant_ids:  # a subquery, too: databases walk through all rows for "held, or of a stock joined to it"
        stocks = Stock.objects.filter(variant__in=variant_ids, warehouse__channel=channel)
        rows |= Q(pk__in=stocks.order_by().values("scarce"))
    return list(Scarce.objects.filter(rows).order_by("pk"))
