"""What keeps a basket from being sold as it is."""

from dataclasses import dataclass

from ..delivery.options import Option
from ..discounts import queries as discounts
from ..hooks import ask
from ..inventory import queries as inventory
from ..kernel import ids
from ..kernel.errors import ShopError
from . import basket, price, ways
from .basket import once
from .choice import chosen
from .models import CheckoutLine


@dataclass(frozen=True)
class VariantNotAvailable:
    """The shop does not sell this any more."""

    line: CheckoutLine

    def refusal(self):
        """The ShopError that completing meets."""
        return ShopError(
            "UNAVAILABLE_VARIANT_IN_CHANNEL",
            "Something in the basket is not sold any more; take it out.",
            "lines",
            variants=[ids.to_global("ProductVariant", self.line.variant_id)],
            lines=[ids.to_global("CheckoutLine", self.line.pk)],
        )


@dataclass(frozen=True)
class InsufficientStock:
    """There are only `available` of this."""

    line: CheckoutLine
    available: int

    def refusal(self):
        """The ShopError that completing meets."""
        return ShopError(
            "INSUFFICIENT_STOCK",
            f"Only {self.available} of something in the basket are left; take less.",
            "lines",
            variants=[ids.to_global("ProductVariant", self.line.variant_id)],
            lines=[ids.to_global("CheckoutLine", self.line.pk)],
        )


@dataclass(frozen=True)
class DeliveryStale:
    """The delivery costs something else than when it was chosen; totals show the new price. Nobody is stopped by it."""

    delivery: Option

    def refusal(self):
        """None: it is information."""


@dataclass(frozen=True)
class DeliveryInvalid:
    """The delivery that was chosen is not possible for this basket and address."""

    delivery: Option

    def refusal(self):
        """The ShopError that completing meets."""
        return ShopError(
            "INVALID_SHIPPING_METHOD", "This delivery is not possible any more; choose another.", "shippingMethod"
        )


@once
def of(checkout):
    """Everything at once: unavailable and short lines, then the delivery. Plugins' problems: see refusals()."""
    return [*_unavailable(checkout), *_short(checkout), *_delivery(checkout)]


def refusals(checkout):
    """[ShopError] that keep this basket from being sold, plugins' included; stock is the allocation's business."""
    own = [problem.refusal() for problem in (*_unavailable(checkout), *_delivery(checkout))]
    own.append(discounts.promo_problem(checkout, price.lines(checkout)))
    return [*missing(checkout), *filter(None, own), *ask("checkout_problems", checkout=checkout)]


def missing(checkout):
    """[ShopError]: what the customer still has to tell."""
    lines, sent = basket.lines(checkout), basket.sent_lines(checkout)
    collected = checkout.collection_point_id is not None
    told = [
        (checkout.channel.is_active, "CHANNEL_INACTIVE", "channel", "This shop is closed at the moment; try later."),
        (lines, "NO_LINES", "lines", "The basket is empty; put something in."),
        (checkout.email, "EMAIL_NOT_SET", "email", "Give an e-mail address; the confirmation goes there."),
        (not sent or chosen(checkout), "SHIPPING_METHOD_NOT_SET", "shippingMethod", "Choose a delivery."),
        (
            not sent or collected or checkout.shipping_address_id,
            "SHIPPING_ADDRESS_NOT_SET",
            "shippingAddress",
            "Say where the goods go.",
        ),
        (checkout.billing_address_id, "BILLING_ADDRESS_NOT_SET", "billingAddress", "Say whom the bill is for."),
    ]
    return [ShopError(code, message, field) for fine, code, field, message in told if not fine]


def _unavailable(checkout):
    sellables = basket.sellables(checkout)
    return [
        VariantNotAvailable(line)
        for line in basket.lines(checkout)
        if line.variant_id not in sellables or sellables[line.variant_id].problem
    ]


def _short(checkout):
    tracked = [line for line in basket.lines(checkout) if line.variant.track_inventory]
    if not tracked:
        return []
    free = inventory.free(
        [line.variant_id for line in tracked],
        checkout.channel,
        besides=basket.owner_of(checkout),
        warehouse=checkout.collection_point,
    )
    return [InsufficientStock(line, free[line.variant_id]) for line in tracked if free[line.variant_id] < line.quantity]


def _delivery(checkout):
    option = chosen(checkout)
    if option is None or not basket.sent_lines(checkout):
        return []
    offered = ways.offered(checkout)
    if offered is None:
        return [DeliveryInvalid(option)]
    return [DeliveryStale(offered)] if offered.price != checkout.shipping_price else []
