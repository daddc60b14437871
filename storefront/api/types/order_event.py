"""The history of an order, for staff."""

import graphene

from ...kernel import ids
from ...kernel.money import Money as Amount
from ...orders import models
from ..lookahead import needs
from ..scalars import DateTime, PositiveDecimal
from .app import App
from .fulfillment import FulfillmentLine
from .money import Money
from .node import Node, represents
from .order_enums import OrderEventsEmailsEnum, OrderEventsEnum
from .order_line import OrderLine
from .voucher import DiscountValueTypeEnum
from .warehouse import Warehouse


class OrderEventDiscountObject(graphene.ObjectType):
    """How a discount was changed. No event here tells of one yet."""

    value_type = graphene.Field(DiscountValueTypeEnum, required=True)
    value = graphene.Field(PositiveDecimal, required=True)
    reason = graphene.String()
    amount = graphene.Field(Money)
    old_value_type = graphene.Field(DiscountValueTypeEnum)
    old_value = graphene.Field(PositiveDecimal)
    old_amount = graphene.Field(Money)


class OrderEventOrderLineObject(graphene.ObjectType):
    """So many of a line that an event is about."""

    quantity = graphene.Int()
    order_line = graphene.Field(OrderLine)
    item_name = graphene.String()
    discount = graphene.Field(OrderEventDiscountObject)

    @needs(under="")
    def resolve_order_line(about, info):
        return about.order_line


@represents(models.OrderEvent)
class OrderEvent(graphene.ObjectType):
    """Something that happened to the order."""

    class Meta:
        interfaces = (Node,)

    date = DateTime()
    type = graphene.Field(OrderEventsEnum)
    user = graphene.Field("storefront.api.types.user.User")
    app = graphene.Field(App)
    message = graphene.String()
    email = graphene.String()
    email_type = graphene.Field(OrderEventsEmailsEnum)
    amount = graphene.Float()
    payment_id = graphene.String()
    payment_gateway = graphene.String()
    quantity = graphene.Int()
    composed_id = graphene.String()
    order_number = graphene.String()
    invoice_number = graphene.String()
    oversold_items = graphene.List(graphene.NonNull(graphene.String))
    lines = graphene.List(graphene.NonNull(OrderEventOrderLineObject))
    fulfilled_items = graphene.List(graphene.NonNull(FulfillmentLine))
    warehouse = graphene.Field(Warehouse)
    transaction_reference = graphene.String()
    shipping_costs_included = graphene.Boolean()
    related_order = graphene.Field("storefront.api.types.order.Order")
    related = graphene.Field(lambda: OrderEvent)
    discount = graphene.Field(OrderEventDiscountObject)
    reference = graphene.String()

    @staticmethod
    def resolve_date(event, info):
        return event.at

    @needs("user")
    def resolve_user(event, info):
        return event.user

    @staticmethod
    def resolve_message(event, info):
        moved = event.data.get("axis")
        return f"{moved}: {event.data['here']} → {event.data['there']}" if moved else event.message or None

    @staticmethod
    def resolve_email(event, info):
        return event.data.get("email")

    @staticmethod
    def resolve_email_type(event, info):
        return event.data.get("emailType")

    @needs("order", under="")
    def resolve_amount(event, info):
        return None if event.amount is None else Amount.of_minor(event.amount, event.order.currency).amount

    @needs("order", under="")
    def resolve_order_number(event, info):
        return str(event.order.number)

    @needs("order__fulfillments__lines", under="order__fulfillments__lines")
    def resolve_fulfilled_items(event, info):
        return _handed(event) or None

    @needs("order__fulfillments__lines__order_line__order", under="order__fulfillments__lines__order_line")
    def resolve_lines(event, info):
        return [
            OrderEventOrderLineObject(
                quantity=line.quantity, order_line=line.order_line, item_name=line.order_line.product_name
            )
            for line in _handed(event)
        ] or None

    @needs("order__fulfillments__lines", under="")
    def resolve_quantity(event, info):
        return sum(line.quantity for line in _handed(event)) or None

    @needs("order__fulfillments__warehouse", under="order__fulfillments__warehouse")
    def resolve_warehouse(event, info):
        return next((one.warehouse for one in _fulfillments(event)), None)

    @staticmethod
    def resolve_composed_id(event, info):
        number = event.data.get("fulfillment")
        return number and ids.to_global("Fulfillment", number)

    @staticmethod
    def resolve_transaction_reference(event, info):
        return event.data.get("reference") or None

    @staticmethod
    def resolve_reference(event, info):
        return event.data.get("reference") or None


def _fulfillments(event):
    """The fulfilment that the event is about, as a list of none or one."""
    return [one for one in event.order.fulfillments.all() if one.pk == event.data.get("fulfillment")]


def _handed(event):
    return [line for fulfillment in _fulfillments(event) for line in fulfillment.lines.all()]
