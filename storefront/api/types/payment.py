"""Payments: transactions, what happened to them, and the ways to pay."""

import graphene

from ...kernel import ids
from ...kernel.errors import PermissionDenied
from ...payments import models
from ..lookahead import needs
from ..scalars import JSON, UUID, DateTime
from .money import Money, money
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .payment_enums import TransactionActionEnum, TransactionEventTypeEnum

READERS = ("HANDLE_PAYMENTS", "MANAGE_ORDERS")


def reads(visitor, transaction):
    """May the visitor see everything about this transaction?"""
    return any(visitor.may(permission, transaction.channel_id) for permission in READERS)


def closed(resolver):
    """Decorator of a resolver: for staff of the transaction's shop."""

    def inside(row, info):
        if not reads(info.context.visitor, getattr(row, "transaction", row)):
            raise PermissionDenied(READERS)
        return resolver(row, info)

    inside.needs = getattr(resolver, "needs", ((), ""))
    return inside


@represents(models.TransactionEvent)
class TransactionEvent(graphene.ObjectType):
    """Something a gateway or staff said about a transaction."""

    created_at = DateTime(required=True)
    psp_reference = graphene.String(required=True)
    message = graphene.String(required=True)
    external_url = graphene.String(required=True)
    amount = graphene.Field(Money, required=True)
    type = graphene.Field(TransactionEventTypeEnum)
    idempotency_key = graphene.String()

    class Meta:
        interfaces = (Node,)

    @needs("transaction", under="")
    def resolve_amount(event, info):
        return money(event.amount, event.transaction.currency)

    @closed
    @needs("transaction", under="")
    def resolve_idempotency_key(event, info):
        return event.idempotency_key or None


def _amount(word):
    """A resolver of one of the amounts."""
    return lambda transaction, info: money(getattr(transaction, word), transaction.currency)


@represents(models.Transaction, Notes(READERS, key="token"))
class TransactionItem(graphene.ObjectType):
    """One payment at one gateway. The amounts are exclusive: what is charged is no longer authorised."""

    token = UUID(required=True)
    created_at = DateTime(required=True)
    modified_at = DateTime(required=True)
    actions = graphene.List(graphene.NonNull(TransactionActionEnum), required=True)
    authorized_amount = graphene.Field(Money, required=True, resolver=_amount("authorized"))
    authorize_pending_amount = graphene.Field(Money, required=True, resolver=_amount("authorize_pending"))
    charged_amount = graphene.Field(Money, required=True, resolver=_amount("charged"))
    charge_pending_amount = graphene.Field(Money, required=True, resolver=_amount("charge_pending"))
    refunded_amount = graphene.Field(Money, required=True, resolver=_amount("refunded"))
    refund_pending_amount = graphene.Field(Money, required=True, resolver=_amount("refund_pending"))
    canceled_amount = graphene.Field(Money, required=True, resolver=_amount("canceled"))
    cancel_pending_amount = graphene.Field(Money, required=True, resolver=_amount("cancel_pending"))
    name = graphene.String(required=True)
    message = graphene.String(required=True)
    psp_reference = graphene.String(required=True)
    external_url = graphene.String(required=True)
    events = graphene.List(graphene.NonNull(TransactionEvent), required=True)

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    @staticmethod
    def resolve_id(transaction, info):
        return ids.to_global("TransactionItem", transaction.token)

    @needs("events", under="")
    def resolve_message(transaction, info):
        return next((event.message for event in reversed(transaction.events.all())), "")

    @closed
    def resolve_psp_reference(transaction, info):
        return transaction.psp_reference

    @closed
    @needs("events")
    def resolve_events(transaction, info):
        return transaction.events.all()


class GatewayConfigLine(graphene.ObjectType):
    """A setting that a customer's program may know."""

    field = graphene.String(required=True)
    value = graphene.String()


class PaymentGateway(graphene.ObjectType):
    """A way to pay; resolved from a payments.gateway.Gateway."""

    name = graphene.String(required=True)
    id = graphene.ID(required=True)
    config = graphene.List(graphene.NonNull(GatewayConfigLine), required=True)
    currencies = graphene.List(graphene.NonNull(graphene.String), required=True)

    @staticmethod
    def resolve_config(gateway, info):
        return [GatewayConfigLine(field=field, value=value) for field, value in gateway.config or ()]

    @staticmethod
    def resolve_currencies(gateway, info):
        return gateway.currencies or []


class PaymentGatewayToInitialize(graphene.InputObjectType):
    """A way to pay, and what it wants to know first."""

    id = graphene.String(required=True)
    data = JSON()
