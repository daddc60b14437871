"""What has been handed over."""

import graphene

from ...orders import models
from ..lookahead import needs
from ..scalars import DateTime
from .money import Money, money
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .order_enums import FulfillmentStatus
from .order_line import OrderLine
from .order_sight import HiddenMetadata, for_staff, private
from .warehouse import Warehouse

WORDS = {
    "FULFILLED": ("Remise au client", "Fulfilled"),
    "REFUNDED": ("Remboursée", "Refunded"),
    "RETURNED": ("Retournée", "Returned"),
    "REPLACED": ("Remplacée", "Replaced"),
    "REFUNDED_AND_RETURNED": ("Remboursée et retournée", "Refunded and returned"),
    "CANCELED": ("Annulée", "Canceled"),
    "WAITING_FOR_APPROVAL": ("À confirmer", "Waiting for approval"),
}


def order_of(fulfillment):
    """The order of a fulfilment."""
    return fulfillment.order


@represents(models.FulfillmentLine)
class FulfillmentLine(graphene.ObjectType):
    """So many of an order line."""

    class Meta:
        interfaces = (Node,)

    quantity = graphene.Int(required=True)
    order_line = graphene.Field(OrderLine)
    reason = graphene.String()
    reason_reference = graphene.Field("storefront.api.types.page.Page")

    @needs("order_line")
    def resolve_order_line(line, info):
        return line.order_line


@represents(models.Fulfillment, Notes(("MANAGE_ORDERS",), "order.channel_id"))
class Fulfillment(HiddenMetadata.of(order_of, "order"), graphene.ObjectType):
    """Goods that left together."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    fulfillment_order = graphene.Int(required=True)
    status = graphene.Field(FulfillmentStatus, required=True)
    status_display = graphene.String()
    tracking_number = graphene.String(required=True)
    created = DateTime(required=True)
    lines = graphene.List(graphene.NonNull(FulfillmentLine))
    warehouse = graphene.Field(Warehouse)
    shipping_refunded_amount = graphene.Field(Money)
    total_refunded_amount = graphene.Field(Money)
    reason = graphene.String()
    reason_reference = graphene.Field("storefront.api.types.page.Page")

    @staticmethod
    def resolve_status_display(fulfillment, info):
        return WORDS[fulfillment.status][0 if info.context.language.startswith("fr") else 1]

    @private("", of=order_of)
    @needs("order", under="")
    def resolve_tracking_number(fulfillment, info):
        return fulfillment.tracking_number

    @staticmethod
    def resolve_created(fulfillment, info):
        return fulfillment.created_at

    @needs("lines")
    def resolve_lines(fulfillment, info):
        return fulfillment.lines.all()

    @needs("warehouse")
    def resolve_warehouse(fulfillment, info):
        return fulfillment.warehouse

    @for_staff("MANAGE_ORDERS", of=order_of)
    @needs("order", under="")
    def resolve_shipping_refunded_amount(fulfillment, info):
        return money(fulfillment.shipping_refunded, fulfillment.order.currency)

    @for_staff("MANAGE_ORDERS", of=order_of)
    @needs("order", under="")
    def resolve_total_refunded_amount(fulfillment, info):
        return money(fulfillment.total_refunded, fulfillment.order.currency)
