"""Kinds of goods for the tax office."""

import graphene

from ...channels import models
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes


@represents(models.TaxClass, Notes(("MANAGE_TAXES",), None))
class TaxClass(graphene.ObjectType):
    """A kind of goods for the tax office, such as bread or cut flowers."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
