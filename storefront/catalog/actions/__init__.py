"""What can be done to the catalogue; each verb is one transaction and leaves prices, paths and the index right."""

from .attributes import add_values, create_attribute, create_product_type
from .changes import answer_for_page, assign, delete_product, translate, update_product, update_variant
from .groups import (
    create_category,
    create_collection,
    move_category,
    place_in_collection,
    update_category,
    update_collection,
)
from .listings import publish, update_variant_price
from .media import add_media, add_video, move_media, remove_media, show_for_variant
from .products import NewMedia, NewProduct, NewVariant, create_product, load_products

__all__ = [
    "NewMedia",
    "NewProduct",
    "NewVariant",
    "add_media",
    "add_values",
    "add_video",
    "answer_for_page",
    "assign",
    "create_attribute",
    "create_category",
    "create_collection",
    "create_product",
    "create_product_type",
    "delete_product",
    "load_products",
    "move_category",
    "move_media",
    "place_in_collection",
    "publish",
    "remove_media",
    "show_for_variant",
    "translate",
    "update_category",
    "update_collection",
    "update_product",
    "update_variant",
    "update_variant_price",
]
