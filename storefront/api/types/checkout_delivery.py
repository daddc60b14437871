"""How a basket can be delivered, and what was chosen."""

import graphene

from ...checkout import choice, ways
from ..extend import extends
from ..lookahead import ELSEWHERE, needs
from .checkout import DELIVERY, GOODS, PRICED, some
from .shipping import Delivery, DeliveryMethod, ShippingMethod, delivery
from .warehouse import Warehouse


@extends("Checkout")
class CheckoutDelivery:
    """The choice, and what there is to choose from."""

    delivery = graphene.Field(Delivery)
    shipping_method = graphene.Field(ShippingMethod, deprecation_reason="Use delivery.")
    delivery_method = graphene.Field(DeliveryMethod, deprecation_reason="Use delivery.")
    shipping_methods = some(ShippingMethod)
    available_shipping_methods = some(ShippingMethod, deprecation_reason="Use shippingMethods.")
    available_collection_points = some(Warehouse)

    @needs(*DELIVERY, under=ELSEWHERE)
    def resolve_delivery(checkout, info):
        option = choice.chosen(checkout)
        return delivery(ways.delivery_key(checkout, option), option) if option else None

    @needs(*DELIVERY, under=ELSEWHERE)
    def resolve_shipping_method(checkout, info):
        return None if checkout.collection_point_id else choice.chosen(checkout)

    @needs(*DELIVERY, "collection_point__address", under=ELSEWHERE)
    def resolve_delivery_method(checkout, info):
        return checkout.collection_point or choice.chosen(checkout)

    @needs(*PRICED, under=ELSEWHERE)
    def resolve_shipping_methods(checkout, info):
        return ways.methods(checkout)

    @needs(*PRICED, under=ELSEWHERE)
    def resolve_available_shipping_methods(checkout, info):
        return ways.methods(checkout)

    @needs(*GOODS, under=ELSEWHERE)
    def resolve_available_collection_points(checkout, info):
        return [option.row for option in ways.points(checkout)]
