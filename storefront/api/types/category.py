"""Categories."""

import graphene

from ...catalog import models, queries
from ..beside import MODELS, beside
from ..connection import connection, listed, page
from ..extend import extends
from ..lookahead import ELSEWHERE, needs, planned
from ..mutation import enum
from ..scalars import DateTime, JSONString
from . import filters
from .category_tree import tree
from .group_filters import group_conditions
from .languages import LanguageCodeEnum
from .media import image, shown
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .product_inputs import MetadataFilter
from .product_list import channel_asked, products_field, products_page
from .product_queries import one_by
from .translation import translated, translation

CategorySortField = enum("CategorySortField", "NAME PRODUCT_COUNT SUBCATEGORY_COUNT")
CUT = {"first": graphene.Int(), "last": graphene.Int(), "after": graphene.String(), "before": graphene.String()}


@represents(models.Category, Notes(("MANAGE_PRODUCTS",)))
class Category(graphene.ObjectType):
    """A branch of the catalogue."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    seo_title = graphene.String()
    seo_description = graphene.String()
    name = graphene.String(required=True)
    description = graphene.Field(JSONString)
    slug = graphene.String(required=True)
    level = graphene.Int(required=True)
    updated_at = graphene.Field(DateTime, required=True)
    parent = graphene.Field(lambda: Category)
    ancestors = graphene.Field(lambda: CategoryCountableConnection, **CUT)
    children = graphene.Field(lambda: CategoryCountableConnection, **CUT)
    products = products_field(channel=graphene.String())
    background_image = image()
    translation = translation("CategoryTranslation")
    resolve_translation = staticmethod(translated)

    @staticmethod
    @needs(under=ELSEWHERE)
    def resolve_parent(category, info):
        return tree(info).by_pk.get(category.parent_id)

    @staticmethod
    @needs(under=ELSEWHERE)
    def resolve_ancestors(category, info, **cut):
        return listed(tree(info).ancestors(category), **cut)

    @staticmethod
    @needs(under=ELSEWHERE)
    def resolve_children(category, info, **cut):
        return listed(tree(info).below.get(category.pk, []), **cut)

    @staticmethod
    @needs(under=ELSEWHERE)
    def resolve_products(category, info, channel=None, **asked):
        channel = channel_asked(info, channel, asked)
        return beside(category, info, lambda each: products_page(info, channel, asked, within=queries.below(each.path)))

    @staticmethod
    def resolve_background_image(category, info, size=None, format=None):
        return shown(
            "Category", category, category.background_image, alt=category.background_image_alt, size=size, format=format
        )


CategoryCountableConnection = connection(Category)
MODELS.add(models.Category)


class CategoryFilterInput(graphene.InputObjectType):
    """Saleor's older filter of categories."""

    search = graphene.String()
    metadata = filters.listed(MetadataFilter)
    ids = filters.listed(graphene.ID)
    slugs = filters.listed(graphene.String)
    updated_at = graphene.InputField(filters.DateTimeRangeInput)


class CategoryWhereInput(graphene.InputObjectType):
    """Saleor's newer filter of categories."""

    metadata = filters.listed(MetadataFilter)
    ids = filters.listed(graphene.ID)
    AND = graphene.List(graphene.NonNull(lambda: CategoryWhereInput), name="AND")
    OR = graphene.List(graphene.NonNull(lambda: CategoryWhereInput), name="OR")


class CategorySortingInput(graphene.InputObjectType):
    """In which order."""

    direction = graphene.InputField(filters.OrderDirection, required=True)
    channel = graphene.String()
    field = graphene.InputField(CategorySortField, required=True)


@extends("Query")
class CategoryQueries:
    """Categories are public."""

    category = graphene.Field(Category, id=graphene.ID(), slug=graphene.String(), slug_language_code=LanguageCodeEnum())
    categories = graphene.Field(
        CategoryCountableConnection,
        filter=CategoryFilterInput(),
        where=CategoryWhereInput(),
        sort_by=CategorySortingInput(),
        level=graphene.Int(),
        **CUT,
    )

    def resolve_category(root, info, **named_by):
        one = one_by(models.Category, **named_by)
        return one and planned(queries.categories_seen().filter(**one), info).first()

    def resolve_categories(root, info, sort_by=None, level=None, filter=None, where=None, **cut):
        conditions = (group_conditions("Category", given) for given in (filter, where))
        rows = queries.categories_seen().filter(*conditions)
        if level is not None:
            rows = rows.filter(level=level)
        rows, names = queries.ordered_categories(rows, *_order(sort_by))
        return page(rows, info, names, **cut)


def _order(sort_by):
    if sort_by is None:
        return None, False
    return filters.plain(sort_by["field"]), filters.plain(sort_by["direction"]) == "DESC"
