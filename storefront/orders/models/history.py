"""What happened to an order: events, discounts, refunds."""

from django.db import models

from ...kernel import clock


class OrderEvent(models.Model):
    """A line of the order's history, in Saleor's types; append-only."""

    order = models.ForeignKey("Order", models.CASCADE, related_name="events")
    type = models.CharField(max_length=64)
    user = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    message = models.TextField(blank=True)
    amount = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]


class OrderDiscount(models.Model):
    """A discount that the whole order had; its spread over lines is stored on the lines."""

    order = models.ForeignKey("Order", models.CASCADE, related_name="discounts")
    type = models.CharField(max_length=16)  # VOUCHER, MANUAL, PROMOTION …
    name = models.CharField(max_length=255, blank=True)
    translated_name = models.CharField(max_length=255, blank=True)
    value_type = models.CharField(max_length=10, default="FIXED")
    value = models.BigIntegerField(default=0)
    amount = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=255, blank=True)
    code = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["pk"]


class OrderRefundRecord(models.Model):
    """Money given back for an order, by whatever road."""

    order = models.ForeignKey("Order", models.PROTECT, related_name="refunds")
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=255, blank=True)
    user = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
