"""Vouchers and gift cards."""

from django.db import models
from django.db.models import Q

from ..kernel import clock
from ..kernel.metadata import WithMetadata
from ..kernel.translations import Translated


class Voucher(WithMetadata, Translated):
    """A public promise: so much off, for whoever has the code and meets the conditions."""

    class Kind(models.TextChoices):
        ENTIRE_ORDER = "ENTIRE_ORDER"
        SHIPPING = "SHIPPING"
        SPECIFIC_PRODUCT = "SPECIFIC_PRODUCT"

    class ValueType(models.TextChoices):
        FIXED = "FIXED"
        PERCENTAGE = "PERCENTAGE"

    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="vouchers")
    name = models.CharField(max_length=255, blank=True)
    type = models.CharField(max_length=20, choices=Kind, default=Kind.ENTIRE_ORDER)
    value_type = models.CharField(max_length=10, choices=ValueType, default=ValueType.FIXED)
    value = models.BigIntegerField()  # minor units, or hundredths of a percent
    min_spent = models.BigIntegerField(null=True, blank=True)  # minor units, VAT included
    min_items = models.PositiveIntegerField(default=0)
    start_at = models.DateTimeField(default=clock.now)
    end_at = models.DateTimeField(null=True, blank=True)
    usage_limit = models.PositiveIntegerField(null=True, blank=True)  # per code
    single_use = models.BooleanField(default=False)  # each code once
    apply_once_per_order = models.BooleanField(default=False)  # only the cheapest item
    apply_once_per_customer = models.BooleanField(default=False)
    only_for_staff = models.BooleanField(default=False)
    countries = models.JSONField(default=list, blank=True)
    products = models.ManyToManyField("catalog.Product", blank=True, related_name="+")
    variants = models.ManyToManyField("catalog.ProductVariant", blank=True, related_name="+")
    categories = models.ManyToManyField("catalog.Category", blank=True, related_name="+")
    collections = models.ManyToManyField("catalog.Collection", blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]


class VoucherCode(models.Model):
    """A code of a voucher; `scarce` counts its uses when they are limited."""

    voucher = models.ForeignKey(Voucher, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=255, unique=True)  # compared without case: stored upper
    is_active = models.BooleanField(default=True)
    scarce = models.OneToOneField("kernel.Scarce", models.PROTECT, null=True, related_name="voucher_code")

    class Meta:
        ordering = ["pk"]


class VoucherUse(models.Model):
    """A customer's use of a voucher; the constraint makes "once per customer" true under any race."""

    voucher = models.ForeignKey(Voucher, models.CASCADE, related_name="uses")
    order = models.ForeignKey("orders.Order", models.CASCADE, related_name="voucher_uses")
    customer = models.CharField(max_length=254, blank=True)  # normalised e-mail
    once_per_customer = models.BooleanField(default=False)
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voucher", "customer"],
                name="voucher_once_per_customer",
                condition=Q(once_per_customer=True, given_back_at=None),
            )
        ]


class GiftCard(WithMetadata):
    """Money paid before. Balances are minor units."""

    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="gift_cards")
    code = models.CharField(max_length=32, unique=True)  # stored upper
    currency = models.CharField(max_length=3)
    initial_balance = models.BigIntegerField()
    current_balance = models.BigIntegerField()
    is_active = models.BooleanField(default=True)
    expiry_date = models.DateField(null=True, blank=True)
    used_by_email = models.EmailField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(current_balance__gte=0), name="gift_card_not_negative")]


class GiftCardEvent(models.Model):
    """A movement of a gift card, append-only: `amount` is what it lost (or, negative, got back)."""

    gift_card = models.ForeignKey(GiftCard, models.CASCADE, related_name="events")
    order = models.ForeignKey("orders.Order", models.SET_NULL, null=True, related_name="gift_card_events")
    type = models.CharField(max_length=32)  # ISSUED, USED_IN_ORDER, REFUNDED_IN_ORDER …
    amount = models.BigIntegerField(default=0)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
