"""Staff hand goods over."""

import graphene

from ...kernel import ids
from ...kernel.errors import ShopError
from ...orders import actions, models
from ..extend import extends
from ..lookahead import planned
from ..mutation import Mutation
from ..types.filters import listed
from ..types.order_errors import OrderError
from .order import PERMISSIONS, fresh, order_of


class OrderFulfillStockInput(graphene.InputObjectType):
    """So many from this place."""

    quantity = graphene.Int(required=True)
    warehouse = graphene.ID(required=True)


class OrderFulfillLineInput(graphene.InputObjectType):
    """A line of the order, and where its goods leave from."""

    order_line_id = graphene.ID()
    stocks = graphene.List(graphene.NonNull(OrderFulfillStockInput), required=True)


class OrderFulfillInput(graphene.InputObjectType):
    """What is handed over."""

    lines = graphene.List(graphene.NonNull(OrderFulfillLineInput), required=True)
    notify_customer = graphene.Boolean(description="Write to the customer; yes unless said otherwise.")
    allow_stock_to_be_exceeded = graphene.Boolean(default_value=False)
    tracking_number = graphene.String()


class OrderFulfill(Mutation):
    """Hand goods over, all or a part; from several places they become several fulfilments."""

    class Meta:
        error_type = OrderError
        permissions = PERMISSIONS

    class Arguments:
        order = graphene.ID()
        input = OrderFulfillInput(required=True)

    fulfillments = listed("storefront.api.types.fulfillment.Fulfillment")
    order = graphene.Field("storefront.api.types.order.Order")

    @classmethod
    def perform(cls, info, input, order=None):
        found = order_of(info, order, "order")
        notify, tracking = input.get("notify_customer"), (input.get("tracking_number") or "").strip()
        if len(tracking) > 255:
            raise ShopError("INVALID", "A tracking number has at most 255 characters.", "trackingNumber")
        hand_over = actions.HandOver(
            items=_items(input["lines"]),
            tracking_number=tracking,
            notify=notify is not False,
            exceed=bool(input.get("allow_stock_to_be_exceeded")),
        )
        made = actions.fulfill(found.pk, hand_over, by=info.context.user)
        rows = models.Fulfillment.objects.filter(pk__in=[one.pk for one in made])
        return cls(order=fresh(info, found), fulfillments=list(planned(rows, info, at=("fulfillments",))))


def _items(lines):
    """[(order line id, warehouse id, quantity)] of the input; refuses what is no id of that kind."""
    named = [line.get("order_line_id") for line in lines]
    if len(set(named)) < len(named):
        raise ShopError("DUPLICATED_INPUT_ITEM", "Name each line of the order once.", "orderLineId")
    return [
        (
            ids.to_pk(line.get("order_line_id") or "", "OrderLine", field="orderLineId"),
            ids.to_pk(stock["warehouse"], "Warehouse", field="warehouse"),
            stock["quantity"],
        )
        for line in lines
        for stock in line["stocks"]
    ]


@extends("Mutation")
class FulfillMutations:
    """Handing over."""

    order_fulfill = OrderFulfill.Field()
