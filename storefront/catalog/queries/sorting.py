"""Saleor's orders of products as names to sort by; the last is unique, nulls stand last (see api/connection.py)."""

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, Subquery

from ..models import AttributeValue, CollectionProduct

OF_LISTING = {
    "PRICE": "lowest_undiscounted",
    "MINIMAL_PRICE": "lowest_price",
    "PUBLISHED": "published_at",
    "PUBLICATION_DATE": "published_at",
    "PUBLISHED_AT": "published_at",
}
OF_PRODUCT = {
    "NAME": "name_key",
    "LAST_MODIFIED": "updated_at",
    "LAST_MODIFIED_AT": "updated_at",
    "DATE": "updated_at",
    "RATING": "rating",
    "CREATED_AT": "created_at",
}


def ordered(products, field, descending, *, channel=None, collection=None):
    """(queryset, [names]) of products in one of Saleor's orders; ties by name, then by key, so that order is total.

    With a channel, products are those of products_seen() or products_listed(), joined to their listing in it.
    """
    sign = "-" if descending else ""
    if field == "NAME" and channel is not None:
        products = products.annotate(listed_name=F("listings__name_key"), listed_pk=F("listings__product"))
        return products, [f"{sign}listed_name", f"{sign}listed_pk"]
    if field in OF_PRODUCT:
        names = [sign + OF_PRODUCT[field]]
    elif field == "RANK":
        names = [sign + "rank"]
    elif field == "TYPE":
        products, names = products.annotate(type_key=F("product_type__name_key")), [f"{sign}type_key"]
    elif field == "COLLECTION":
        products, names = products.annotate(place=_place(collection)), [f"{sign}place"]
    else:
        products, names = _by_listing(products, OF_LISTING[field], channel), [f"{sign}listed"]
    if names[0].lstrip("-") != "name_key":
        names.append("name_key")
    return products, [*names, f"{sign}pk" if len(names) == 1 else "pk"]


def by_attribute(products, attribute_id, descending):
    """(queryset, [names]) of products by their answer to an attribute, in the order of its choices."""
    answer = AttributeValue.objects.filter(attribute=attribute_id, products=OuterRef("pk")).order_by("sort_order", "pk")
    products = products.annotate(answer=Subquery(answer.values("sort_order")[:1]))
    return products, ["-answer" if descending else "answer", "name_key", "pk"]


def ordered_categories(categories, field, descending):
    """(queryset, [names]) of categories: as their shop ordered them, by name, or by how much is in them."""
    sign = "-" if descending else ""
    if field is None:
        return categories, ["level", "sort_order", "name_key", "pk"]
    if field == "NAME":
        return categories, [f"{sign}name_key", "pk"]
    counted = "products" if field == "PRODUCT_COUNT" else "children"
    return categories.annotate(many=Count(counted)), [f"{sign}many", "name_key", "pk"]


def ordered_collections(collections, field, descending):
    """(queryset, [names]) of collections: by name, publication, or how much is in them."""
    sign = "-" if descending else ""
    columns = {
        None: "name_key",
        "NAME": "name_key",
        "AVAILABILITY": "is_published",
        "PUBLISHED_AT": "published_at",
        "PUBLICATION_DATE": "published_at",
        "PRODUCT_COUNT": "many",
    }
    if field == "PRODUCT_COUNT":
        collections = collections.annotate(many=Count("places"))
    names = [sign + columns[field]]
    return collections, [*names, "pk"] if columns[field] == "name_key" else [*names, "name_key", "pk"]


def _by_listing(products, column, channel):
    """Sort by a column of the listing the products were chosen by; without a channel, of the owner's."""
    if channel is not None:
        return products.annotate(listed=F(f"listings__{column}"))
    return products.annotate(
        sorted_by=FilteredRelation("listings", condition=Q(listings__channel=F("channel"))),
    ).annotate(listed=F(f"sorted_by__{column}"))


def _place(collection):
    places = CollectionProduct.objects.filter(product=OuterRef("pk"))
    if collection is not None:
        places = places.filter(collection=collection)
    return Subquery(places.order_by("sort_order", "pk").values("sort_order")[:1])
