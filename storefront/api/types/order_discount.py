"""Discounts of orders and of their lines, and refunds that staff announced."""

import graphene

from ...kernel import ids
from ...kernel.money import Money as Amount
from ...orders import models
from ..lookahead import needs
from ..scalars import DateTime, PositiveDecimal
from .app import App
from .money import Money, money
from .node import Node, represents
from .order_enums import OrderDiscountType, OrderGrantedRefundStatusEnum
from .payment import TransactionEvent, TransactionItem
from .voucher import DiscountValueTypeEnum

TYPES = OrderDiscountType.words


def worth(value, value_type, currency):
    """A discount's value as Saleor writes it: 5.5 for hundredths of a percent, 2.50 for minor units."""
    return value / 100 if value_type == "PERCENTAGE" else Amount.of_minor(value, currency).amount


@represents(models.OrderDiscount)
class OrderDiscount(graphene.ObjectType):
    """A discount that the whole order had."""

    class Meta:
        interfaces = (Node,)

    type = graphene.Field(OrderDiscountType, required=True)
    name = graphene.String()
    translated_name = graphene.String()
    value_type = graphene.Field(DiscountValueTypeEnum, required=True)
    value = graphene.Field(PositiveDecimal, required=True)
    reason = graphene.String()
    amount = graphene.Field(Money, required=True, deprecation_reason="Use total.")
    total = graphene.Field(Money, required=True)

    @staticmethod
    def resolve_type(discount, info):
        return discount.type if discount.type in TYPES else "PROMOTION"  # a plugin's own word

    @needs("order", under="")
    def resolve_value(discount, info):
        return worth(discount.value, discount.value_type, discount.order.currency)

    @staticmethod
    def resolve_reason(discount, info):
        return discount.reason or None

    @needs("order", under="")
    def resolve_amount(discount, info):
        return money(discount.amount, discount.order.currency)

    @needs("order", under="")
    def resolve_total(discount, info):
        return money(discount.amount, discount.order.currency)


class OrderLineDiscount(graphene.ObjectType):
    """A line's share of every discount; resolved from the OrderLine itself."""

    id = graphene.ID(required=True)
    type = graphene.Field(OrderDiscountType, required=True)
    name = graphene.String()
    translated_name = graphene.String()
    value_type = graphene.Field(DiscountValueTypeEnum, required=True)
    value = graphene.Field(PositiveDecimal, required=True)
    reason = graphene.String()
    total = graphene.Field(Money, required=True)
    unit = graphene.Field(Money, required=True)

    @staticmethod
    def resolve_id(line, info):
        return ids.to_global("OrderLineDiscount", line.pk)

    @staticmethod
    def resolve_type(line, info):
        return "VOUCHER" if line.voucher_code else "PROMOTION"

    @staticmethod
    def resolve_name(line, info):
        return line.discount_reason or None

    @staticmethod
    def resolve_value_type(line, info):
        return "FIXED"

    @staticmethod
    def resolve_value(line, info):
        return Amount.of_minor(line.discount, line.order.currency).amount

    @staticmethod
    def resolve_reason(line, info):
        return line.discount_reason or None

    @staticmethod
    def resolve_total(line, info):
        return money(line.discount, line.order.currency)

    @staticmethod
    def resolve_unit(line, info):
        return unit_discount(line)


def unit_discount(line):
    """The discount on one piece: what it would have cost less what it does."""
    return money(max(line.undiscounted_unit_gross - line.unit_gross, 0), line.order.currency)


class OrderGrantedRefundLine(graphene.ObjectType):
    """So many of a line, within an announced refund."""

    id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)
    order_line = graphene.Field("storefront.api.types.order_line.OrderLine", required=True)
    reason = graphene.String()
    reason_reference = graphene.Field("storefront.api.types.page.Page")


class OrderGrantedRefund(graphene.ObjectType):
    """A refund that staff announced and did not make yet; here refunds are made at once, so there are none."""

    id = graphene.ID(required=True)
    created_at = DateTime(required=True)
    updated_at = DateTime(required=True)
    amount = graphene.Field(Money, required=True)
    reason = graphene.String()
    reason_reference = graphene.Field("storefront.api.types.page.Page")
    user = graphene.Field("storefront.api.types.user.User")
    app = graphene.Field(App)
    shipping_costs_included = graphene.Boolean(required=True)
    lines = graphene.List(graphene.NonNull(OrderGrantedRefundLine))
    status = graphene.Field(OrderGrantedRefundStatusEnum, required=True)
    transaction_events = graphene.List(graphene.NonNull(TransactionEvent))
    transaction = graphene.Field(TransactionItem)
