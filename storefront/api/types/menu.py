"""Menus; a whole menu, however deep, is read in one statement."""

import graphene

from ...catalog.queries import is_shown
from ...content import models, queries
from ...kernel import ids
from ..extend import extends
from ..lookahead import ELSEWHERE, needs, paths_of, planned
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .product_channel import NOWHERE, asked_channel
from .translation import translated, translation


@represents(models.MenuItem, Notes(("MANAGE_MENUS",), "menu.channel_id"))
class MenuItem(graphene.ObjectType):
    """A way to a category, a collection, a page or an address."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    menu = graphene.Field(lambda: Menu, required=True)
    parent = graphene.Field(lambda: MenuItem)
    category = graphene.Field("storefront.api.types.category.Category")
    collection = graphene.Field("storefront.api.types.collection.Collection")
    page = graphene.Field("storefront.api.types.page.Page")
    level = graphene.Int(required=True)
    children = graphene.List(graphene.NonNull(lambda: MenuItem))
    url = graphene.String()
    translation = translation("MenuItemTranslation")
    resolve_translation = staticmethod(translated)

    @staticmethod
    @needs("category")
    def resolve_category(item, info):
        return item.category

    @staticmethod
    @needs("collection")
    def resolve_collection(item, info):
        collection = item.collection
        if collection is None or not is_shown(collection, info.context.visitor, info.context.now):
            return None
        if "in_channel_id" in vars(item):
            collection.in_channel_id = item.in_channel_id
        return collection

    @staticmethod
    @needs("page")
    def resolve_page(item, info):
        page = item.page
        return page if page is not None and queries.is_shown(page, info.context.visitor, info.context.now) else None

    @staticmethod
    @needs(under="")
    def resolve_parent(item, info):
        return item.parent

    @staticmethod
    @needs(under="")
    def resolve_children(item, info):
        return item.below

    @staticmethod
    def resolve_url(item, info):
        return item.url or None


@represents(models.Menu, Notes(("MANAGE_MENUS",)))
class Menu(graphene.ObjectType):
    """Ways through a shop."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    items = graphene.List(graphene.NonNull(MenuItem))

    @staticmethod
    @needs(under=ELSEWHERE)
    def resolve_items(menu, info):
        return _tops(menu, info)


def _tops(menu, info):
    """The items at the top of a menu; each knows its parent and what is below it. All are read at once."""
    memo, key = info.context.memo, ("menu", menu.pk, frozenset(paths_of(info)))
    if key not in memo:
        items = {item.pk: item for item in planned(queries.items([menu.pk]), info)}
        for item in items.values():
            item.menu, item.below, item.parent = menu, [], items.get(item.parent_id)
            if "in_channel_id" in vars(menu):
                item.in_channel_id = menu.in_channel_id
            if item.parent is not None:
                item.parent.below.append(item)
        memo[key] = [item for item in items.values() if item.parent is None]
    return memo[key]


@extends("Query")
class MenuQueries:
    """A menu of a channel, or of the street when the channel has none of that name."""

    menu = graphene.Field(
        Menu, channel=graphene.String(), id=graphene.ID(), name=graphene.String(), slug=graphene.String()
    )

    def resolve_menu(root, info, channel=None, id=None, name=None, slug=None):
        if id is not None:
            return models.Menu.objects.filter(pk=ids.to_pk(id, "Menu")).first()
        channel = asked_channel(info, channel) if channel else None
        if channel is NOWHERE or name is None and slug is None:
            return None
        named = queries.menus(channel).filter(**({"slug": slug} if slug is not None else {"name": name}))
        found = sorted(named, key=lambda menu: (menu.channel_id is None, menu.pk))
        if found and channel is not None:
            found[0].in_channel_id = channel.pk
        return found[0] if found else None
