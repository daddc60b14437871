"""Conditions on products, as Django's Q objects: by branch, price, answers, stock …; they combine freely."""

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from ...kernel.holds.queries import held
from ...kernel.models import Hold
from ..models import (
    AssignedValue,
    Category,
    CollectionProduct,
    ProductChannelListing,
    ProductVariant,
    VariantChannelListing,
)


def branch(category_ids):
    """In one of the categories or below it."""
    below = Q(pk__in=[])
    for path in Category.objects.filter(pk__in=list(category_ids)[:100]).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return Q(category__in=Category.objects.filter(below).order_by().values("pk"))


def below(path):
    """In the category with this path or below it."""
    return Q(category__in=Category.objects.filter(path__startswith=path).order_by().values("pk"))


def in_collections(collection_ids):
    """In one of the collections."""
    places = CollectionProduct.objects.filter(collection__in=list(collection_ids)).order_by()
    return Q(pk__in=places.values("product"))


def with_prices(conditions, channel):
    """Some variant's price in the channel meets the condition: a Q on `price` (full) and `discounted_price` (asked)."""
    listings = VariantChannelListing.objects.filter(conditions, channel=channel, price__isnull=False).order_by()
    return Q(pk__in=listings.values("variant__product"))


def listed_as(conditions, channel):
    """The product's listing (in the channel, in any when None) meets the condition: a Q on its fields."""
    listings = ProductChannelListing.objects.filter(conditions, **({"channel": channel} if channel else {}))
    return Q(pk__in=listings.order_by().values("product"))


def with_answers(slug, conditions):
    """The product, or one of its variants, answers the attribute so: a Q on AttributeValue, under `value__`."""
    assigned = AssignedValue.objects.filter(conditions, value__attribute__slug=slug).order_by()
    return Q(pk__in=assigned.filter(product__isnull=False).values("product")) | Q(
        pk__in=assigned.filter(variant__isnull=False).values("variant__product")
    )


def in_stock(channel, now):
    """Some variant can be had in the channel now: not counted, or more there than promised and held."""
    taken = (
        Hold.objects.filter(held(now), scarce=OuterRef("stocks__scarce"))
        .order_by()
        .values("scarce")
        .annotate(n=Sum("quantity"))
        .values("n")
    )
    free = F("stocks__scarce__capacity") - F("stocks__scarce__confirmed") - Coalesce(Subquery(taken), 0)
    here = {"stocks__warehouse__channel": channel} if channel else {}
    counted = ProductVariant.objects.annotate(free=free).filter(free__gt=0, **here).order_by()
    endless = ProductVariant.objects.filter(track_inventory=False).order_by()
    return Q(pk__in=counted.values("product")) | Q(pk__in=endless.values("product"))
