"""How a basket can reach its customer."""

import uuid
from dataclasses import replace

from ..delivery import queries as delivery
from ..delivery.options import Parcel
from . import basket, price
from .basket import once
from .choice import chosen, of_plugins


@once
def parcel(checkout):
    """What the delivery must carry, and where to; a Parcel."""
    return replace(goods(checkout), subtotal=price.subtotal(checkout))


@once
def goods(checkout):
    """The Parcel without what it costs, which collection points do not ask."""
    lines, address = basket.sent_lines(checkout), checkout.shipping_address
    return Parcel(
        checkout.channel,
        country=address.country if address else "",
        postal_code=address.postal_code if address else "",
        weight=sum(line.quantity * _weight(line.variant) for line in lines),
        quantities={line.variant_id: line.quantity for line in lines if line.variant.track_inventory},
        product_ids=frozenset(line.variant.product_id for line in lines),
        owner=basket.owner_of(checkout),
    )


@once
def options(checkout):
    """[Option]: every way to deliver it, the shop's and the plugins'; empty when nothing is to be delivered."""
    if not basket.sent_lines(checkout):
        return []
    return [*methods(checkout), *of_plugins(checkout), *points(checkout)]


@once
def methods(checkout):
    """[Option]: the shipping methods alone."""
    if not basket.sent_lines(checkout) or not checkout.shipping_address_id:
        return []
    return delivery.methods_for(parcel(checkout))


@once
def points(checkout):
    """[Option]: the collection points that have everything."""
    return delivery.points_for(goods(checkout)) if basket.sent_lines(checkout) else []


@once
def offered(checkout):
    """The chosen Option as it is offered at this moment, or None when it is not possible any more."""
    option = chosen(checkout)
    if option is None or not basket.sent_lines(checkout):
        return None
    return delivery.still_offered(option, parcel(checkout)) if option.row is not None else option


def delivery_key(checkout, option):
    """A UUID for "this option for this basket", the same each time it is asked."""
    return uuid.uuid5(checkout.pk, option.id)


def _weight(variant):
    return variant.weight if variant.weight is not None else variant.product.weight or 0
