"""Attributes and their values, in Saleor's newer shape: one type for each kind of answer."""

import graphene

from ...catalog import models
from ...catalog.queries import is_published, is_shown, listing_of, sees_all
from ..lookahead import needs
from ..scalars import JSON, Date, DateTime, PositiveInt
from .attribute import Attribute, File
from .languages import LanguageCodeEnum
from .product_channel import channel_id_of
from .translation import one_word

TYPES = {
    "BOOLEAN": "Boolean",
    "DROPDOWN": "SingleChoice",
    "MULTISELECT": "MultiChoice",
    "SWATCH": "Swatch",
    "FILE": "File",
    "NUMERIC": "Numeric",
    "RICH_TEXT": "Text",
    "PLAIN_TEXT": "PlainText",
    "DATE": "Date",
    "DATE_TIME": "DateTime",
}
ENTITIES = {"PRODUCT": "Product", "COLLECTION": "Collection", "PAGE": "Page"}


class AssignedAttribute(graphene.Interface):
    """An attribute that an object answers; resolvers give attribute_answers.Answered."""

    attribute = graphene.Field(Attribute, required=True)

    @classmethod
    def resolve_type(cls, answered, info):
        return SHOWN_AS[type_name(answered.attribute)]


def type_name(attribute):
    """The name of the type that shows an attribute's answers."""
    kind = attribute.input_type
    if kind in ("REFERENCE", "SINGLE_REFERENCE"):
        many = "Single" if kind == "SINGLE_REFERENCE" else "Multi"
        return f"Assigned{many}{ENTITIES.get(attribute.entity_type, 'Product')}ReferenceAttribute"
    return f"Assigned{TYPES[kind]}Attribute"


def assigned_attribute():
    """The field `assignedAttribute(slug)`."""
    return graphene.Field(AssignedAttribute, slug=graphene.String(required=True))


def assigned_attributes():
    """The field `assignedAttributes(limit)`."""
    return graphene.List(graphene.NonNull(AssignedAttribute), required=True, limit=PositiveInt())


def named(answers, slug):
    """The answer to the attribute with that slug, or None."""
    return next((answered for answered in answers if answered.attribute.slug == slug), None)


def up_to(answers, limit):
    """At most so many; 100 unless told."""
    return answers[: 100 if limit is None else limit]


class AssignedChoiceAttributeValue(graphene.ObjectType):
    """A chosen answer."""

    name = graphene.String()
    slug = graphene.String()
    translation = graphene.String(language_code=LanguageCodeEnum(required=True))

    @staticmethod
    def resolve_translation(value, info, language_code):
        return one_word(value, language_code)


class AssignedSwatchAttributeValue(AssignedChoiceAttributeValue):
    """A chosen colour or pattern."""

    hex_color = graphene.String()
    file = graphene.Field(File)

    @staticmethod
    def resolve_hex_color(value, info):
        return value.value or None

    @staticmethod
    def resolve_file(value, info):
        return value if value.file else None


def _assigned(kind, field, read, **more):
    """AssignedXAttribute: `read` gets the first value, which is there, and gives what the field shows."""

    def resolve_value(answered, info):
        return None if answered.first is None else read(answered.first)

    return type(
        f"Assigned{kind}Attribute",
        (graphene.ObjectType,),
        {
            "__doc__": "An attribute and its answer.",
            "in_schema": True,
            "value": field,
            "resolve_value": staticmethod(resolve_value),
            **more,
            "Meta": type("Meta", (), {"interfaces": (AssignedAttribute,)}),
        },
    )


def _translated_as(field, word):
    """The field `translation(languageCode)` of a text, and its resolver."""

    def resolve_translation(answered, info, language_code):
        return answered.first and one_word(answered.first, language_code, word)

    return {"translation": field, "resolve_translation": staticmethod(resolve_translation)}


_language = {"language_code": LanguageCodeEnum(required=True)}
SIMPLE = [
    _assigned("Boolean", graphene.Boolean(), lambda value: value.boolean),
    _assigned("SingleChoice", graphene.Field(AssignedChoiceAttributeValue), lambda value: value),
    _assigned("Swatch", graphene.Field(AssignedSwatchAttributeValue), lambda value: value),
    _assigned("File", graphene.Field(File), lambda value: value if value.file else None),
    _assigned("Numeric", graphene.Float(), lambda value: None if value.numeric is None else float(value.numeric)),
    _assigned("Date", graphene.Field(Date), lambda value: value.date_time and value.date_time.date()),
    _assigned("DateTime", graphene.Field(DateTime), lambda value: value.date_time),
    _assigned(
        "PlainText",
        graphene.String(),
        lambda value: value.plain_text,
        **_translated_as(graphene.String(**_language), "plain_text"),
    ),
    _assigned(
        "Text",
        graphene.Field(JSON),
        lambda value: value.rich_text,
        **_translated_as(graphene.Field(JSON, **_language), "rich_text"),
    ),
]


class AssignedMultiChoiceAttribute(graphene.ObjectType):
    """An attribute and its answers."""

    class Meta:
        interfaces = (AssignedAttribute,)

    in_schema = True
    value = graphene.List(graphene.NonNull(AssignedChoiceAttributeValue), required=True)

    @staticmethod
    def resolve_value(answered, info):
        return answered.values


def _references(kind):
    """AssignedSingleXReferenceAttribute and AssignedMultiXReferenceAttribute."""
    path = f"values__reference_{kind.lower()}"
    paths = (path, f"{path}__listings") if kind == "Product" else (path,)

    @needs(*paths)
    def one(answered, info):
        return next(iter(_visible(answered, kind, info)), None)

    @needs(*paths)
    def many(answered, info, limit=None):
        return up_to(_visible(answered, kind, info), limit)

    shown = f"storefront.api.types.{kind.lower()}.{kind}"  # by name: those files import this one
    several = graphene.List(graphene.NonNull(shown), required=True, limit=PositiveInt())
    fields = {"Single": (graphene.Field(shown), one), "Multi": (several, many)}
    return [
        type(
            f"Assigned{word}{kind}ReferenceAttribute",
            (graphene.ObjectType,),
            {
                "__doc__": "An attribute and what it refers to.",
                "in_schema": True,
                "value": field,
                "resolve_value": staticmethod(resolver),
                "Meta": type("Meta", (), {"interfaces": (AssignedAttribute,)}),
            },
        )
        for word, (field, resolver) in fields.items()
    ]


def _visible(answered, kind, info):
    """What is referred to and may be seen by the visitor."""
    rows = [getattr(value, f"reference_{kind.lower()}") for value in answered.values]
    return [row for row in rows if row is not None and _is_visible(row, info)]


def _is_visible(row, info):
    if not isinstance(row, models.Product):
        return is_shown(row, info.context.visitor, info.context.now)
    channel_id = channel_id_of(row)
    return is_published(listing_of(row, channel_id), info.context.now) or sees_all(info.context.visitor, channel_id)


REFERENCES = [type_ for kind in ("Product", "Collection", "Page") for type_ in _references(kind)]
SHOWN_AS = {type_._meta.name: type_ for type_ in (*SIMPLE, AssignedMultiChoiceAttribute, *REFERENCES)}
