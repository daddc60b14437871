"""What the customer chose for the delivery, as it stands in the basket."""

from ..delivery import options
from ..hooks import ask
from .basket import once


@once
def chosen(checkout):
    """The delivery.options.Option chosen, whether it is still possible or not; None before."""
    if checkout.shipping_method_id:
        return options.of_method(checkout.shipping_method, checkout.currency)
    if checkout.collection_point_id:
        return options.of_point(checkout.collection_point, checkout.currency)
    if checkout.plugin_delivery:
        return next((option for option in of_plugins(checkout) if option.id == checkout.plugin_delivery), None)
    return None


@once
def of_plugins(checkout):
    """[Option]: the plugins' ways to deliver this basket."""
    return ask("delivery_options", checkout=checkout)
