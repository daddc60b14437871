"""How much of a basket or an order is paid, and what that makes of it."""

from dataclasses import dataclass

from .models import Transaction


@dataclass(frozen=True)
class Paid:
    """Sums over transactions, minor units. charged is what the shop has now: refunds are taken off already."""

    authorized: int = 0
    charged: int = 0
    refunded: int = 0
    pending: int = 0


def paid(payable):
    """Paid of a basket or an order; no statement when its transactions are prefetched."""
    rows = list(payable.transactions.all())
    return Paid(
        authorized=sum(row.authorized for row in rows),
        charged=sum(row.charged for row in rows),
        refunded=sum(row.refunded for row in rows),
        pending=sum(row.authorize_pending + row.charge_pending for row in rows),
    )


def covers(payable, total, gift_cards=0):
    """Is a total paid, or at least authorised, by transactions and gift cards?"""
    have = paid(payable)
    return have.charged + have.authorized + gift_cards >= total


def charge_status(total, charged):
    """NONE, PARTIAL, FULL or OVERCHARGED. Nothing to pay is paid in full."""
    if charged > total:
        return "OVERCHARGED"
    if charged == total:
        return "FULL"
    return "PARTIAL" if charged > 0 else "NONE"


def authorize_status(total, covered):
    """NONE, PARTIAL or FULL of what is authorised and charged together."""
    if covered >= total:
        return "FULL"
    return "PARTIAL" if covered > 0 else "NONE"


def by_token(token):
    """The transaction, with its shop, or None."""
    return Transaction.objects.select_related("channel", "checkout", "order").filter(token=token).first()


def of_order(order):
    """The order's transactions, oldest first."""
    return Transaction.objects.filter(order=order).select_related("channel").order_by("created_at", "pk")
