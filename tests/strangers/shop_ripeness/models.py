"""The plugin's table."""

from django.db import models


class Ripeness(models.Model):
    """How ripe a product is, from 0 to 100."""

    product = models.OneToOneField("catalog.Product", models.CASCADE, related_name="ripeness")
    percent = models.PositiveSmallIntegerField(default=100)
