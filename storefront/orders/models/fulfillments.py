"""What has been handed over."""

from django.db import models

from ...kernel import clock
from ...kernel.metadata import WithMetadata


class Fulfillment(WithMetadata):
    """Goods that left, together."""

    order = models.ForeignKey("Order", models.CASCADE, related_name="fulfillments")
    fulfillment_order = models.PositiveIntegerField()  # 1, 2, 3 … within the order
    status = models.CharField(max_length=32, default="FULFILLED")
    tracking_number = models.CharField(max_length=255, blank=True)
    warehouse = models.ForeignKey("inventory.Warehouse", models.SET_NULL, null=True, related_name="+")
    shipping_refunded = models.BigIntegerField(null=True)
    total_refunded = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["fulfillment_order"]
        constraints = [models.UniqueConstraint(fields=["order", "fulfillment_order"], name="fulfillment_numbered")]


class FulfillmentLine(models.Model):
    """So many of a line, from one place."""

    fulfillment = models.ForeignKey(Fulfillment, models.CASCADE, related_name="lines")
    order_line = models.ForeignKey("OrderLine", models.CASCADE, related_name="fulfillment_lines")
    warehouse = models.ForeignKey("inventory.Warehouse", models.SET_NULL, null=True, related_name="+")
    quantity = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
