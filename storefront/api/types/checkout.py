"""Baskets. Whoever knows a basket's id may read it: the id is the secret."""

import graphene

from ...accounts import queries as people
from ...checkout import basket, models, price, problems, queries
from ...kernel import holds, ids
from ...kernel.errors import PermissionDenied
from ..extend import extends
from ..lookahead import ELSEWHERE, needs, planned
from ..mutation import enum
from ..scalars import UUID, DateTime
from .checkout_problem import CheckoutLineProblem, CheckoutProblem
from .languages import LanguageCodeEnum, to_enum
from .money import Money, Taxed, TaxedMoney, money
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes

CheckoutAuthorizeStatusEnum = enum("CheckoutAuthorizeStatusEnum", "NONE PARTIAL FULL")
CheckoutChargeStatusEnum = enum("CheckoutChargeStatusEnum", "NONE PARTIAL FULL OVERCHARGED")

GOODS = ("channel", "shipping_address", f"lines__{basket.GOODS}")
DELIVERY = (*GOODS, "shipping_method__zone", "collection_point")
PRICED = (*DELIVERY, "voucher_code__voucher", "user")


def some(type_, **options):
    """A list without holes, never null."""
    return graphene.List(graphene.NonNull(type_), required=True, **options)


def _whoever_knows_the_id(visitor, row):
    return True


@represents(models.CheckoutLine, Notes(("MANAGE_CHECKOUTS",), "checkout.channel_id", _whoever_knows_the_id))
class CheckoutLine(graphene.ObjectType):
    """So many of a variant, at today's price."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    variant = graphene.Field("storefront.api.types.variant.ProductVariant", required=True)
    quantity = graphene.Int(required=True)
    unit_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_unit_price = graphene.Field(Money, required=True)
    total_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_total_price = graphene.Field(Money, required=True)
    requires_shipping = graphene.Boolean(required=True)
    problems = graphene.List(graphene.NonNull(CheckoutLineProblem))
    is_gift = graphene.Boolean()

    @staticmethod
    @needs("variant")
    def resolve_variant(line, info):
        return line.variant

    @staticmethod
    def resolve_unit_price(line, info):
        total = price.line_totals(line.checkout)[line.pk]
        return Taxed(total.unit_gross, total.unit_net, line.checkout.currency)

    @staticmethod
    def resolve_undiscounted_unit_price(line, info):
        return money(price.line_totals(line.checkout)[line.pk].undiscounted_unit_gross, line.checkout.currency)

    @staticmethod
    def resolve_total_price(line, info):
        total = price.line_totals(line.checkout)[line.pk]
        return Taxed(total.total_gross, total.total_net, line.checkout.currency)

    @staticmethod
    def resolve_undiscounted_total_price(line, info):
        return money(price.line_totals(line.checkout)[line.pk].undiscounted_total_gross, line.checkout.currency)

    @staticmethod
    def resolve_requires_shipping(line, info):
        return line in basket.sent_lines(line.checkout)

    @staticmethod
    @needs(under=ELSEWHERE)
    def resolve_problems(line, info):
        return [(line.checkout, one) for one in problems.of(line.checkout) if getattr(one, "line", None) == line]

    @staticmethod
    def resolve_is_gift(line, info):
        return False


@represents(models.Checkout, Notes(("MANAGE_CHECKOUTS",), owner=_whoever_knows_the_id))
class Checkout(graphene.ObjectType):
    """A basket in one shop."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    created = DateTime(required=True)
    updated_at = DateTime(required=True)
    last_change = DateTime(required=True, deprecation_reason="Use updatedAt.")
    token = UUID(required=True)
    user = graphene.Field("storefront.api.types.user.User")
    channel = graphene.Field("storefront.api.types.channel.Channel", required=True)
    email = graphene.String()
    language_code = graphene.Field(LanguageCodeEnum, required=True)
    customer_note = graphene.String(required=True)
    note = graphene.String(required=True, deprecation_reason="Use customerNote.")
    billing_address = graphene.Field("storefront.api.types.address.Address")
    shipping_address = graphene.Field("storefront.api.types.address.Address")
    lines = some(CheckoutLine)
    quantity = graphene.Int(required=True)
    stock_reservation_expires = DateTime()
    is_shipping_required = graphene.Boolean(required=True)
    problems = graphene.List(graphene.NonNull(CheckoutProblem))

    @staticmethod
    def resolve_created(checkout, info):
        return checkout.created_at

    @staticmethod
    def resolve_updated_at(checkout, info):
        return checkout.last_change

    @staticmethod
    def resolve_token(checkout, info):
        return checkout.pk

    @staticmethod
    @needs("user")
    def resolve_user(checkout, info):
        visitor = info.context.visitor
        if (
            checkout.user_id in (None, visitor.user_id)
            or people.visible_to(visitor).filter(pk=checkout.user_id).exists()
        ):
            return checkout.user
        raise PermissionDenied(("MANAGE_USERS", "OWNER"))

    @staticmethod
    @needs("channel")
    def resolve_channel(checkout, info):
        return checkout.channel

    @staticmethod
    def resolve_email(checkout, info):
        return checkout.email or None

    @staticmethod
    def resolve_language_code(checkout, info):
        return to_enum(checkout.language)

    @staticmethod
    def resolve_customer_note(checkout, info):
        return checkout.note

    @staticmethod
    @needs("billing_address")
    def resolve_billing_address(checkout, info):
        return checkout.billing_address

    @staticmethod
    @needs("shipping_address")
    def resolve_shipping_address(checkout, info):
        return checkout.shipping_address

    @staticmethod
    @needs("lines", *PRICED)
    def resolve_lines(checkout, info):
        return basket.lines(checkout)

    @staticmethod
    @needs("lines", under=ELSEWHERE)
    def resolve_quantity(checkout, info):
        return sum(line.quantity for line in checkout.lines.all())

    @staticmethod
    def resolve_stock_reservation_expires(checkout, info):
        return min((hold.held_until for hold in holds.holds_of(basket.owner_of(checkout))), default=None)

    @staticmethod
    @needs(f"lines__{basket.GOODS}", under=ELSEWHERE)
    def resolve_is_shipping_required(checkout, info):
        return bool(basket.sent_lines(checkout))

    @staticmethod
    @needs(*PRICED, under="")
    def resolve_problems(checkout, info):
        return [(checkout, problem) for problem in problems.of(checkout)]


@extends("Query")
class CheckoutQuery:
    """A basket by its id."""

    checkout = graphene.Field(Checkout, id=graphene.ID(), token=UUID())

    @staticmethod
    def resolve_checkout(root, info, id=None, token=None):
        pk = token if token is not None else ids.to_pk(id, "Checkout") if id else None
        return planned(queries.opened_by(pk), info).first() if pk else None
