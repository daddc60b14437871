"""What the mutations of baskets share: their errors, their arguments, their payload."""

import graphene

from ...kernel import ids
from ...kernel.errors import ShopError
from ..lookahead import completed
from ..mutation import Mutation, enum, error_type
from ..scalars import UUID
from .address import AddressTypeEnum
from .checkout import Checkout

CheckoutErrorCode = enum(
    "CheckoutErrorCode",
    """
    BILLING_ADDRESS_NOT_SET CHECKOUT_NOT_FULLY_PAID GRAPHQL_ERROR PRODUCT_NOT_PUBLISHED PRODUCT_UNAVAILABLE_FOR_PURCHASE
    INSUFFICIENT_STOCK INVALID INVALID_SHIPPING_METHOD NOT_FOUND PAYMENT_ERROR PRICE_OVERRIDE_REASON_WITHOUT_OVERRIDE
    QUANTITY_GREATER_THAN_LIMIT REQUIRED SHIPPING_ADDRESS_NOT_SET SHIPPING_METHOD_NOT_APPLICABLE
    DELIVERY_METHOD_NOT_APPLICABLE SHIPPING_METHOD_NOT_SET SHIPPING_NOT_REQUIRED TAX_ERROR UNIQUE VOUCHER_NOT_APPLICABLE
    GIFT_CARD_NOT_APPLICABLE ZERO_QUANTITY MISSING_CHANNEL_SLUG CHANNEL_INACTIVE UNAVAILABLE_VARIANT_IN_CHANNEL
    EMAIL_NOT_SET NO_LINES INACTIVE_PAYMENT NON_EDITABLE_GIFT_LINE NON_REMOVABLE_GIFT_LINE SHIPPING_CHANGE_FORBIDDEN
    MISSING_ADDRESS_DATA
""",
)
CheckoutError = error_type(
    "CheckoutError",
    CheckoutErrorCode,
    variants=graphene.List(graphene.NonNull(graphene.ID)),
    lines=graphene.List(graphene.NonNull(graphene.ID)),
    address_type=graphene.Field(AddressTypeEnum),
)


class OfCheckout:
    """Arguments that name a basket."""

    id = graphene.ID()
    token = UUID(description="Instead of the id.")
    checkout_id = graphene.ID(description="Instead of the id.")


class CheckoutMutation(Mutation):
    """A mutation of one basket: `act(info, pk, **arguments)` calls one action and gives its basket to the payload."""

    class Meta:
        abstract = True

    checkout = graphene.Field(Checkout)

    @classmethod
    def perform(cls, info, id=None, token=None, checkout_id=None, **arguments):
        """Find out which basket is meant, act, and show it as the action left it."""
        return cls(checkout=shown(info, cls.act(info, named(id, token, checkout_id), **arguments)))


def named(id=None, token=None, checkout_id=None):
    """The key of the basket that the arguments name."""
    if token is not None:
        return token
    if id is None and checkout_id is None:
        raise ShopError("GRAPHQL_ERROR", "Name the basket: give its id.", "id")
    return ids.to_pk(id if id is not None else checkout_id, "Checkout")


def shown(info, basket):
    """The basket in hand, with everything that the payload's selection asks."""
    return completed(basket, info, at=("checkout",))


def visitor_word(info):
    """Who holds goods, for the cap on one visitor's baskets: the person, or the network address."""
    visitor = info.context.visitor
    if visitor.user_id is not None:
        return f"user:{visitor.user_id}"
    return f"address:{visitor.address}" if visitor.address else ""
