"""Products, their variants, and what each channel asks for them."""

from django.db import models

from ...kernel import clock
from ...kernel.metadata import WithMetadata
from ...kernel.rows import Quick
from ...kernel.translations import Translated


class Product(WithMetadata, Translated):
    """Something a shop makes, in one or more variants."""

    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="products")  # the owner
    product_type = models.ForeignKey("ProductType", models.PROTECT, related_name="products")
    category = models.ForeignKey("Category", models.SET_NULL, null=True, blank=True, related_name="products")
    tax_class = models.ForeignKey("channels.TaxClass", models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=250)
    name_key = models.CharField(max_length=120, db_index=True, editable=False)  # sorts alike everywhere
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    description = models.JSONField(null=True, blank=True)  # EditorJS
    seo_title = models.CharField(max_length=70, blank=True)
    seo_description = models.CharField(max_length=300, blank=True)
    weight = models.PositiveIntegerField(null=True, blank=True)  # grams
    rating = models.FloatField(null=True, blank=True)
    external_reference = models.CharField(max_length=250, null=True, blank=True, unique=True)
    values = models.ManyToManyField("AttributeValue", through="AssignedValue", related_name="products")
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["slug"]
        indexes = [models.Index(fields=["channel", "name_key"], name="product_by_name")]


class ProductChannelListing(Quick):
    """Whether, and since when, a channel shows and sells a product; prices of its cheapest and dearest variant."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="listings")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="product_listings")
    is_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    visible_in_listings = models.BooleanField(default=True)
    available_for_purchase_at = models.DateTimeField(null=True, blank=True)  # None: not for sale yet
    lowest_price = models.BigIntegerField(null=True, blank=True)  # discounted, for sorting and filtering
    highest_price = models.BigIntegerField(null=True, blank=True)
    lowest_undiscounted = models.BigIntegerField(null=True, blank=True)
    highest_undiscounted = models.BigIntegerField(null=True, blank=True)
    name_key = models.CharField(max_length=120, editable=False)  # the product's, so that one index sorts a list

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["product", "channel"], name="one_listing_per_channel")]
        indexes = [
            models.Index(fields=["channel", "name_key", "product"], name="listing_by_name"),
            models.Index(fields=["channel", "lowest_price", "product"], name="listing_by_price"),
            models.Index(
                fields=["channel", "is_published", "visible_in_listings", "published_at"], name="listing_shown"
            ),
        ]


class ProductVariant(WithMetadata, Translated):
    """What one actually buys: a size, a flavour, a colour."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="variants")
    name = models.CharField(max_length=255, blank=True)
    sku = models.CharField(max_length=255, null=True, blank=True, unique=True)
    weight = models.PositiveIntegerField(null=True, blank=True)  # grams; None: the product's
    track_inventory = models.BooleanField(default=True)
    quantity_limit = models.PositiveIntegerField(null=True, blank=True)  # at most so many in one basket
    sort_order = models.IntegerField(default=0)
    values = models.ManyToManyField("AttributeValue", through="AssignedValue", related_name="variants")
    external_reference = models.CharField(max_length=250, null=True, blank=True, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["sort_order", "pk"]

    @property
    def grams(self):
        """What it weighs, its own weight or the product's; None when nobody has said."""
        return self.product.weight if self.weight is None else self.weight


class VariantChannelListing(Quick):
    """What a channel asks for a variant, VAT included, in minor units of the channel's currency."""

    variant = models.ForeignKey(ProductVariant, models.CASCADE, related_name="listings")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="variant_listings")
    price = models.BigIntegerField(null=True)  # before catalogue discounts; None: not for sale
    discounted_price = models.BigIntegerField(null=True)  # what is asked today
    cost = models.BigIntegerField(null=True, blank=True)  # what it costs the shop, VAT excluded
    prior_price = models.BigIntegerField(null=True, blank=True)  # lowest of the last 30 days

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["variant", "channel"], name="one_price_per_channel")]


class PriceChange(models.Model):
    """What was asked for a variant since then: the law wants the lowest price of 30 days beside a reduced one."""

    listing = models.ForeignKey(VariantChannelListing, models.CASCADE, related_name="changes")
    price = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["listing", "at"], name="price_changes")]
