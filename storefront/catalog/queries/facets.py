"""Filters that say how many: counts over products already chosen, in the database, whatever their number.

`keys` are the chosen products' keys, as a list or as a query.
"""

from collections import Counter

from django.db.models import Count, Exists, Max, Min, OuterRef

from ..models import AssignedValue, Attribute, AttributeValue, Product, ProductChannelListing

MANY = 5000  # keys in one statement; more are left to the database
CHOICES = (
    Attribute.Input.DROPDOWN,
    Attribute.Input.MULTISELECT,
    Attribute.Input.SWATCH,
    Attribute.Input.BOOLEAN,
)


def keys_of(products):
    """The products' keys: read now when they are not too many, so that what chose them is worked out once."""
    keys = products.order_by().values_list("pk", flat=True)
    read = list(keys[: MANY + 1])
    return read if len(read) <= MANY else keys


def number_of(keys):
    """How many keys there are."""
    return len(keys) if isinstance(keys, list) else keys.count()


def value_counts(keys, condition):
    """{value id: how many of the products, or their variants, answer so} of attributes one filters by; two statements.

    condition: a Q on AttributeValue.
    """
    asked = AttributeValue.objects.filter(
        condition, attribute__filterable=True, attribute__visible_in_storefront=True, attribute__input_type__in=CHOICES
    )
    assigned = AssignedValue.objects.filter(value__in=asked.order_by().values("pk")).order_by()
    whole = assigned.filter(product__in=keys).values_list("value").annotate(n=Count("pk"))
    told = AssignedValue.objects.filter(product=OuterRef("variant__product"), value=OuterRef("value"))
    parts = assigned.filter(~Exists(told), variant__product__in=keys)
    counts = Counter(dict(whole))
    counts.update(dict(parts.values_list("value").annotate(n=Count("variant__product", distinct=True))))
    return dict(counts)


def category_counts(keys):
    """{category id: how many of the products hang in it or below}; one statement."""
    hanging = Product.objects.filter(pk__in=keys, category__isnull=False).order_by()
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
    listings = ProductChannelListing.objects.filter(channel=channel, product__in=keys).order_by()
    found = listings.aggregate(low=Min("lowest_price"), high=Max("highest_price"))
    return found["low"], found["high"]
