"""Collections."""

import graphene

from ...catalog import models, queries
from ..beside import MODELS, beside
from ..connection import connection, page
from ..extend import extends
from ..lookahead import ELSEWHERE, needs, planned
from ..mutation import enum
from . import filters
from .group import CUT, GroupFilter, GroupWords, order_of, sorting_input, where_input
from .group_filters import group_conditions
from .languages import LanguageCodeEnum
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .product_channel import NOWHERE, asked_channel, channel_of, seen_in, slug_of
from .product_list import products_field, products_page
from .product_queries import one_by
from .translation import translated, translation

CollectionPublished = enum("CollectionPublished", "PUBLISHED HIDDEN")
CollectionSortField = enum("CollectionSortField", "NAME AVAILABILITY PRODUCT_COUNT PUBLICATION_DATE PUBLISHED_AT")


@represents(models.Collection, Notes(("MANAGE_PRODUCTS",)))
class Collection(GroupWords, graphene.ObjectType):
    """A selection of products in an order of its own."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    channel = graphene.String()
    products = products_field()
    translation = translation("CollectionTranslation")
    resolve_translation = staticmethod(translated)
    resolve_channel = staticmethod(slug_of)

    @staticmethod
    @needs(under=ELSEWHERE)
    def resolve_products(collection, info, **asked):
        return beside(collection, info, lambda each: _products(each, info, asked))


CollectionCountableConnection = connection(Collection)
MODELS.add(models.Collection)


def _products(collection, info, asked):
    channel = channel_of(collection, info)
    if channel is None and not info.context.visitor.is_staff:
        channel = NOWHERE
    within = queries.in_collections([collection.pk])
    return products_page(info, channel, asked, within=within, collection=collection)


class CollectionFilterInput(GroupFilter, graphene.InputObjectType):
    """Saleor's older filter of collections."""

    published = graphene.InputField(CollectionPublished)
    channel = graphene.String()


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
        where=where_input("CollectionWhereInput")(),
        sort_by=sorting_input("CollectionSortingInput", CollectionSortField)(),
        channel=graphene.String(),
        **CUT,
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
        rows, names = queries.ordered_collections(rows, *order_of(sort_by))
        return page(seen_in(rows, channel), info, names, **cut)
