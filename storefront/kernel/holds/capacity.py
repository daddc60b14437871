"""How much there is, and tidying."""

from datetime import timedelta

from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Greatest

from .. import clock, locks
from ..locks import joining
from ..models import Hold, Scarce
from .ledger import chosen

BATCH = 1000


@joining
def set_capacity(levels):
    """[(scarce row or key, n)]: there are n now. May go below what is used: nothing is cancelled."""
    levels = {getattr(scarce, "pk", scarce): number for scarce, number in levels}
    _locked(levels).update(capacity=chosen(levels))


@joining
def add_capacity(changes):
    """[(scarce row or key, n)]: n more there are (fewer when negative, not below 0)."""
    changes = {getattr(scarce, "pk", scarce): number for scarce, number in changes}
    _locked(changes).update(capacity=Greatest(F("capacity") + chosen(changes), 0))


def _locked(keys):
    rows = Scarce.objects.filter(pk__in=list(keys))
    list(locks.locked(rows))  # in the fixed order, which an UPDATE alone does not keep
    return rows


@joining
def sweep(before=None):
    """Delete holds that ended before then (a day ago): tidiness only, they count nowhere. Returns how many."""
    before = before or clock.now() - timedelta(days=1)
    ended = Hold.objects.filter(
        Q(state=Hold.State.HELD, held_until__lt=before) | Q(state=Hold.State.RELEASED, first_held_at__lt=before)
    ).order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        ended = ended.select_for_update(skip_locked=True, of=("self",))
    keys = [hold.pk for hold in ended[:BATCH]]
    return Hold.objects.filter(pk__in=keys).delete()[1].get("kernel.Hold", 0)
