"""The catalogue's tables."""

from .attributes import AssignedValue, Attribute, AttributeValue, ProductType, ProductTypeAttribute
from .groups import Category, Collection, CollectionProduct
from .media import ProductMedia, VariantMedia
from .products import PriceChange, Product, ProductChannelListing, ProductVariant, VariantChannelListing
from .words import SearchEntry, SearchGram, SearchWord

__all__ = [
    "AssignedValue",
    "Attribute",
    "AttributeValue",
    "Category",
    "Collection",
    "CollectionProduct",
    "PriceChange",
    "Product",
    "ProductChannelListing",
    "ProductMedia",
    "ProductType",
    "ProductTypeAttribute",
    "ProductVariant",
    "SearchEntry",
    "SearchGram",
    "SearchWord",
    "VariantChannelListing",
    "VariantMedia",
]
