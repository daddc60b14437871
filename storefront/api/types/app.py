"""Programs of others with rights of their own. There are none here yet; Saleor's clients ask whether one acted."""

import graphene

from .node import Node


class App(graphene.ObjectType):
    """A program with rights of its own."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String()
    is_active = graphene.Boolean()
    app_url = graphene.String()
