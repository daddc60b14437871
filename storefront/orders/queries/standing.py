"""What has been paid for an order, and how it stands. Amounts are minor units of the order's currency."""

from dataclasses import dataclass

from ...payments import pay_in_store
from ...payments.queries import authorize_status, charge_status

GIFT_CARDS_GIVEN_BACK = ("CANCELED", "EXPIRED")


@dataclass(frozen=True, slots=True)
class Standing:
    """Sums over an order's transactions and gift cards; `charged` is what the shop has now, refunds taken off."""

    total: int
    charged: int = 0
    authorized: int = 0
    refunded: int = 0
    canceled: int = 0
    charge_pending: int = 0
    authorize_pending: int = 0
    refund_pending: int = 0
    cancel_pending: int = 0
    under_way: int = 0  # pending elsewhere than in store, where pending means promised
    refundable: int = 0  # through transactions; gift cards are given back by cancelling

    @property
    def due(self):
        """What is still to be paid, never below 0."""
        return max(self.total - self.charged, 0)

    @property
    def balance(self):
        """Below 0: to be paid; above 0: paid too much."""
        return self.charged - self.total

    @property
    def is_paid(self):
        """Is nothing more to be paid?"""
        return self.charged >= self.total

    @property
    def charge_status(self):
        """Saleor's OrderChargeStatusEnum."""
        return charge_status(self.total, self.charged)

    @property
    def authorize_status(self):
        """Saleor's OrderAuthorizeStatusEnum: charged money counts as authorized."""
        return authorize_status(self.total, self.charged + self.authorized)

    @property
    def payment_status(self):
        """Saleor's PaymentChargeStatusEnum."""
        if self.refunded:
            return "PARTIALLY_REFUNDED" if self.charged > 0 else "FULLY_REFUNDED"
        if self.charged > 0:
            return "FULLY_CHARGED" if self.is_paid else "PARTIALLY_CHARGED"
        return "PENDING" if self.under_way else "NOT_CHARGED"


SUMS = (
    "charged",
    "authorized",
    "refunded",
    "canceled",
    "charge_pending",
    "authorize_pending",
    "refund_pending",
    "cancel_pending",
)


def standing(order):
    """How an order stands; costs no statement with its `transactions` prefetched."""
    transactions = list(order.transactions.all())
    sums = {word: sum(getattr(row, word) for row in transactions) for word in SUMS}
    pending = (row.charge_pending + row.authorize_pending for row in transactions if row.gateway != pay_in_store.ID)
    refundable, cards = sums["charged"], order.gift_cards_amount
    sums["refunded" if order.status in GIFT_CARDS_GIVEN_BACK else "charged"] += cards
    return Standing(total=order.total_gross, under_way=sum(pending), refundable=refundable, **sums)
