"""Attributes, their values, the types that carry them, and what is assigned to what."""

from django.db import models
from django.db.models import Q

from ...kernel.metadata import WithMetadata
from ...kernel.rows import Quick
from ...kernel.translations import Translated


class Attribute(WithMetadata, Translated):
    """A question asked of products, variants or pages: flour, size, allergens."""

    class Input(models.TextChoices):
        DROPDOWN = "DROPDOWN"
        MULTISELECT = "MULTISELECT"
        FILE = "FILE"
        REFERENCE = "REFERENCE"
        SINGLE_REFERENCE = "SINGLE_REFERENCE"
        NUMERIC = "NUMERIC"
        RICH_TEXT = "RICH_TEXT"
        PLAIN_TEXT = "PLAIN_TEXT"
        SWATCH = "SWATCH"
        BOOLEAN = "BOOLEAN"
        DATE = "DATE"
        DATE_TIME = "DATE_TIME"

    class Allergens(models.TextChoices):
        CONTAINS = "CONTAINS"
        MAY_CONTAIN = "MAY_CONTAIN"

    name = models.CharField(max_length=255)
    slug = models.SlugField(max_length=250, unique=True)
    allergens = models.CharField(max_length=16, choices=Allergens, blank=True)  # its answers are allergens
    input_type = models.CharField(max_length=50, choices=Input, default=Input.DROPDOWN)
    type = models.CharField(max_length=16, default="PRODUCT_TYPE")  # or PAGE_TYPE
    entity_type = models.CharField(max_length=50, blank=True)  # PRODUCT, COLLECTION … for references
    unit = models.CharField(max_length=100, blank=True)
    value_required = models.BooleanField(default=False)
    visible_in_storefront = models.BooleanField(default=True)
    filterable = models.BooleanField(default=True)
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "name", "pk"]


class AttributeValue(Translated):
    """One answer; for choices it is shared, for texts, numbers and dates it belongs to one object."""

    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="values")
    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255)
    value = models.CharField(max_length=255, blank=True)  # colour of a swatch
    plain_text = models.TextField(blank=True)
    rich_text = models.JSONField(null=True, blank=True)
    boolean = models.BooleanField(null=True)
    numeric = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    date_time = models.DateTimeField(null=True)
    file = models.CharField(max_length=255, blank=True)  # path below /media/
    content_type = models.CharField(max_length=64, blank=True)
    reference_product = models.ForeignKey("Product", models.CASCADE, null=True, related_name="+")
    reference_collection = models.ForeignKey("Collection", models.CASCADE, null=True, related_name="+")
    reference_page = models.ForeignKey("content.Page", models.CASCADE, null=True, related_name="+")
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [models.UniqueConstraint(fields=["attribute", "slug"], name="one_value_per_slug")]


class ProductType(WithMetadata):
    """What kind of thing a product is, and which questions it answers."""

    name = models.CharField(max_length=250)
    name_key = models.CharField(max_length=120, db_index=True, editable=False)
    slug = models.SlugField(max_length=255, unique=True)
    has_variants = models.BooleanField(default=True)
    is_shipping_required = models.BooleanField(default=True)
    tax_class = models.ForeignKey("channels.TaxClass", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["slug"]


class ProductTypeAttribute(Quick):
    """An attribute of a type, for the product or for its variants."""

    product_type = models.ForeignKey(ProductType, models.CASCADE, related_name="type_attributes")
    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="+")
    for_variants = models.BooleanField(default=False)
    variant_selection = models.BooleanField(default=False)  # customers choose by it
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product_type", "attribute", "for_variants"], name="one_attribute_per_type")
        ]


class AssignedValue(Quick):
    """A value given to exactly one product, variant or page."""

    product = models.ForeignKey("Product", models.CASCADE, null=True, related_name="assigned_values")
    variant = models.ForeignKey("ProductVariant", models.CASCADE, null=True, related_name="assigned_values")
    page = models.ForeignKey("content.Page", models.CASCADE, null=True, related_name="assigned_values")
    value = models.ForeignKey(AttributeValue, models.CASCADE, related_name="assignments")
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="assigned_to_one",
                condition=(
                    Q(product__isnull=False, variant=None, page=None)
                    | Q(product=None, variant__isnull=False, page=None)
                    | Q(product=None, variant=None, page__isnull=False)
                ),
            ),
            models.UniqueConstraint(fields=["product", "value"], name="product_value_once"),
            models.UniqueConstraint(fields=["variant", "value"], name="variant_value_once"),
            models.UniqueConstraint(fields=["page", "value"], name="page_value_once"),
        ]
