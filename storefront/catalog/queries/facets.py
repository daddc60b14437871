"""Filters that say how many: counts over products already chosen, in the database, whatever their number.

`keys` are those of the chosen products, for `__in`: see keys_of().
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, Min, OuterRef
from django.db.models.expressions import RawSQL

from ..models import AssignedValue, Attribute, AttributeValue, Product, ProductChannelListing

MANY = 5000  # keys in one statement; more are left to the database
CHOICES = (
    Attribute.Input.DROPDOWN,
    Attribute.Input.MULTISELECT,
    Attribute.Input.SWATCH,
    Attribute.Input.BOOLEAN,
)


@dataclass(frozen=True)
class Keys:
    """How many products there are, and what to say after `__in`."""

    number: int
    those: object


def keys_of(products):
    """The products' keys, for `__in`: read now when they are not too many, so that they are chosen once."""
    keys = products.order_by().values_list("pk", flat=True)
    read = list(keys[: MANY + 1])
    if not read:
        return Keys(0, [])
    if len(read) > MANY:
        return Keys(keys.count(), keys)
    # As one piece of SQL: a thousand parameters, told twelve times, took longer than all the counting.
    return Keys(len(read), RawSQL(",".join(map(str, map(int, read))), ()))  # noqa: S611


def value_counts(keys, condition):
    """{value id: how many of the products, or their variants, answer so} of attributes one filters by; two statements.

    condition: a Q on AttributeValue.
    """
    asked = AttributeValue.objects.filter(
        condition, attribute__filterable=True, attribute__visible_in_storefront=True, attribute__input_type__in=CHOICES
    )
    assigned = AssignedValue.objects.filter(value__in=asked.order_by().values("pk")).order_by()
    whole = assigned.filter(product__in=keys.those).values_list("value").annotate(n=Count("pk"))
    told = AssignedValue.objects.filter(product=OuterRef("variant__product"), value=OuterRef("value"))
    parts = assigned.filter(~Exists(told), variant__product__in=keys.those)
    counts = Counter(dict(whole))
    counts.update(dict(parts.values_list("value").annotate(n=Count("variant__product", distinct=True))))
    return dict(counts)


def category_counts(keys):
    """{category id: how many of the products hang in it or below}; one statement."""
    hanging = Product.objects.filter(pk__in=keys.those, category__isnull=False).order_by()
    counts = Counter()
    for path, n in hanging.values_list("category__path").annotate(n=Count("pk")):
        counts.update(dict.fromkeys(map(int, path.strip("/").split("/")), n))
    return dict(counts)


def as_a_tree(categories):
    """Categories, each before those below it, siblings in their shop's order; their ancestors are among them."""
    places = {each.pk: (each.sort_order, each.name_key, each.pk) for each in categories}
    return sorted(categories, key=lambda each: [places[int(pk)] for pk in each.path.strip("/").split("/")])


def price_bounds(keys, channel):
    """(cheapest, dearest) asked for any variant of the products, in minor units, or (None, None); one statement."""
    listings = ProductChannelListing.objects.filter(channel=channel, product__in=keys.those).order_by()
    found = listings.aggregate(low=Min("lowest_price"), high=Max("highest_price"))
    return found["low"], found["high"]
