"""The catalogue's tables."""
from .attributes import AssignedValue, Attribute, AttributeValue, ProductType, ProductTypeAttribute
from .groups import Category, Collection, CollectionProduct
from .media import ProductMedia, VariantMedia
from .products import Product, ProductChannelListing, ProductVariant, VariantChannelListing

__all__ = ["AssignedValue", "Attribute", "AttributeValue", "Category", "Collection", "CollectionProduct", "Product",
           "ProductChannelListing", "ProductMedia", "ProductType", "ProductTypeAttribute", "ProductVariant",
           "VariantChannelListing", "VariantMedia"]
