"""Collections."""

import graphene

from ...catalog import models, queries
from ..beside import MODELS, beside
from ..connection import connection, page
from ..extend import extends
from ..lookahead import ELSEWHERE, needs, planned
from ..mutation import enum
from ..scalars import JSONString
from . import filters
from .group_filters import group_conditions
from .languages import LanguageCodeEnum
from .media import image, shown
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .product_channel import NOWHERE, asked_channel, channel_of, seen_in, slug_of
from .product_inputs import MetadataFilter
from .product_list import products_field, products_page
from .product_queries import one_by
from .translation import translated, translation

CollectionPublished = enum("CollectionPublished", "PUBLISHED HIDDEN")
CollectionSortField = enum("CollectionSortField", "NAME AVAILABILITY PRODUCT_COUNT PUBLICATION_DATE PUBLISHED_AT")


@represents(models.Collection, Notes(("MANAGE_PRODUCTS",)))
class Collection(graphene.ObjectType):
    """A selection of products in an order of its own."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    seo_title = graphene.String()
    seo_description = graphene.String()
    name = graphene.String(required=True)
    description = graphene.Field(JSONString)
    slug = graphene.String(required=True)
    channel = graphene.String()
    products = products_field()
    background_image = image()
    translation = translation("CollectionTranslation")
    resolve_translation = staticmethod(translated)
    resolve_channel = staticmethod(slug_of)

    @staticmethod
    @needs(under=ELSEWHERE)
    def resolve_products(collection, info, **asked):
        return beside(collection, info, lambda each: _products(each, info, asked))

    @staticmethod
    def resolve_background_image(collection, info, size=None, format=None):
        return shown(
            "Collection",
            collection,
            collection.background_image,
            alt=collection.background_image_alt,
            size=size,
            format=format,
        )


CollectionCountableConnection = connection(Collection)
MODELS.add(models.Collection)


def _products(collection, info, asked):
    channel = channel_of(collection, info)
    if channel is None and not info.context.visitor.is_staff:
        channel = NOWHERE
    within = queries.in_collections([collection.pk])
    return products_page(info, channel, asked, within=within, collection=collection)


class CollectionFilterInput(graphene.InputObjectType):
    """Saleor's older filter of collections."""

    published = graphene.InputField(CollectionPublished)
    search = graphene.String()
    metadata = filters.listed(MetadataFilter)
    ids = filters.listed(graphene.ID)
    slugs = filters.listed(graphene.String)
    channel = graphene.String()


class CollectionWhereInput(graphene.InputObjectType):
    """Saleor's newer filter of collections."""

    metadata = filters.listed(MetadataFilter)
    ids = filters.listed(graphene.ID)
    AND = graphene.List(graphene.NonNull(lambda: CollectionWhereInput), name="AND")
    OR = graphene.List(graphene.NonNull(lambda: CollectionWhereInput), name="OR")


class CollectionSortingInput(graphene.InputObjectType):
    """In which order."""

    direction = graphene.InputField(filters.OrderDirection, required=True)
    channel = graphene.String()
    field = graphene.InputField(CollectionSortField, required=True)


@extends("Query")
class CollectionQueries:
    """Collections, as their channel publishes them."""

    collection = graphene.Field(
        Collection,
        id=graphene.ID(),
        slug=graphene.String(),
        slug_language_code=LanguageCodeEnum(),
        channel=graphene.String(),
    )
    collections = graphene.Field(
        CollectionCountableConnection,
        filter=CollectionFilterInput(),
        where=CollectionWhereInput(),
        sort_by=CollectionSortingInput(),
        channel=graphene.String(),
        first=graphene.Int(),
        last=graphene.Int(),
        after=graphene.String(),
        before=graphene.String(),
    )

    def resolve_collection(root, info, channel=None, **named_by):
        one, channel = one_by(models.Collection, **named_by), asked_channel(info, channel)
        if one is None or channel is NOWHERE:
            return None
        rows = queries.collections_seen(info.context.visitor, channel, info.context.now).filter(**one)
        return planned(seen_in(rows, channel), info).first()

    def resolve_collections(root, info, channel=None, filter=None, where=None, sort_by=None, **cut):
        channel = asked_channel(info, channel or (filter or {}).get("channel"))
        if channel is NOWHERE:
            return page(models.Collection.objects.none(), info, ["name_key", "pk"], **cut)
        rows = queries.collections_seen(info.context.visitor, channel, info.context.now)
        rows = rows.filter(group_conditions("Collection", filter), group_conditions("Collection", where))
        if filter and filter.get("published") is not None:
            rows = rows.filter(is_published=filters.plain(filter["published"]) == "PUBLISHED")
        field = filters.plain(sort_by["field"]) if sort_by else None
        descending = bool(sort_by) and filters.plain(sort_by["direction"]) == "DESC"
        rows, names = queries.ordered_collections(rows, field, descending)
        return page(seen_in(rows, channel), info, names, **cut)
