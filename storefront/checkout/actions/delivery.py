"""The customer chooses how the goods arrive."""

from ...delivery.options import COLLECTION
from ...kernel import ids
from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from .. import basket, ways
from ..choice import chosen
from .holding import hold
from .opening import kept, opened

FIELDS = ("shipping_method", "collection_point", "plugin_delivery", "shipping_price")


@atomic
def choose_delivery(checkout_id, option_id=None):
    """Deliver this way: the global id of an Option or of a Delivery; None clears the choice. Returns the basket.

    A collection point gets the goods put aside on its own shelves first. DELIVERY_METHOD_NOT_APPLICABLE when this
    basket cannot have it.
    """
    checkout = opened(checkout_id)
    if option_id is None:
        _put(checkout, None)
        return kept(checkout, *FIELDS)
    if not basket.sent_lines(checkout):
        raise ShopError("SHIPPING_NOT_REQUIRED", "Nothing in this basket is sent; go on without.", "deliveryMethodId")
    option = _option(checkout, option_id)
    _put(checkout, option)
    lines = basket.lines(checkout)
    hold(checkout, lines, {line.variant_id for line in lines} if option.kind == COLLECTION else frozenset())
    return kept(checkout, *FIELDS, held=True)


@atomic
def refresh_delivery(checkout_id):
    """The customer sees the options anew: what was chosen counts with the price of now. Returns the basket."""
    checkout = opened(checkout_id)
    offered = ways.offered(checkout)
    if offered is not None:
        checkout.shipping_price = offered.price
    return kept(checkout, "shipping_price")


def _option(checkout, option_id):
    options = ways.options(checkout)
    for option in options:
        if option_id in (option.id, ids.to_global("CheckoutDelivery", ways.delivery_key(checkout, option))):
            return option
    ids.parts(option_id)
    if not checkout.shipping_address_id and chosen(checkout) is None and not options:
        message = "Say where the goods go first, then choose among deliveryOptionsCalculate's answers."
    else:
        message = "This delivery is not possible for this basket; choose among deliveryOptionsCalculate's answers."
    raise ShopError("DELIVERY_METHOD_NOT_APPLICABLE", message, "deliveryMethodId")


def _put(checkout, option):
    checkout.shipping_method = checkout.collection_point = checkout.shipping_price = None
    checkout.plugin_delivery = ""
    if option is None:
        return
    checkout.shipping_price = option.price
    if option.row is None:
        checkout.plugin_delivery = option.id
    elif option.kind == COLLECTION:
        checkout.collection_point = option.row
    else:
        checkout.shipping_method = option.row
