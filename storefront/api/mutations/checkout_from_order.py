"""Once more: the goods of an order in a basket."""

import graphene

from ...checkout import actions
from ...kernel import ids
from ...kernel.errors import ShopError
from ...orders import queries
from ..extend import extends
from ..mutation import Mutation, enum, error_type
from ..types.checkout import Checkout
from ..types.checkout_errors import shown, visitor_word

CheckoutCreateFromOrderErrorCode = enum(
    "CheckoutCreateFromOrderErrorCode", "GRAPHQL_ERROR INVALID ORDER_NOT_FOUND CHANNEL_INACTIVE TAX_ERROR"
)
CheckoutCreateFromOrderError = error_type("CheckoutCreateFromOrderError", CheckoutCreateFromOrderErrorCode)
UnavailableVariantErrorCode = enum(
    "CheckoutCreateFromOrderUnavailableVariantErrorCode",
    """
    NOT_FOUND PRODUCT_UNAVAILABLE_FOR_PURCHASE UNAVAILABLE_VARIANT_IN_CHANNEL PRODUCT_NOT_PUBLISHED
    QUANTITY_GREATER_THAN_LIMIT INSUFFICIENT_STOCK
    """,
)


class CheckoutCreateFromOrderUnavailableVariant(graphene.ObjectType):
    """Goods of the order that stay behind; resolvers give actions.Left."""

    message = graphene.String(required=True)
    code = graphene.Field(UnavailableVariantErrorCode, required=True)
    variant_id = graphene.ID(required=True, description="Empty when the variant does not exist any more.")
    line_id = graphene.ID(required=True)

    @staticmethod
    def resolve_variant_id(left, info):
        return ids.to_global("ProductVariant", left.line.variant_id) if left.line.variant_id else ""

    @staticmethod
    def resolve_line_id(left, info):
        return ids.to_global("OrderLine", left.line.pk)


class CheckoutCreateFromOrder(Mutation):
    """The goods of one's order once more, at today's prices, as far as they are for sale."""

    class Meta:
        error_type = CheckoutCreateFromOrderError

    class Arguments:
        id = graphene.ID(required=True)
        token = graphene.String(description="The order's, for whoever bought without an account.")
        checkout_id = graphene.ID(description="Add to this basket of the same shop, if it still exists.")

    unavailable_variants = graphene.List(graphene.NonNull(CheckoutCreateFromOrderUnavailableVariant))
    checkout = graphene.Field(Checkout)

    @classmethod
    def perform(cls, info, id, token=None, checkout_id=None):
        """One action, for the order's customer and whoever holds its token."""
        visitor = info.context.visitor
        order = queries.known(ids.to_pk(id, "Order")).select_related("channel").prefetch_related("lines").first()
        if order is None or not (queries.opens(order, token) or queries.is_own(visitor, order)):
            raise ShopError(
                "ORDER_NOT_FOUND", "There is no such order of yours; sign in, or use the link in its e-mail.", "id"
            )
        user = info.context.user
        start = actions.Beginning(
            channel=order.channel,
            user=user,
            email="" if user else order.email,
            language=order.language,
            visitor=visitor_word(info),
        )
        basket = checkout_id and ids.to_pk(checkout_id, "Checkout", field="checkoutId")
        checkout, left = actions.order_again(order, start, basket)
        return cls(checkout=checkout and shown(info, checkout), unavailable_variants=left)


@extends("Mutation")
class CheckoutFromOrderMutations:
    """Once more."""

    checkout_create_from_order = CheckoutCreateFromOrder.Field()
