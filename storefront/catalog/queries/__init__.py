"""Reading the catalogue: what whom is shown, what may be sold, how lists are narrowed and ordered."""

from .allergens import allergen_counts, allergens_named, without_allergens
from .choosing import below, branch, in_collections, in_stock, listed_as, with_answers, with_prices
from .facets import as_a_tree, category_counts, keys_of, price_bounds, value_counts
from .pages import page_ends
from .sale import Sellable, for_sale, is_available, is_published, listing_of, price_of, purchasable, sellables
from .seen import (
    categories_seen,
    collections_seen,
    is_shown,
    listings_listed,
    products_listed,
    products_seen,
    sees_all,
    variants_seen,
    with_goods,
)
from .sorting import by_attribute, ordered, ordered_categories, ordered_collections

__all__ = [
    "Sellable",
    "allergen_counts",
    "allergens_named",
    "as_a_tree",
    "below",
    "branch",
    "by_attribute",
    "categories_seen",
    "category_counts",
    "collections_seen",
    "for_sale",
    "in_collections",
    "in_stock",
    "is_available",
    "is_published",
    "is_shown",
    "keys_of",
    "listed_as",
    "listing_of",
    "listings_listed",
    "ordered",
    "ordered_categories",
    "ordered_collections",
    "page_ends",
    "price_bounds",
    "price_of",
    "products_listed",
    "products_seen",
    "purchasable",
    "sellables",
    "sees_all",
    "value_counts",
    "variants_seen",
    "with_goods",
    "with_answers",
    "with_prices",
    "without_allergens",
]
