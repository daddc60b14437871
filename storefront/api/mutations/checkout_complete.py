"""The basket becomes an order."""

import graphene

from ...checkout.complete import complete
from ...orders.models import Order
from ..extend import extends
from ..lookahead import planned
from ..mutation import Mutation
from ..scalars import JSONString
from ..types.checkout_errors import CheckoutError, OfCheckout, named
from ..types.metadata import MetadataInput, to_map
from ..types.order_sight import open_order


class CheckoutComplete(Mutation):
    """Buy. A second time it is the same order; whoever had the basket sees all of it."""

    class Meta:
        error_type = CheckoutError

    class Arguments(OfCheckout):
        metadata = graphene.List(graphene.NonNull(MetadataInput), description="Written on the order.")
        payment_data = JSONString(description="Not looked at: payments are transactions.")
        redirect_url = graphene.String(description="Not looked at.")
        store_source = graphene.Boolean(description="Not looked at.")

    order = graphene.Field("storefront.api.types.order.Order")
    confirmation_needed = graphene.Boolean(required=True)
    confirmation_data = JSONString()

    @staticmethod
    def resolve_confirmation_needed(payload, info):
        return False

    @classmethod
    def perform(cls, info, id=None, token=None, checkout_id=None, metadata=None, **ignored):
        """One action."""
        order = complete(named(id, token, checkout_id), metadata=to_map(metadata))
        order = planned(Order.objects.filter(pk=order.pk), info, at=("order",)).get()
        return cls(order=open_order(info, order))


@extends("Mutation")
class CheckoutCompleteMutations:
    """Buying."""

    checkout_complete = CheckoutComplete.Field()
