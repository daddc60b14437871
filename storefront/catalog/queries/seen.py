"""Who is shown what. Customers: what their channel has published. Staff: everything of the channels they work for."""

from django.db.models import Exists, OuterRef, Q

from ...kernel.permissions import EVERYWHERE
from ..models import Category, Collection, Product, ProductChannelListing, ProductVariant

STAFF = (
    "MANAGE_PRODUCTS",
    "MANAGE_ORDERS",
    "MANAGE_CHECKOUTS",
    "HANDLE_CHECKOUTS",
    "MANAGE_DISCOUNTS",
    "MANAGE_TRANSLATIONS",
)


def sees_all(visitor, channel_id=None):
    """May the visitor see what is not published (in that channel, in any when None)?"""
    return any(visitor.may(permission, channel_id) for permission in STAFF)


def products_seen(visitor, channel, now):
    """The products that a visitor may open one by one. channel None: for staff alone, all of their channels."""
    if channel is None:
        return Product.objects.filter(_works_for(visitor))
    if sees_all(visitor, channel.pk):
        return Product.objects.filter(listings__channel=channel)
    return Product.objects.filter(_published(now), listings__channel=channel, listings__is_published=True)


def products_listed(visitor, channel, now):
    """The products that a visitor finds in lists: those he may open, without the ones left out of listings."""
    if channel is None or sees_all(visitor, channel.pk):
        return products_seen(visitor, channel, now)
    return Product.objects.filter(
        _published(now), listings__channel=channel, listings__is_published=True, listings__visible_in_listings=True
    )


def listings_listed(visitor, channel, now):
    """The listings behind products_listed(): as many, and cheaper to count."""
    listings = ProductChannelListing.objects.filter(channel=channel)
    if sees_all(visitor, channel.pk):
        return listings
    return listings.filter(Q(published_at=None) | Q(published_at__lte=now), is_published=True, visible_in_listings=True)


def variants_seen(visitor, channel, now):
    """The variants of products that may be opened; customers see those with a price."""
    variants = ProductVariant.objects.filter(product__in=products_seen(visitor, channel, now))
    if channel is None or sees_all(visitor, channel.pk):
        return variants
    return variants.filter(listings__channel=channel, listings__price__isnull=False)


def collections_seen(visitor, channel, now):
    """The collections of a channel, and those of the whole street; unpublished ones for staff alone."""
    if channel is None:
        return Collection.objects.filter(_works_for(visitor))
    collections = Collection.objects.filter(Q(channel=channel) | Q(channel=None))
    if sees_all(visitor, channel.pk):
        return collections
    return collections.filter(Q(published_at=None) | Q(published_at__lte=now), is_published=True)


def categories_seen():
    """Categories are public."""
    return Category.objects.all()


def with_goods(channel):
    """The condition that a channel, given by slug, has goods on a category's branch."""
    below = Q(product__category__path__startswith=OuterRef("path"))
    return Exists(ProductChannelListing.objects.filter(below, channel__slug=channel).order_by())


def is_shown(collection, visitor, now):
    """Is this collection, reached from elsewhere, public or the visitor's own to see?"""
    published = collection.is_published and (collection.published_at is None or collection.published_at <= now)
    return published or sees_all(visitor, collection.channel_id or EVERYWHERE)


def _published(now):
    return Q(listings__published_at=None) | Q(listings__published_at__lte=now)


def _works_for(visitor):
    where = [visitor.channels(permission) for permission in STAFF]
    if EVERYWHERE in where:
        return Q()
    return Q(channel__in=set().union(*where)) if any(where) else Q(pk__in=[])
