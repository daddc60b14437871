"""How much of a basket or an order is paid, and what that makes of it."""

from dataclasses import dataclass

from django.db.models import Q

from ..kernel.locks import locked
from .gateways import IN_STORE
from .models import Transaction

MONEY = Q(authorized__gt=0) | Q(charged__gt=0) | Q(refund_pending__gt=0) | Q(cancel_pending__gt=0)
ON_ITS_WAY = Q(authorize_pending__gt=0) | Q(charge_pending__gt=0)


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


def moneyed():
    """The transactions that money lies on or is moving to or from; a promise to pay in store is none."""
    return Transaction.objects.filter(MONEY | ON_ITS_WAY & ~Q(gateway=IN_STORE.id))


def with_money(checkout_ids):
    """The keys of those baskets that money lies on. Locks their transactions first: none can come meanwhile."""
    list(locked(Transaction.objects.filter(checkout__in=checkout_ids)))
    return set(moneyed().filter(checkout__in=checkout_ids).values_list("checkout_id", flat=True))


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
