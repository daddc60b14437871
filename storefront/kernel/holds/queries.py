"""What is free and who holds what. Reads promise nothing: only acquire() does."""

from django.db.models import BigIntegerField, F, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from .. import clock
from ..models import Hold, Scarce


def held(now):
    """The condition that picks the HELD holds which are live at that moment."""
    return Q(state=Hold.State.HELD, held_until__gt=now)


def room(scarce, now=None, besides=None):
    """How many are free; below 0 when staff overrode or lowered. `besides`: do not count what this owner holds.

    With prefetched live_holds this costs no statement and trusts the row it is given.
    """
    if "live_holds" not in vars(scarce):
        return rooms([scarce], now, besides)[scarce.pk]
    now = now or clock.now()
    taken = sum(h.quantity for h in scarce.live_holds if h.held_until > now and h.owner != besides)
    return scarce.capacity - scarce.confirmed - taken


def rooms(scarces, now=None, besides=None):
    """{pk: how many are free} for scarce rows or their keys, in one statement."""
    keys = [getattr(scarce, "pk", scarce) for scarce in scarces]
    free = F("capacity") - F("confirmed") - taken(now or clock.now(), besides)
    return dict(Scarce.objects.filter(pk__in=keys).annotate(free=free).values_list("pk", "free"))


def taken(now, besides=None):
    """Σ live held quantities, as an expression over Scarce."""
    live = Hold.objects.filter(held(now), scarce=OuterRef("pk"))
    if besides:
        live = live.exclude(owner=besides)
    total = live.order_by().values("scarce").annotate(total=Sum("quantity")).values("total")
    return Coalesce(Subquery(total, output_field=BigIntegerField()), 0)


def live_holds(path="holds", now=None):
    """A Prefetch of the HELD live holds along a path ending in `holds`, kept as `live_holds` for room()."""
    return Prefetch(path, Hold.objects.filter(held(now or clock.now())), to_attr="live_holds")


def holds_of(owner, now=None):
    """The live holds of an owner with their scarce things, as a list."""
    live = held(now or clock.now()) | Q(state=Hold.State.CONFIRMED)
    return list(Hold.objects.filter(live, owner=owner).select_related("scarce").order_by("scarce_id"))
