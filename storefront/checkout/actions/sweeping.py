"""Baskets that nobody comes back to are taken away; money on a basket keeps it for ever."""

from datetime import timedelta

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from ...accounts.models import Address
from ...kernel import clock, holds
from ...kernel.locks import atomic
from ...kernel.worker import every
from ...payments import actions as payments
from ...payments import queries as money
from ..basket import owner_of
from ..models import Checkout, CheckoutLine

KEPT, EMPTY_KEPT = timedelta(days=30), timedelta(days=1)  # after the last change
BATCH = 200


@every(3600, "checkout.sweep")
def sweep(_task):
    """Take away what was left behind, a batch at a time, so that nobody waits for long."""
    while sweep_once():
        pass


@atomic
def sweep_once():
    """Delete one batch of abandoned baskets, what they hold and their copies of addresses. Returns how many."""
    found = _abandoned(clock.now())
    if connection.features.has_select_for_update_skip_locked:
        found = found.select_for_update(skip_locked=True, of=("self",))  # who is in a basket now is coming back
    rows = list(found[:BATCH])
    if not rows:
        return 0
    holds.release(*map(owner_of, rows))
    paid = money.with_money([row.pk for row in rows])
    return _delete([row for row in rows if row.pk not in paid])


def _abandoned(now):
    """The baskets untouched for so long, the oldest first; those that money lies on are not among them."""
    filled = Exists(CheckoutLine.objects.filter(checkout=OuterRef("pk")))
    old = Q(last_change__lt=now - KEPT) | Q(~filled, last_change__lt=now - EMPTY_KEPT)
    return Checkout.objects.filter(old, ~Exists(money.moneyed().filter(checkout=OuterRef("pk")))).order_by("pk")


def _delete(rows):
    keys = [row.pk for row in rows]
    copies = [key for row in rows for key in (row.billing_address_id, row.shipping_address_id) if key]
    payments.forget_promises(keys)
    Checkout.objects.filter(pk__in=keys).delete()
    Address.objects.filter(pk__in=copies).delete()
    return len(rows)
