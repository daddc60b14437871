"""An order and its lines; what was promised is stored, never computed again."""

import secrets
import uuid

from django.db import models

from ...kernel import clock
from ...kernel.metadata import WithMetadata


def new_token():
    """128 random bits: whoever holds it sees the whole order."""
    return secrets.token_urlsafe(16)


class Order(WithMetadata):
    """A sale. Amounts are minor units of `currency`, VAT included unless named net."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveBigIntegerField(unique=True)  # without gaps
    token = models.CharField(max_length=36, unique=True, default=new_token)
    checkout_id = models.UUIDField(null=True, unique=True)  # the basket it was; makes completion repeatable
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="orders")
    user = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="orders")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=16, default="fr")
    origin = models.CharField(max_length=16, default="CHECKOUT")
    status = models.CharField(max_length=32, default="UNFULFILLED")
    preparation = models.CharField(max_length=16, default="SCHEDULED")
    handover = models.CharField(max_length=16, default="WAITING")
    currency = models.CharField(max_length=3)
    billing_address = models.ForeignKey("accounts.Address", models.PROTECT, null=True, related_name="+")
    shipping_address = models.ForeignKey("accounts.Address", models.PROTECT, null=True, related_name="+")
    collection_point = models.ForeignKey("inventory.Warehouse", models.SET_NULL, null=True, related_name="orders")
    collection_point_name = models.CharField(max_length=255, blank=True)
    shipping_method = models.ForeignKey("delivery.ShippingMethod", models.SET_NULL, null=True, related_name="+")
    shipping_method_name = models.CharField(max_length=255, blank=True)
    shipping_gross = models.BigIntegerField(default=0)
    shipping_net = models.BigIntegerField(default=0)
    shipping_undiscounted = models.BigIntegerField(default=0)
    shipping_tax_rate = models.PositiveIntegerField(default=0)  # hundredths of a percent
    subtotal_gross = models.BigIntegerField(default=0)
    subtotal_net = models.BigIntegerField(default=0)
    total_gross = models.BigIntegerField(default=0)
    total_net = models.BigIntegerField(default=0)
    undiscounted_gross = models.BigIntegerField(default=0)
    undiscounted_net = models.BigIntegerField(default=0)
    gift_cards_amount = models.BigIntegerField(default=0)  # paid with gift cards, part of what is charged
    voucher = models.ForeignKey("discounts.Voucher", models.SET_NULL, null=True, related_name="+")
    voucher_code = models.CharField(max_length=255, blank=True)
    gift_cards = models.ManyToManyField("discounts.GiftCard", blank=True, related_name="orders")
    customer_note = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["channel", "-number"], name="order_by_channel"),
            models.Index(fields=["email", "channel"], name="order_by_email"),
            models.Index(fields=["user", "channel"], name="order_by_person"),
        ]


class OrderLine(WithMetadata):
    """A thing sold, frozen: names, prices, rate and discount as they were."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    variant = models.ForeignKey("catalog.ProductVariant", models.SET_NULL, null=True, related_name="+")
    position = models.PositiveIntegerField(default=0)
    product_name = models.CharField(max_length=386)
    variant_name = models.CharField(max_length=255, blank=True)
    translated_product_name = models.CharField(max_length=386, blank=True)
    translated_variant_name = models.CharField(max_length=255, blank=True)
    product_sku = models.CharField(max_length=255, blank=True)
    is_shipping_required = models.BooleanField(default=True)
    is_returnable = models.BooleanField(default=True)  # may a customer change their mind about it?
    quantity = models.PositiveIntegerField()
    quantity_fulfilled = models.PositiveIntegerField(default=0)
    unit_gross = models.BigIntegerField()
    unit_net = models.BigIntegerField()
    undiscounted_unit_gross = models.BigIntegerField()
    undiscounted_unit_net = models.BigIntegerField()
    total_gross = models.BigIntegerField()  # after the line's share of every discount
    total_net = models.BigIntegerField()
    undiscounted_total_gross = models.BigIntegerField()
    undiscounted_total_net = models.BigIntegerField()
    discount = models.BigIntegerField(default=0)  # its share of every discount
    discount_reason = models.CharField(max_length=255, blank=True)
    tax_rate = models.PositiveIntegerField(default=0)  # hundredths of a percent
    tax_reason = models.CharField(max_length=250, blank=True)
    tax_class = models.ForeignKey("channels.TaxClass", models.SET_NULL, null=True, related_name="+")
    cost = models.BigIntegerField(null=True)  # per unit, VAT excluded
    voucher_code = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["position", "pk"]
