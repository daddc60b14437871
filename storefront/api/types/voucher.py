"""Vouchers, as an order shows them and as staff see them."""

import graphene

from ...discounts import models
from ...kernel.errors import PermissionDenied
from ..lookahead import needs
from ..mutation import enum
from ..scalars import DateTime
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes

VoucherTypeEnum = enum("VoucherTypeEnum", "SHIPPING ENTIRE_ORDER SPECIFIC_PRODUCT")
DiscountValueTypeEnum = enum("DiscountValueTypeEnum", "FIXED PERCENTAGE")


def manages(visitor, voucher):
    """May the visitor see everything about this voucher?"""
    return visitor.may("MANAGE_DISCOUNTS", voucher.channel_id)


@represents(models.Voucher, Notes(("MANAGE_DISCOUNTS",)))
class Voucher(graphene.ObjectType):
    """A public promise: so much off for whoever has a code. Only staff see the codes they did not use."""

    name = graphene.String()
    code = graphene.String(description="The code this order used; for staff, else, the voucher's first code.")
    start_date = DateTime(required=True)
    end_date = DateTime()
    usage_limit = graphene.Int()
    apply_once_per_order = graphene.Boolean(required=True)
    apply_once_per_customer = graphene.Boolean(required=True)
    single_use = graphene.Boolean(required=True)
    only_for_staff = graphene.Boolean(required=True)
    min_checkout_items_quantity = graphene.Int()
    discount_value_type = graphene.Field(DiscountValueTypeEnum, required=True)
    type = graphene.Field(VoucherTypeEnum, required=True)

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    @needs("codes", under="")
    def resolve_code(voucher, info):
        used = getattr(voucher, "code_used", None)
        if used:
            return used
        if not manages(info.context.visitor, voucher):
            raise PermissionDenied(("MANAGE_DISCOUNTS",))
        return next((row.code for row in voucher.codes.all()), None)

    @staticmethod
    def resolve_start_date(voucher, info):
        return voucher.start_at

    @staticmethod
    def resolve_end_date(voucher, info):
        return voucher.end_at

    @staticmethod
    def resolve_min_checkout_items_quantity(voucher, info):
        return voucher.min_items or None

    @staticmethod
    def resolve_discount_value_type(voucher, info):
        return voucher.value_type
