"""What may change."""

from storefront.catalog.models import Product
from storefront.kernel.errors import ShopError
from storefront.kernel.locks import atomic, lock_one

from .models import Ripeness


@atomic
def set_ripeness(product_id, percent, *, by):
    """Note how ripe a product is, by a Visitor who may change that shop's products; returns the product."""
    if not 0 <= percent <= 100:
        raise ShopError("INVALID", "Ripeness goes from 0 to 100.", "percent")
    product = lock_one(Product, product_id)
    if product is None:
        raise ShopError("NOT_FOUND", "This product is gone; look it up again.", "id")
    by.require("MANAGE_PRODUCTS", channel_id=product.channel_id)
    Ripeness.objects.update_or_create(product=product, defaults={"percent": percent})
    return product
