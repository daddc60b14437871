"""Invoices of orders. The list is empty until invoices are written; its shape is Saleor's."""

import graphene

from ..scalars import DateTime
from .node import Node, ObjectWithMetadata
from .order_enums import JobStatusEnum


class Invoice(graphene.ObjectType):
    """An invoice, as a file."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    status = graphene.Field(JobStatusEnum, required=True)
    created_at = DateTime(required=True)
    updated_at = DateTime(required=True)
    message = graphene.String()
    number = graphene.String()
    url = graphene.String()
    order = graphene.Field("storefront.api.types.order.Order")
