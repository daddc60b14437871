"""What keeps a basket from being sold, as clients read it."""

import graphene

from ...checkout import problems
from ...checkout.ways import delivery_key
from ..lookahead import ELSEWHERE, needs
from .shipping import Delivery, delivery


class CheckoutProblemDeliveryMethodStale(graphene.ObjectType):
    """The delivery has another price than when it was chosen."""

    delivery = graphene.Field(Delivery, required=True)

    @staticmethod
    @needs(under=ELSEWHERE)
    def resolve_delivery(pair, info):
        checkout, problem = pair
        return delivery(delivery_key(checkout, problem.delivery), problem.delivery)


class CheckoutProblemDeliveryMethodInvalid(graphene.ObjectType):
    """The delivery chosen is not possible (any more)."""

    delivery = graphene.Field(Delivery, required=True)

    @staticmethod
    @needs(under=ELSEWHERE)
    def resolve_delivery(pair, info):
        checkout, problem = pair
        return delivery(delivery_key(checkout, problem.delivery), problem.delivery)


class CheckoutLineProblemInsufficientStock(graphene.ObjectType):
    """There are fewer than the line wants."""

    available_quantity = graphene.Int()
    line = graphene.Field("storefront.api.types.checkout.CheckoutLine", required=True)
    variant = graphene.Field("storefront.api.types.variant.ProductVariant", required=True)

    @staticmethod
    def resolve_available_quantity(pair, info):
        return pair[1].available

    @staticmethod
    @needs("lines")
    def resolve_line(pair, info):
        return pair[1].line

    @staticmethod
    @needs("lines__variant")
    def resolve_variant(pair, info):
        return pair[1].line.variant


class CheckoutLineProblemVariantNotAvailable(graphene.ObjectType):
    """The shop does not sell the line's variant any more."""

    line = graphene.Field("storefront.api.types.checkout.CheckoutLine", required=True)

    @staticmethod
    @needs("lines")
    def resolve_line(pair, info):
        return pair[1].line


SHOWN_AS = {
    problems.DeliveryStale: CheckoutProblemDeliveryMethodStale,
    problems.DeliveryInvalid: CheckoutProblemDeliveryMethodInvalid,
    problems.InsufficientStock: CheckoutLineProblemInsufficientStock,
    problems.VariantNotAvailable: CheckoutLineProblemVariantNotAvailable,
}


class CheckoutProblem(graphene.Union):
    """A problem of a basket; resolvers give (checkout, problem)."""

    class Meta:
        types = tuple(SHOWN_AS.values())

    @classmethod
    def resolve_type(cls, pair, info):
        return SHOWN_AS[type(pair[1])]


class CheckoutLineProblem(graphene.Union):
    """A problem of one line."""

    class Meta:
        types = (CheckoutLineProblemInsufficientStock, CheckoutLineProblemVariantNotAvailable)

    @classmethod
    def resolve_type(cls, pair, info):
        return SHOWN_AS[type(pair[1])]
