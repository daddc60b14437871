"""Where a shop delivers, and how."""

from django.db import models

from ..kernel.metadata import WithMetadata
from ..kernel.translations import Translated


class ShippingZone(WithMetadata):
    """Countries that share delivery methods."""

    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="shipping_zones")
    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    countries = models.JSONField(default=list, blank=True)
    warehouses = models.ManyToManyField("inventory.Warehouse", blank=True, related_name="shipping_zones")

    class Meta:
        ordering = ["pk"]


class ShippingMethod(WithMetadata, Translated):
    """A way to deliver; prices include VAT, in minor units of the shop's currency."""

    zone = models.ForeignKey(ShippingZone, models.CASCADE, related_name="methods")
    name = models.CharField(max_length=100)
    description = models.JSONField(null=True, blank=True)
    price = models.BigIntegerField(default=0)
    tax_class = models.ForeignKey("channels.TaxClass", models.SET_NULL, null=True, blank=True, related_name="+")
    is_active = models.BooleanField(default=True)
    minimum_order_price = models.BigIntegerField(null=True, blank=True)
    maximum_order_price = models.BigIntegerField(null=True, blank=True)
    minimum_weight = models.PositiveIntegerField(null=True, blank=True)  # grams
    maximum_weight = models.PositiveIntegerField(null=True, blank=True)
    minimum_delivery_days = models.PositiveIntegerField(null=True, blank=True)
    maximum_delivery_days = models.PositiveIntegerField(null=True, blank=True)
    postal_codes = models.JSONField(default=list, blank=True)  # prefixes it serves; empty: all
    excluded_products = models.ManyToManyField("catalog.Product", blank=True, related_name="+")

    class Meta:
        ordering = ["price", "pk"]
