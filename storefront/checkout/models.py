"""Baskets."""

import uuid

from django.db import models

from ..kernel import clock
from ..kernel.metadata import WithMetadata


class Checkout(WithMetadata):
    """A basket in one shop; its id is the secret that opens it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="checkouts")
    user = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="checkouts")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=16, default="fr")
    currency = models.CharField(max_length=3)
    country = models.CharField(max_length=2)
    billing_address = models.ForeignKey("accounts.Address", models.SET_NULL, null=True, related_name="+")
    shipping_address = models.ForeignKey("accounts.Address", models.SET_NULL, null=True, related_name="+")
    shipping_method = models.ForeignKey("delivery.ShippingMethod", models.SET_NULL, null=True, related_name="+")
    shipping_price = models.BigIntegerField(null=True)  # as shown when it was chosen: tells a stale one
    collection_point = models.ForeignKey("inventory.Warehouse", models.SET_NULL, null=True, related_name="+")
    plugin_delivery = models.CharField(max_length=200, blank=True)  # the id of a plugin's delivery.options.Option
    save_billing_address = models.BooleanField(default=True)  # … in the customer's book, on completion
    save_shipping_address = models.BooleanField(default=True)
    voucher_code = models.ForeignKey("discounts.VoucherCode", models.SET_NULL, null=True, related_name="+")
    gift_cards = models.ManyToManyField("discounts.GiftCard", blank=True, related_name="checkouts")
    note = models.TextField(blank=True)
    redirect_url = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    last_change = models.DateTimeField(default=clock.now)
    visitor = models.CharField(max_length=120, blank=True)  # for the cap on idle holds

    class Meta:
        ordering = ["-last_change", "pk"]


class CheckoutLine(WithMetadata):
    """So many of a variant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout = models.ForeignKey(Checkout, models.CASCADE, related_name="lines")
    variant = models.ForeignKey("catalog.ProductVariant", models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["checkout", "variant"], name="one_line_per_variant")]
