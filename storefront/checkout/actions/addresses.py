"""Where the bill and the goods go. Addresses come validated (accounts.addresses); a basket keeps copies of its own."""

from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from .. import basket
from .opening import kept, opened


@atomic
def set_billing_address(checkout_id, address, *, save=True):
    """`address` is an unsaved Address; save: the customer's book shall keep it on completion. Returns the basket."""
    checkout = opened(checkout_id)
    put_address(checkout, "billing", address, save)
    return kept(checkout, "billing_address", "save_billing_address")


@atomic
def set_shipping_address(checkout_id, address, *, save=True):
    """The same for the goods, if they are sent at all. What was chosen for delivery may stop being possible."""
    checkout = opened(checkout_id)
    if checkout.collection_point_id:
        raise ShopError(
            "SHIPPING_CHANGE_FORBIDDEN",
            "This basket is collected in the shop; choose a delivery first.",
            "shippingAddress",
        )
    if not basket.sent_lines(checkout):
        raise ShopError("SHIPPING_NOT_REQUIRED", "Nothing in this basket is sent; go on without.", "shippingAddress")
    put_address(checkout, "shipping", address, save)
    return kept(checkout, "shipping_address", "save_shipping_address", "country")


def put_address(checkout, kind, address, save=True):
    """Write the address as the basket's "billing" or "shipping" one, in the place of the one before."""
    address.pk = getattr(checkout, f"{kind}_address_id")
    address.save()
    setattr(checkout, f"{kind}_address", address)
    setattr(checkout, f"save_{kind}_address", save)
    if kind == "shipping":
        checkout.country = address.country
