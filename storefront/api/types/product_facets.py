"""productFacets: what the products of a list have in common, for filters that say how many there are."""

from functools import cached_property

import graphene
from django.db.models import Q

from ...catalog import models, queries
from ..beside import near
from ..extend import extends
from ..lookahead import planned
from .attribute import Attribute, AttributeValue
from .category import Category
from .money import MoneyRange, money
from .product_channel import NOWHERE
from .product_inputs import ProductFilterInput, ProductWhereInput
from .product_list import channel_asked, chosen_products

FILTERS = ("filter", "where")
OF_CATEGORIES = ("category", "categories")
OF_PRICES = ("price", "minimal_price")
OF_ALLERGENS = ("without_allergens",)


class Facets:
    """The products asked for; a facet is counted as if its own filter were not set, so that another can be chosen."""

    def __init__(self, info, channel, asked):
        self.info, self.channel, self.asked = info, channel, asked
        self.given = asked.get("filter") or asked.get("where") or {}

    @cached_property
    def keys(self):
        """The keys of all that is asked for."""
        return self.chosen()

    def chosen(self, **others):
        """The keys of the products with these parts of the filter instead; None takes a part away."""
        if self.channel is NOWHERE:
            return queries.keys_of(models.Product.objects.none())
        asked = {**self.asked, **{name: {**self.asked[name], **others} for name in FILTERS if self.asked.get(name)}}
        listed = queries.products_listed(self.info.context.visitor, self.channel, self.info.context.now)
        return queries.keys_of(chosen_products(self.info, listed, self.channel, asked)[0])

    def without(self, *names):
        """The keys as if these parts of the filter were not set."""
        given = [name for name in names if self.given.get(name)]
        return self.chosen(**dict.fromkeys(given)) if given else self.keys

    def value_counts(self):
        """{value id: how many products}; two statements, and three for each attribute that is filtered by."""
        parts = [each for each in self.given.get("attributes") or () if each.get("slug")]
        slugs = sorted({each["slug"] for each in parts})
        counts = queries.value_counts(self.keys, ~Q(attribute__slug__in=slugs))
        for slug in slugs:
            others = self.chosen(attributes=[each for each in parts if each["slug"] != slug])
            counts |= queries.value_counts(others, Q(attribute__slug=slug))
        return counts


class Counted:
    """Something and how many products have it."""

    def __init__(self, of, count):
        self.value = self.category = self.allergen = of
        self.count = count


class AttributeValueFacet(graphene.ObjectType):
    """An answer, and how many of the products give it."""

    value = graphene.Field(AttributeValue, required=True)
    count = graphene.Int(required=True)


class AttributeFacet(graphene.ObjectType):
    """An attribute, and the answers of the products."""

    attribute = graphene.Field(Attribute, required=True)
    values = graphene.List(graphene.NonNull(AttributeValueFacet), required=True)


class CategoryFacet(graphene.ObjectType):
    """A category, and how many of the products hang in it or below."""

    category = graphene.Field(Category, required=True)
    count = graphene.Int(required=True)


class AllergenFacet(graphene.ObjectType):
    """An allergen, and how many of the products are without it, for sure."""

    allergen = graphene.Field(AttributeValue, required=True)
    count = graphene.Int(required=True)


class ProductFacets(graphene.ObjectType):
    """What a list of products can be narrowed by. Each part counts as if its own filter were not set."""

    total_count = graphene.Int(required=True, description="As many as the list has.")
    attributes = graphene.List(graphene.NonNull(AttributeFacet), required=True)
    categories = graphene.List(graphene.NonNull(CategoryFacet), required=True, description="Parents before children.")
    allergens = graphene.List(
        graphene.NonNull(AllergenFacet), required=True, description="Those the products speak of, for withoutAllergens."
    )
    price_range = graphene.Field(MoneyRange, description="From the cheapest to the dearest variant, VAT included.")

    @staticmethod
    def resolve_total_count(facets, info):
        return facets.keys.number

    @staticmethod
    def resolve_attributes(facets, info):
        counts = facets.value_counts()
        rows = models.AttributeValue.objects.filter(pk__in=list(counts))
        values = list(planned(rows, info, ("values", "value")).order_by("sort_order", "pk"))
        asked = models.Attribute.objects.filter(pk__in={each.attribute_id for each in values})
        attributes = planned(asked, info, ("attribute",))
        found = {attribute.pk: AttributeFacet(attribute=attribute, values=[]) for attribute in attributes}
        near([facet.attribute for facet in found.values()])
        for value in values:
            value.attribute = found[value.attribute_id].attribute
            found[value.attribute_id].values.append(Counted(value, counts[value.pk]))
        return list(found.values())

    @staticmethod
    def resolve_categories(facets, info):
        counts = queries.category_counts(facets.without(*OF_CATEGORIES))
        rows = list(planned(models.Category.objects.filter(pk__in=list(counts)), info, ("category",)))
        near(rows)
        return [Counted(each, counts[each.pk]) for each in queries.as_a_tree(rows)]

    @staticmethod
    def resolve_allergens(facets, info):
        counts = queries.allergen_counts(facets.without(*OF_ALLERGENS), facets.keys)
        rows = planned(queries.allergens_named(counts), info, ("allergen",))
        first = {}
        for row in rows:
            first.setdefault(row.slug, row)
        return [Counted(row, counts[slug]) for slug, row in first.items()]

    @staticmethod
    def resolve_price_range(facets, info):
        if facets.channel in (None, NOWHERE):
            return None
        lowest, highest = queries.price_bounds(facets.without(*OF_PRICES), facets.channel)
        if lowest is None:
            return None
        currency = facets.channel.currency
        return {"start": money(lowest, currency), "stop": money(highest, currency)}


@extends("Query")
class FacetQueries:
    """How many products there are of what."""

    product_facets = graphene.Field(
        ProductFacets,
        required=True,
        channel=graphene.String(),
        filter=ProductFilterInput(),
        where=ProductWhereInput(),
        search=graphene.String(),
    )

    def resolve_product_facets(root, info, channel=None, **asked):
        return Facets(info, channel_asked(info, channel, asked), asked)
