"""Saleor's metadata: string keys and values beside an object, public ones and private ones."""
from django.db import models


class WithMetadata(models.Model):
    """Two maps of strings: `metadata` for whoever sees the object, `private_metadata` for staff."""
    metadata = models.JSONField(default=dict, blank=True)
    private_metadata = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True
