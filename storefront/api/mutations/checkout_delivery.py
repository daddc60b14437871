"""The customer chooses how the goods arrive."""

import graphene

from ...checkout import actions, ways
from ...kernel import ids
from ..extend import extends
from ..mutation import Mutation, enum, error_type
from ..types.checkout_errors import CheckoutError, CheckoutMutation, OfCheckout
from ..types.shipping import Delivery, delivery

DeliveryOptionsCalculateErrorCode = enum("DeliveryOptionsCalculateErrorCode", "GRAPHQL_ERROR NOT_FOUND INVALID")
DeliveryOptionsCalculateError = error_type("DeliveryOptionsCalculateError", DeliveryOptionsCalculateErrorCode)


class CheckoutDeliveryMethodUpdate(CheckoutMutation):
    """Choose one of deliveryOptionsCalculate's answers, a shipping method or a collection point; null clears."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        delivery_method_id = graphene.ID(description="Of a Delivery, a ShippingMethod or a Warehouse.")

    @classmethod
    def act(cls, info, pk, delivery_method_id=None):
        """One action."""
        return actions.choose_delivery(pk, delivery_method_id)


class DeliveryOptionsCalculate(Mutation):
    """What is possible for this basket now; the price of the chosen one is taken over."""

    class Meta:
        error_type = DeliveryOptionsCalculateError

    class Arguments:
        id = graphene.ID(required=True)

    deliveries = graphene.List(graphene.NonNull(Delivery), required=True)

    @staticmethod
    def resolve_deliveries(payload, info):
        return payload.deliveries or []

    @classmethod
    def perform(cls, info, id):
        """One action."""
        checkout = actions.refresh_delivery(ids.to_pk(id, "Checkout"))
        return cls(
            deliveries=[delivery(ways.delivery_key(checkout, option), option) for option in ways.options(checkout)]
        )


@extends("Mutation")
class CheckoutDeliveryMutations:
    """Delivery of baskets."""

    delivery_options_calculate = DeliveryOptionsCalculate.Field()
    checkout_delivery_method_update = CheckoutDeliveryMethodUpdate.Field()
