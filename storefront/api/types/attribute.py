"""Attributes and their values, in Saleor's older shape."""

import graphene

from ...catalog import media, models
from ...kernel import ids
from ..beside import MODELS, beside
from ..connection import connection, page
from ..extend import extends
from ..mutation import enum
from ..scalars import Date, DateTime, JSONString
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .translation import translated, translation

AttributeInputTypeEnum = enum("AttributeInputTypeEnum", models.Attribute.Input.values)
AttributeTypeEnum = enum("AttributeTypeEnum", "PRODUCT_TYPE PAGE_TYPE CUSTOMER_TYPE")
AttributeEntityTypeEnum = enum("AttributeEntityTypeEnum", "PAGE PRODUCT PRODUCT_VARIANT CATEGORY COLLECTION")
AllergenStatementEnum = enum("AllergenStatementEnum", models.Attribute.Allergens.values)
VariantAttributeScope = enum("VariantAttributeScope", "ALL VARIANT_SELECTION NOT_VARIANT_SELECTION")
WITH_CHOICES = {"DROPDOWN", "MULTISELECT", "SWATCH"}
REFERENCES = ("product", "collection", "page")


class File(graphene.ObjectType):
    """A stored file; resolvers give the row that has `file` and `content_type`."""

    url = graphene.String(required=True)
    content_type = graphene.String()

    @staticmethod
    def resolve_url(row, info):
        return media.file_url(row.file)


@represents(models.AttributeValue)
class AttributeValue(graphene.ObjectType):
    """An answer to an attribute."""

    class Meta:
        interfaces = (Node,)

    name = graphene.String()
    slug = graphene.String()
    value = graphene.String()
    translation = translation("AttributeValueTranslation")
    resolve_translation = staticmethod(translated)
    input_type = graphene.Field(AttributeInputTypeEnum)
    reference = graphene.ID()
    file = graphene.Field(File)
    rich_text = graphene.Field(JSONString)
    plain_text = graphene.String()
    boolean = graphene.Boolean()
    date = graphene.Field(Date)
    date_time = graphene.Field(DateTime)

    @staticmethod
    def resolve_input_type(value, info):
        return value.attribute.input_type

    @staticmethod
    def resolve_reference(value, info):
        for kind in REFERENCES:
            pk = getattr(value, f"reference_{kind}_id")
            if pk is not None:
                return ids.to_global(kind.title(), pk)
        return None

    @staticmethod
    def resolve_file(value, info):
        return value if value.file else None

    @staticmethod
    def resolve_plain_text(value, info):
        return value.plain_text or None

    @staticmethod
    def resolve_date(value, info):
        return value.date_time.date() if value.date_time and value.attribute.input_type == "DATE" else None

    @staticmethod
    def resolve_date_time(value, info):
        return value.date_time if value.attribute.input_type != "DATE" else None


AttributeValueCountableConnection = connection(AttributeValue)


@represents(models.Attribute, Notes(("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES",), None))
class Attribute(graphene.ObjectType):
    """A question that products, variants or pages answer."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    input_type = graphene.Field(AttributeInputTypeEnum)
    entity_type = graphene.Field(AttributeEntityTypeEnum)
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    type = graphene.Field(AttributeTypeEnum, required=True)
    allergens = graphene.Field(AllergenStatementEnum, description="Its answers are allergens that products …")
    choices = graphene.Field(
        AttributeValueCountableConnection,
        first=graphene.Int(),
        after=graphene.String(),
        last=graphene.Int(),
        before=graphene.String(),
    )
    value_required = graphene.Boolean(required=True)
    visible_in_storefront = graphene.Boolean(required=True)
    with_choices = graphene.Boolean(required=True)
    translation = translation("AttributeTranslation")
    resolve_translation = staticmethod(translated)

    @staticmethod
    def resolve_entity_type(attribute, info):
        return attribute.entity_type or None

    @staticmethod
    def resolve_allergens(attribute, info):
        return attribute.allergens or None

    @staticmethod
    def resolve_choices(attribute, info, **cut):
        def choices(of):
            values = models.AttributeValue.objects.filter(attribute=of.pk).select_related("attribute")
            return page(values if of.input_type in WITH_CHOICES else values.none(), info, ["sort_order", "pk"], **cut)

        return beside(attribute, info, choices)

    @staticmethod
    def resolve_with_choices(attribute, info):
        return attribute.input_type in WITH_CHOICES


AttributeCountableConnection = connection(Attribute)
MODELS.add(models.Attribute)


class SelectedAttribute(graphene.ObjectType):
    """An attribute and the answers to it; resolvers give attribute_answers.Answered."""

    attribute = graphene.Field(Attribute, required=True)
    values = graphene.List(graphene.NonNull(AttributeValue), required=True)


@extends("Query")
class AttributeQueries:
    """Attributes: what a shop window may filter by."""

    attribute = graphene.Field(Attribute, id=graphene.ID(), slug=graphene.String())

    def resolve_attribute(root, info, id=None, slug=None):
        if id is None and slug is None:
            return None
        one = {"slug": slug} if id is None else {"pk": ids.to_pk(id, "Attribute")}
        found = models.Attribute.objects.filter(**one).first()
        if found is None or found.visible_in_storefront or info.context.visitor.is_staff:
            return found
        return None
