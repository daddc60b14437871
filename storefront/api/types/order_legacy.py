"""Saleor's older shape of payments, which its dashboard still asks for. Here payments are transactions: no rows."""

import graphene

from ..mutation import enum
from ..scalars import DateTime
from .money import Money
from .node import Node, ObjectWithMetadata
from .order_enums import OrderAction

TransactionKind = enum(
    "TransactionKind", "EXTERNAL AUTH PENDING ACTION_TO_CONFIRM REFUND REFUND_ONGOING CAPTURE VOID CONFIRM CANCEL"
)


class Transaction(graphene.ObjectType):
    """A step of a Payment."""

    class Meta:
        interfaces = (Node,)

    created = DateTime(required=True)
    token = graphene.String(required=True)
    kind = graphene.Field(TransactionKind, required=True)
    is_success = graphene.Boolean(required=True)


class Payment(graphene.ObjectType):
    """A payment in the older shape."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    gateway = graphene.String(required=True)
    is_active = graphene.Boolean(required=True)
    modified = DateTime(required=True)
    payment_method_type = graphene.String(required=True)
    actions = graphene.List(graphene.NonNull(OrderAction), required=True)
    total = graphene.Field(Money)
    captured_amount = graphene.Field(Money)
    transactions = graphene.List(graphene.NonNull(Transaction))
    available_capture_amount = graphene.Field(Money)
    available_refund_amount = graphene.Field(Money)
