"""The plugin's words in the API."""

import graphene

from storefront.api.extend import extends
from storefront.api.lookahead import needs
from storefront.api.mutation import Mutation, enum, error_type
from storefront.api.scalars import Upload
from storefront.kernel import ids

from . import actions

RipenessErrorCode = enum("RipenessErrorCode", "GRAPHQL_ERROR INVALID NOT_FOUND")
RipenessError = error_type("RipenessError", RipenessErrorCode)


@extends("Product")
class RipenessOfProduct:
    """How ripe it is."""

    ripeness = graphene.Int()

    @needs("ripeness")
    def resolve_ripeness(product, info):
        """A percentage, or null when nobody looked."""
        known = getattr(product, "ripeness", None)
        return known and known.percent


class RipenessSet(Mutation):
    """Note how ripe a product is."""

    class Meta:
        error_type = RipenessError
        permissions = ("MANAGE_PRODUCTS",)

    class Arguments:
        id = graphene.ID(required=True)
        percent = graphene.Int(required=True)
        photo = Upload(description="What it looks like; it is only weighed.")

    weighed = graphene.Int(description="Bytes of the photo.")
    product = graphene.Field("storefront.api.types.product.Product")

    @classmethod
    def perform(cls, info, id, percent, photo=None):
        """One action."""
        product = actions.set_ripeness(ids.to_pk(id, "Product"), percent, by=info.context.visitor)
        return cls(product=product, weighed=photo and photo.size)


@extends("Mutation")
class RipenessMutations:
    """What may be done."""

    ripeness_set = RipenessSet.Field()
