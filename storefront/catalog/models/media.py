"""Pictures of products."""

from django.db import models

from ...kernel.metadata import WithMetadata
from ...kernel.translations import Translated


class ProductMedia(WithMetadata, Translated):
    """A picture (a file below /media/) or a video (an address elsewhere)."""

    product = models.ForeignKey("Product", models.CASCADE, related_name="media")
    type = models.CharField(max_length=8, default="IMAGE")  # or VIDEO
    image = models.CharField(max_length=255, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    external_url = models.URLField(max_length=500, blank=True)
    alt = models.CharField(max_length=250, blank=True)
    sort_order = models.IntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]


class VariantMedia(models.Model):
    """A picture shown for one variant."""

    variant = models.ForeignKey("ProductVariant", models.CASCADE, related_name="variant_media")
    media = models.ForeignKey(ProductMedia, models.CASCADE, related_name="variant_media")

    class Meta:
        ordering = ["media__sort_order", "pk"]
        constraints = [models.UniqueConstraint(fields=["variant", "media"], name="media_once_per_variant")]
