"""Pages."""

import graphene
from django.db.models import Q

from ...content import models, queries
from ...kernel import ids, text
from ..connection import connection, page
from ..extend import extends
from ..lookahead import needs, planned
from ..scalars import DateTime, JSONString
from . import filters
from .attribute import SelectedAttribute
from .attribute_answers import OF_PAGE, of_page
from .attribute_assigned import assigned_attribute, assigned_attributes, named, up_to
from .languages import LanguageCodeEnum
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .product_channel import NOWHERE, asked_channel
from .product_queries import one_by
from .translation import translated, translation


@represents(models.PageType, Notes(("MANAGE_PAGE_TYPES_AND_ATTRIBUTES",), None))
class PageType(graphene.ObjectType):
    """A kind of page."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    slug = graphene.String(required=True)


@represents(models.Page, Notes(("MANAGE_PAGES",)))
class Page(graphene.ObjectType):
    """A text of a shop or of the street."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    seo_title = graphene.String()
    seo_description = graphene.String()
    title = graphene.String(required=True)
    content = graphene.Field(JSONString)
    is_published = graphene.Boolean(required=True)
    published_at = graphene.Field(DateTime)
    slug = graphene.String(required=True)
    page_type = graphene.Field(PageType, required=True)
    created = graphene.Field(DateTime, required=True)
    translation = translation("PageTranslation")
    resolve_translation = staticmethod(translated)
    assigned_attribute = assigned_attribute()
    assigned_attributes = assigned_attributes()
    attribute = graphene.Field(SelectedAttribute, slug=graphene.String(required=True))
    attributes = graphene.List(graphene.NonNull(SelectedAttribute), required=True)

    @staticmethod
    @needs("page_type")
    def resolve_page_type(row, info):
        return row.page_type

    @staticmethod
    def resolve_created(row, info):
        return row.created_at

    @staticmethod
    @needs(*OF_PAGE, under="")
    def resolve_assigned_attribute(row, info, slug):
        return named(of_page(row, info), slug)

    @staticmethod
    @needs(*OF_PAGE, under="")
    def resolve_assigned_attributes(row, info, limit=None):
        return up_to(of_page(row, info), limit)

    @staticmethod
    @needs(*OF_PAGE, under="")
    def resolve_attribute(row, info, slug):
        return named(of_page(row, info), slug)

    @staticmethod
    @needs(*OF_PAGE, under="")
    def resolve_attributes(row, info):
        return of_page(row, info)


PageCountableConnection = connection(Page)


class PageFilterInput(graphene.InputObjectType):
    """Saleor's older filter of pages."""

    search = graphene.String()
    page_types = filters.listed(graphene.ID)
    ids = filters.listed(graphene.ID)
    slugs = filters.listed(graphene.String)


class PageWhereInput(graphene.InputObjectType):
    """Saleor's newer filter of pages."""

    metadata = graphene.InputField(filters.MetadataFilterInput)
    ids = filters.listed(graphene.ID)
    slug = graphene.InputField(filters.StringFilterInput)
    page_type = graphene.InputField(filters.GlobalIDFilterInput)
    AND = graphene.List(graphene.NonNull(lambda: PageWhereInput), name="AND")
    OR = graphene.List(graphene.NonNull(lambda: PageWhereInput), name="OR")


@extends("Query")
class PageQueries:
    """Pages: public ones for everybody, drafts for their shop."""

    page = graphene.Field(
        Page, id=graphene.ID(), slug=graphene.String(), slug_language_code=LanguageCodeEnum(), channel=graphene.String()
    )
    pages = graphene.Field(
        PageCountableConnection,
        filter=PageFilterInput(),
        where=PageWhereInput(),
        search=graphene.String(),
        channel=graphene.String(),
        first=graphene.Int(),
        last=graphene.Int(),
        after=graphene.String(),
        before=graphene.String(),
    )

    def resolve_page(root, info, channel=None, **named_by):
        one = one_by(models.Page, **named_by)
        return one and planned(_seen(info, channel).filter(**one), info).first()

    def resolve_pages(root, info, channel=None, filter=None, where=None, search=None, **cut):
        rows = _seen(info, channel).filter(_conditions(filter), _conditions(where))
        if search and search.strip():
            rows = rows.filter(title_key__contains=text.sort_key(search))
        return page(rows, info, ["title_key", "pk"], **cut)


def _seen(info, slug):
    channel = asked_channel(info, slug) if slug else None
    if channel is NOWHERE:
        return models.Page.objects.none()
    return queries.pages_seen(info.context.visitor, info.context.now, channel)


def _conditions(given):
    condition = Q()
    if not given:
        return condition
    if given.get("search"):
        condition &= Q(title_key__contains=text.sort_key(given["search"]))
    if given.get("ids"):
        condition &= Q(pk__in=[ids.to_pk(each, "Page", field="ids") for each in given["ids"]])
    if given.get("slugs"):
        condition &= Q(slug__in=given["slugs"])
    if given.get("page_types"):
        condition &= Q(page_type__in=[ids.to_pk(e, "PageType", field="pageTypes") for e in given["page_types"]])
    condition &= filters.chosen("slug", given.get("slug")) & filters.with_metadata(given.get("metadata"))
    condition &= filters.chosen("page_type", given.get("page_type"), lambda each: ids.to_pk(each, "PageType"))
    return condition & filters.joined(given, _conditions)
