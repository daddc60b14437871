"""What staff do with an order: cancel it, note something, say that it is paid, give money back."""

import graphene

from ...kernel import ids
from ...kernel.errors import ShopError
from ...kernel.money import to_minor
from ...orders import actions, models, queries
from ..extend import extends
from ..lookahead import planned
from ..mutation import Mutation
from ..scalars import PositiveDecimal
from ..types.order_errors import OrderError, OrderNoteAddError

PERMISSIONS = (queries.PERMISSION,)


def order_of(info, global_id, field="id"):
    """The order named, for staff of its shop; for everybody else there is none."""
    pk = ids.to_pk(global_id or "", "Order", field=field)
    order = queries.for_staff(info.context.visitor).filter(pk=pk).first()
    if order is None:
        raise ShopError("NOT_FOUND", "There is no such order in your shop; look it up in the list of orders.", field)
    return order


def fresh(info, order):
    """The order as it is now, with what the payload's selection reads."""
    return planned(models.Order.objects.filter(pk=order.pk), info, at=("order",)).get()


class OrderCancel(Mutation):
    """Cancel an order nothing of which has been handed over; goods, codes, cards and money are given back."""

    class Meta:
        error_type = OrderError
        permissions = PERMISSIONS

    class Arguments:
        id = graphene.ID(required=True)

    order = graphene.Field("storefront.api.types.order.Order")

    @classmethod
    def perform(cls, info, id):
        order = actions.cancel(order_of(info, id).pk, by=info.context.user)
        return cls(order=fresh(info, order))


class OrderRefund(Mutation):
    """Give back an amount of what was charged. Each call gives back once more."""

    class Meta:
        error_type = OrderError
        permissions = PERMISSIONS

    class Arguments:
        id = graphene.ID(required=True)
        amount = PositiveDecimal(required=True)

    order = graphene.Field("storefront.api.types.order.Order")

    @classmethod
    def perform(cls, info, id, amount):
        order = order_of(info, id)
        actions.refund(order.pk, to_minor(amount, order.currency), by=info.context.user)
        return cls(order=fresh(info, order))


class OrderMarkAsPaid(Mutation):
    """Say that what was still to be paid has been paid: at the counter, by cheque, by transfer."""

    class Meta:
        error_type = OrderError
        permissions = PERMISSIONS

    class Arguments:
        id = graphene.ID(required=True)
        transaction_reference = graphene.String()

    order = graphene.Field("storefront.api.types.order.Order")

    @classmethod
    def perform(cls, info, id, transaction_reference=None):
        reference = (transaction_reference or "").strip()
        if len(reference) > 512:
            raise ShopError("INVALID", "A reference has at most 512 characters.", "transactionReference")
        order = actions.mark_as_paid(order_of(info, id).pk, by=info.context.user, reference=reference)
        return cls(order=fresh(info, order))


class OrderNoteInput(graphene.InputObjectType):
    """A note."""

    message = graphene.String(required=True)


class OrderNoteAdd(Mutation):
    """Note something on an order, for colleagues only."""

    class Meta:
        error_type = OrderNoteAddError
        permissions = PERMISSIONS

    class Arguments:
        order = graphene.ID(required=True)
        input = OrderNoteInput(required=True)

    order = graphene.Field("storefront.api.types.order.Order")
    event = graphene.Field("storefront.api.types.order_event.OrderEvent")

    @classmethod
    def perform(cls, info, order, input):
        found = order_of(info, order, "order")
        event = actions.add_note(found.pk, input["message"], by=info.context.user)
        event = planned(models.OrderEvent.objects.filter(pk=event.pk), info, at=("event",)).get()
        return cls(order=fresh(info, found), event=event)


@extends("Mutation")
class OrderMutations:
    """Staff and orders."""

    order_cancel = OrderCancel.Field()
    order_refund = OrderRefund.Field()
    order_mark_as_paid = OrderMarkAsPaid.Field()
    order_note_add = OrderNoteAdd.Field()
