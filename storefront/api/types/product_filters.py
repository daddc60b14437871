"""Saleor's filters of products, as conditions of the catalogue."""

from django.db.models import Q

from ...catalog import models, queries, search
from ...kernel import ids
from ...kernel.money import to_minor
from .filters import between, chosen, joined, plain, with_metadata


class Conditions:
    """Filters as Django's conditions, in one channel (None for staff) at one moment."""

    def __init__(self, channel, now):
        self.channel, self.now = channel, now

    def of(self, given):
        """The Q of a ProductFilterInput or ProductWhereInput; empty parts choose everything."""
        condition = Q()
        for name, value in (given or {}).items():
            if value is not None and hasattr(self, name):
                condition &= getattr(self, name)(value)
        return condition & joined(given or {}, self.of)

    def metadata(self, given):
        condition = Q()
        for item in given:
            condition &= with_metadata({"key": item["key"], "value": {"eq": item.get("value") or None}})
        return condition

    def ids(self, given):
        return Q(pk__in=[ids.to_pk(each, "Product", field="ids") for each in given])

    def slugs(self, given):
        return Q(slug__in=given)

    def name(self, given):
        return chosen("name", given)

    def slug(self, given):
        return chosen("slug", given)

    def product_type(self, given):
        return chosen("product_type", given, lambda each: ids.to_pk(each, "ProductType", field="productType"))

    def product_types(self, given):
        return Q(product_type__in=[ids.to_pk(each, "ProductType", field="productTypes") for each in given])

    def category(self, given):
        return self.categories(_several(given))

    def categories(self, given):
        return queries.branch(ids.to_pk(each, "Category", field="categories") for each in given) if given else Q()

    def has_category(self, given):
        return Q(category__isnull=not given)

    def collection(self, given):
        return self.collections(_several(given))

    def collections(self, given):
        pks = [ids.to_pk(each, "Collection", field="collections") for each in given]
        return queries.in_collections(pks) if given else Q()

    def is_published(self, given):
        shown = queries.listed_as(
            Q(is_published=True) & (Q(published_at=None) | Q(published_at__lte=self.now)), self.channel
        )
        return shown if given else ~shown

    def is_visible_in_listing(self, given):
        return queries.listed_as(Q(visible_in_listings=given), self.channel)

    def is_available(self, given):
        sold = queries.listed_as(Q(available_for_purchase_at__lte=self.now), self.channel)
        return sold if given else ~sold

    def published_from(self, given):
        return queries.listed_as(Q(published_at__gte=given), self.channel)

    def available_from(self, given):
        return queries.listed_as(Q(available_for_purchase_at__gte=given), self.channel)

    def price(self, given):
        if self.channel is None:
            return Q(pk__in=[])
        return queries.with_prices(_amounts("price", given, self.channel.currency), self.channel)

    def minimal_price(self, given):
        if self.channel is None:
            return Q(pk__in=[])
        return queries.listed_as(_amounts("lowest_price", given, self.channel.currency), self.channel)

    def updated_at(self, given):
        return chosen("updated_at", given) if "eq" in given or "range" in given else between("updated_at", given)

    def stock_availability(self, given):
        there = queries.in_stock(self.channel, self.now)
        return there if plain(given) == "IN_STOCK" else ~there

    def stocks(self, given):
        condition = Q()
        if given.get("warehouse_ids"):
            places = [ids.to_pk(each, "Warehouse", field="warehouseIds") for each in given["warehouse_ids"]]
            condition &= Q(stocks__warehouse__in=places)
        condition &= between("stocks__scarce__capacity", given.get("quantity"))
        return Q(pk__in=models.ProductVariant.objects.filter(condition).order_by().values("product"))

    def without_allergens(self, given):
        return queries.without_allergens(given)

    def attributes(self, given):
        condition = Q()
        for each in given:
            if each.get("slug"):
                condition &= queries.with_answers(each["slug"], _answers(each))
        return condition


def _answers(given):
    """The Q on `value__…` of an AttributeInput."""
    condition = Q()
    if given.get("values"):
        condition &= Q(value__slug__in=given["values"])
    if given.get("boolean") is not None:
        condition &= Q(value__boolean=given["boolean"])
    condition &= between("value__numeric", given.get("values_range"))
    condition &= between("value__date_time__date", given.get("date"))
    condition &= between("value__date_time", given.get("date_time"))
    value = given.get("value") or {}
    for name in ("slug", "name", "numeric"):
        condition &= chosen(f"value__{name}", value.get(name))
    condition &= between("value__date_time__date", value.get("date"))
    condition &= between("value__date_time", value.get("date_time"))
    if value.get("boolean") is not None:
        condition &= Q(value__boolean=value["boolean"])
    return condition & _references(value.get("reference") or {})


def _references(given):
    condition = Q()
    for name, path in (
        ("page_slugs", "value__reference_page__slug"),
        ("product_slugs", "value__reference_product__slug"),
    ):
        slugs = (given.get(name) or {}).get("contains_any")
        if slugs:
            condition &= Q(**{f"{path}__in": slugs})
    return condition


def _amounts(column, given, currency):
    """The Q of a price filter: {gte, lte} or {eq, oneOf, range}, in major units."""

    def minor(amount):
        return to_minor(str(amount), currency)

    if {"eq", "one_of", "range"} & given.keys():
        return chosen(column, given, minor)
    return between(column, given, minor)


def _several(given):
    return [each for each in (given.get("eq"), *(given.get("one_of") or ())) if each]


def searched(products, query):
    """The products a search means, with their rank; all of them when nothing is asked."""
    return search.found(products, query) if query and query.strip() else products
