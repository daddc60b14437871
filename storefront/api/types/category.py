"""Categories."""

import graphene

from ...catalog import models, queries
from ...content.queries import leads_there
from ..beside import MODELS, beside
from ..connection import connection, listed, page
from ..extend import extends
from ..lookahead import ELSEWHERE, needs, planned
from ..mutation import enum
from ..scalars import DateTime
from . import filters
from .category_tree import tree
from .group import CUT, GroupFilter, GroupWords, order_of, sorting_input, where_input
from .group_filters import group_conditions
from .languages import LanguageCodeEnum
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .product_list import channel_asked, products_field, products_page
from .product_queries import one_by
from .translation import translated, translation

CategorySortField = enum("CategorySortField", "NAME PRODUCT_COUNT SUBCATEGORY_COUNT")


@represents(models.Category, Notes(("MANAGE_PRODUCTS",)))
class Category(GroupWords, graphene.ObjectType):
    """A branch of the catalogue."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    level = graphene.Int(required=True)
    updated_at = graphene.Field(DateTime, required=True)
    parent = graphene.Field(lambda: Category)
    ancestors = graphene.Field(lambda: CategoryCountableConnection, **CUT)
    children = graphene.Field(lambda: CategoryCountableConnection, **CUT)
    products = products_field(channel=graphene.String())
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


CategoryCountableConnection = connection(Category)
MODELS.add(models.Category)


class CategoryFilterInput(GroupFilter, graphene.InputObjectType):
    """Saleor's older filter of categories."""

    updated_at = graphene.InputField(filters.DateTimeRangeInput)


@extends("Query")
class CategoryQueries:
    """Categories are public."""

    category = graphene.Field(
        Category,
        id=graphene.ID(),
        slug=graphene.String(),
        slug_language_code=LanguageCodeEnum(),
        channel=graphene.String(
            description="Null when this shop has nothing on that branch and no menu that leads there."
        ),
    )
    categories = graphene.Field(
        CategoryCountableConnection,
        filter=CategoryFilterInput(),
        where=where_input("CategoryWhereInput")(),
        sort_by=sorting_input("CategorySortingInput", CategorySortField)(),
        level=graphene.Int(),
        **CUT,
    )

    def resolve_category(root, info, channel=None, **named_by):
        one = one_by(models.Category, **named_by)
        rows = queries.categories_seen()
        if channel is not None:
            rows = rows.filter(queries.with_goods(channel) | leads_there(channel))
        return one and planned(rows.filter(**one), info).first()

    def resolve_categories(root, info, sort_by=None, level=None, filter=None, where=None, **cut):
        conditions = (group_conditions("Category", given) for given in (filter, where))
        rows = queries.categories_seen().filter(*conditions)
        if level is not None:
            rows = rows.filter(level=level)
        rows, names = queries.ordered_categories(rows, *order_of(sort_by))
        return page(rows, info, names, **cut)
