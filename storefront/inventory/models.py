"""Places and what is in them."""

import uuid

from django.db import models

from ..kernel.metadata import WithMetadata
from ..kernel.rows import Quick


class Warehouse(WithMetadata):
    """A place with goods; also a collection point when clickAndCollectOption says so."""

    class Collect(models.TextChoices):
        DISABLED = "DISABLED"
        LOCAL = "LOCAL"  # collects what is in this place
        ALL = "ALL"  # collects from anywhere in the shop

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="warehouses")
    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True)
    email = models.EmailField(blank=True)
    address = models.ForeignKey("accounts.Address", models.PROTECT, related_name="+")
    timezone = models.CharField(max_length=64, default="Europe/Paris")
    is_private = models.BooleanField(default=False)
    click_and_collect_option = models.CharField(max_length=8, choices=Collect, default=Collect.DISABLED)

    class Meta:
        ordering = ["slug"]


class Stock(Quick):
    """How many of a variant are in a place. scarce.capacity is what stands there, scarce.confirmed what is promised."""

    warehouse = models.ForeignKey(Warehouse, models.CASCADE, related_name="stocks")
    variant = models.ForeignKey("catalog.ProductVariant", models.CASCADE, related_name="stocks")
    scarce = models.OneToOneField("kernel.Scarce", models.PROTECT, related_name="stock")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["warehouse", "variant"], name="one_stock_per_place")]
