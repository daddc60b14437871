"""How a parcel can reach its customer."""

from ..inventory import queries as inventory
from ..inventory.models import Stock, Warehouse
from ..kernel import holds
from .models import ShippingMethod
from .options import SHIPPING, of_method, of_point
from .rules import serves


def options_for(parcel):
    """Everything the shop offers for this Parcel: [Option], methods by price, then collection points."""
    return methods_for(parcel) + points_for(parcel)


def methods_for(parcel, only=None):
    """The Options of shipping methods that serve the Parcel, cheapest first; `only`: of this ShippingMethod's key."""
    if not parcel.country:
        return []
    methods = ShippingMethod.objects.filter(zone__channel=parcel.channel, is_active=True).select_related("zone")
    methods = methods.exclude(excluded_products__in=parcel.product_ids)
    if only is not None:
        methods = methods.filter(pk=only)
    return [of_method(method, parcel.channel.currency) for method in methods if serves(method, parcel)]


def points_for(parcel):
    """The Options of collection points that have the goods: LOCAL ones on their own shelves, others anywhere."""
    points = list(inventory.points(parcel.channel))
    if not points:
        return []
    shelves = _free(parcel)
    return [of_point(point, parcel.channel.currency) for point in points if _has(point, shelves, parcel)]


def still_offered(option, parcel):
    """The shop's own Option as it is offered for the Parcel now, or None.

    A point where the goods are short is still one: that is a matter of stock, and said there.
    """
    if option.kind != SHIPPING:
        return option if inventory.is_point(option.row, parcel.channel) else None
    offered = methods_for(parcel, only=option.row.pk)
    return offered[0] if offered else None


def _free(parcel):
    """{(warehouse, variant): how many are free there}"""
    stocks = Stock.objects.filter(variant__in=parcel.quantities, warehouse__channel=parcel.channel).order_by()
    places = {
        scarce: (warehouse, variant)
        for scarce, warehouse, variant in stocks.values_list("scarce", "warehouse", "variant")
    }
    return {places[scarce]: max(room, 0) for scarce, room in holds.rooms(places, besides=parcel.owner).items()}


def _has(point, shelves, parcel):
    local = point.click_and_collect_option == Warehouse.Collect.LOCAL
    return all(
        quantity
        <= sum(
            free
            for (warehouse, variant), free in shelves.items()
            if variant == wanted and (not local or warehouse == point.pk)
        )
        for wanted, quantity in parcel.quantities.items()
    )
