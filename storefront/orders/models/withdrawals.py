"""What customers have declared to give back."""

from django.db import models

from ...kernel import clock


class Withdrawal(models.Model):
    """A customer's word that they withdraw from the contract; append-only, each of an order adds to those before."""

    order = models.ForeignKey("Order", models.CASCADE, related_name="withdrawals")
    name = models.CharField(max_length=255, blank=True)  # as declared
    email = models.EmailField()  # where the acknowledgement went
    user = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")  # who was signed in
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]


class WithdrawalLine(models.Model):
    """So many of a line."""

    withdrawal = models.ForeignKey(Withdrawal, models.CASCADE, related_name="lines")
    order_line = models.ForeignKey("OrderLine", models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["withdrawal", "order_line"], name="one_quantity_per_line")]
