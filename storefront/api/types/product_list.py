"""Lists of products: of a channel, a category, a collection; seen, filtered, searched, sorted and cut alike."""

import graphene
from django.db.models import Q
from graphql import GraphQLError

from ...catalog import models, queries
from ...kernel import ids
from ..connection import page
from .product_channel import NOWHERE, asked_channel, seen_in
from .product_filters import Conditions, searched
from .product_inputs import ProductFilterInput, ProductOrder, ProductWhereInput

CUT = ("first", "last", "after", "before")


def products_field(**more):
    """A field that lists products with all of Saleor's arguments."""
    return graphene.Field(
        "storefront.api.types.product.ProductCountableConnection",
        filter=ProductFilterInput(),
        where=ProductWhereInput(),
        sort_by=ProductOrder(),
        search=graphene.String(),
        first=graphene.Int(),
        last=graphene.Int(),
        after=graphene.String(),
        before=graphene.String(),
        **more,
    )


def products_page(info, channel, asked, *, within=None, collection=None):
    """The page of products that the arguments ask for. channel: from asked_channel(); within: a Q on products."""
    cut = {name: asked.get(name) for name in CUT}
    if channel is NOWHERE:
        return page(models.Product.objects.none(), info, ["name_key", "pk"], **cut)
    products = queries.products_listed(info.context.visitor, channel, info.context.now).filter(within or Q())
    products, names = chosen_products(info, products, channel, asked, collection)
    whole = not (within or any(asked.get(name) for name in ("filter", "where", "search")))
    counted = queries.listings_listed(info.context.visitor, channel, info.context.now) if whole and channel else None
    return page(seen_in(products, channel), info, names, counted=counted, **cut)


def chosen_products(info, products, channel, asked, collection=None):
    """(queryset, order) after filter or where, search and sortBy."""
    older, newer = asked.get("filter"), asked.get("where")
    if older and newer:
        raise GraphQLError("Only one filtering argument (filter or where) can be specified.")
    words = asked.get("search") or (older or {}).get("search")
    given = {name: value for name, value in (older or newer or {}).items() if name not in ("search", "channel")}
    products = products.filter(Conditions(channel, info.context.now).of(given))
    products = searched(products, words)
    return _sorted(products, asked.get("sort_by"), channel, ranked=bool(words and words.strip()), collection=collection)


def channel_asked(info, slug, asked):
    """The channel of a list of products: its argument, else Saleor's older place for it, inside filter or sortBy."""
    slug = slug or (asked.get("filter") or {}).get("channel") or (asked.get("sort_by") or {}).get("channel")
    return asked_channel(info, slug)


def _sorted(products, sort_by, channel, *, ranked, collection):
    descending = sort_by is not None and getattr(sort_by["direction"], "value", sort_by["direction"]) == "DESC"
    if sort_by is not None and sort_by.get("attribute_id"):
        return queries.by_attribute(products, ids.to_pk(sort_by["attribute_id"], "Attribute"), descending)
    field = sort_by and sort_by.get("field")
    field = getattr(field, "value", field)
    if field == "RANK" and not ranked:
        raise GraphQLError("Sorting by RANK is available only when using a search.")
    if field is None:
        field = "RANK" if ranked else "COLLECTION" if collection is not None else "NAME"
        descending = field == "RANK"
    return queries.ordered(products, field, descending, channel=channel, collection=collection)
