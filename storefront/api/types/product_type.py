"""Kinds of products."""

import graphene

from ...catalog import models
from ...kernel import ids
from ..extend import extends
from ..lookahead import needs
from ..mutation import enum
from .attribute import Attribute, VariantAttributeScope
from .attribute_answers import asked_by
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes

ProductTypeKindEnum = enum("ProductTypeKindEnum", "NORMAL GIFT_CARD")
ASKED = "type_attributes__attribute"


class AssignedVariantAttribute(graphene.ObjectType):
    """An attribute that variants answer, and whether customers choose by it."""

    attribute = graphene.Field(Attribute, required=True)
    variant_selection = graphene.Boolean(required=True)

    @staticmethod
    def resolve_attribute(pair, info):
        return pair[0]

    @staticmethod
    def resolve_variant_selection(pair, info):
        return pair[1]


@represents(models.ProductType, Notes(("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES",), None))
class ProductType(graphene.ObjectType):
    """A kind of product and the attributes it answers."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    has_variants = graphene.Boolean(required=True)
    is_shipping_required = graphene.Boolean(required=True)
    is_digital = graphene.Boolean(required=True)
    kind = graphene.Field(ProductTypeKindEnum, required=True)
    product_attributes = graphene.List(graphene.NonNull(Attribute))
    variant_attributes = graphene.List(graphene.NonNull(Attribute), variant_selection=VariantAttributeScope())
    assigned_variant_attributes = graphene.List(
        graphene.NonNull(AssignedVariantAttribute), variant_selection=VariantAttributeScope()
    )

    @staticmethod
    def resolve_is_digital(product_type, info):
        return not product_type.is_shipping_required

    @staticmethod
    def resolve_kind(product_type, info):
        return "NORMAL"

    @staticmethod
    @needs(ASKED, under=ASKED)
    def resolve_product_attributes(product_type, info):
        return [attribute for attribute, _ in asked_by(product_type, info)[0]]

    @staticmethod
    @needs(ASKED, under=ASKED)
    def resolve_variant_attributes(product_type, info, variant_selection=None):
        return [attribute for attribute, _ in within(asked_by(product_type, info)[1], variant_selection)]

    @staticmethod
    @needs(ASKED, under="")
    def resolve_assigned_variant_attributes(product_type, info, variant_selection=None):
        return within(asked_by(product_type, info)[1], variant_selection)


def within(pairs, scope):
    """The (attribute, selects) pairs of a VariantAttributeScope."""
    scope = getattr(scope, "value", scope)
    if scope in (None, "ALL"):
        return pairs
    return [pair for pair in pairs if pair[1] == (scope == "VARIANT_SELECTION")]


@extends("Query")
class ProductTypeQueries:
    """Kinds of products, one by one."""

    product_type = graphene.Field(ProductType, id=graphene.ID(required=True))

    def resolve_product_type(root, info, id):
        return models.ProductType.objects.filter(pk=ids.to_pk(id, "ProductType")).first()
