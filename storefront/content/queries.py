"""Reading pages and menus."""

from django.db.models import Exists, OuterRef, Q

from ..kernel.permissions import EVERYWHERE
from .models import Menu, MenuItem, Page

PERMISSION = "MANAGE_PAGES"


def pages_seen(visitor, now, channel=None):
    """The pages a visitor may read; with a channel, those of it and of the street. Drafts are their shop's staff's."""
    public = Q(is_published=True) & (Q(published_at=None) | Q(published_at__lte=now))
    where = visitor.channels(PERMISSION)
    pages = Page.objects.all()
    if where != EVERYWHERE:
        pages = pages.filter(public | Q(channel__in=where) if where else public)
    return pages if channel is None else pages.filter(Q(channel=channel) | Q(channel=None))


def is_shown(page, visitor, now):
    """May the visitor read this page, reached from elsewhere?"""
    public = page.is_published and (page.published_at is None or page.published_at <= now)
    return public or visitor.may(PERMISSION, page.channel_id or EVERYWHERE)


def menus(channel=None):
    """The menus of a channel before those of the street; without a channel, the street's alone."""
    mine = Q(channel=None) if channel is None else Q(channel=channel) | Q(channel=None)
    return Menu.objects.filter(mine)


def items(menu_ids):
    """All items of these menus, those at the top first, in their order; one statement."""
    return MenuItem.objects.filter(menu__in=menu_ids).order_by("level", "sort_order", "pk")


def leads_there(channel):
    """The condition that a menu of a channel, given by slug, leads to a category."""
    return Exists(MenuItem.objects.filter(menu__channel__slug=channel, category=OuterRef("pk")).order_by())
