"""Transactions and the events that moved them, in Saleor's shape. Amounts are minor units."""

import uuid

from django.db import models

from ..kernel import clock
from ..kernel.metadata import WithMetadata

AMOUNTS = ("authorized", "charged", "refunded", "canceled")


class Transaction(WithMetadata):
    """One payment at one gateway, of a checkout first and of its order later."""

    token = models.UUIDField(unique=True, default=uuid.uuid4)  # the global id is TransactionItem:<token>
    checkout = models.ForeignKey("checkout.Checkout", models.SET_NULL, null=True, related_name="transactions")
    order = models.ForeignKey("orders.Order", models.PROTECT, null=True, related_name="transactions")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, related_name="+")
    gateway = models.CharField(max_length=128)
    name = models.CharField(max_length=512, blank=True)
    psp_reference = models.CharField(max_length=512, blank=True)
    external_url = models.URLField(max_length=500, blank=True)
    idempotency_key = models.CharField(max_length=512)
    currency = models.CharField(max_length=3)
    actions = models.JSONField(default=list, blank=True)  # CHARGE, REFUND, CANCEL now possible
    authorized = models.BigIntegerField(default=0)
    authorize_pending = models.BigIntegerField(default=0)
    charged = models.BigIntegerField(default=0)
    charge_pending = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    refund_pending = models.BigIntegerField(default=0)
    canceled = models.BigIntegerField(default=0)
    cancel_pending = models.BigIntegerField(default=0)
    created_by = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    modified_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["gateway", "idempotency_key"], name="one_transaction_per_key"),
            models.UniqueConstraint(
                fields=["gateway", "psp_reference"],
                name="one_transaction_per_reference",
                condition=~models.Q(psp_reference=""),
            ),
        ]


class TransactionEvent(models.Model):
    """Something a gateway or staff said about a transaction; append-only."""

    transaction = models.ForeignKey(Transaction, models.CASCADE, related_name="events")
    type = models.CharField(max_length=64)  # Saleor's TransactionEventTypeEnum
    amount = models.BigIntegerField(default=0)
    psp_reference = models.CharField(max_length=512, blank=True)
    message = models.CharField(max_length=512, blank=True)
    external_url = models.URLField(max_length=500, blank=True)
    idempotency_key = models.CharField(max_length=512, blank=True, default="")
    created_by = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transaction", "type", "psp_reference"],
                name="event_once",
                condition=~models.Q(psp_reference=""),
            )
        ]
