"""One owner's claims on some scarce things, read under the things' locks and written in constant statements."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import BigIntegerField, Case, F, Q, Sum, Value, When

from .. import clock, locks
from ..errors import ShopError
from ..models import Hold, Scarce
from .queries import held
from .rules import SKEW, Short, TooMany, is_live, limit


@dataclass(frozen=True)
class Claim:
    """What an owner says beside the quantities: until when, as whom, past the capacity, sold (and to which owner).

    most: the visitor may hold at most so many of each kind wanted, over all owners.
    """

    until: datetime | None = None
    visitor: str = ""
    most: int | None = None
    override: dict | None = None
    confirming: bool = False
    new_owner: str | None = None


class Ledger:
    """The locked rows: `scarces` and the owner's `holds`, both by scarce key. `now` was read after the locks.

    with_all: beside these scarce keys, everything that the owner holds.
    """

    def __init__(self, owner, scarce_keys=(), *, with_all=False):
        self.owner = owner
        wanted = Q(pk__in=scarce_keys) | Q(pk__in=scarce_keys_of(owner)) if with_all else Q(pk__in=scarce_keys)
        self.scarces = {row.pk: row for row in locks.locked(Scarce.objects.filter(wanted))}
        # Only now: a time read before waiting for the locks would still see holds that others found expired.
        self.now = clock.now()
        mine = Hold.objects.filter(owner=owner, scarce__in=list(self.scarces))
        self.holds = {hold.scarce_id: hold for hold in locks.locked(mine)}

    def claimed(self, key):
        """How many of the thing the owner has at this moment."""
        hold = self.holds.get(key)
        return hold.quantity if hold and is_live(hold, self.now) else 0

    def settle(self, targets, claim):
        """Make the owner have exactly `targets` {scarce key: quantity}; Short or TooMany else. Returns the holds."""
        if claim.visitor and claim.most is not None:
            self._refuse_hoarding(targets, claim)
        self.refuse_missing(targets)
        short = self._shortages(targets)
        if short and claim.override is None:
            raise Short([(self.scarces[key], remaining) for key, remaining in short.items()])
        if claim.new_owner:
            self._rename(claim.new_owner, targets)
        wanted = [key for key in sorted(targets) if targets[key] or key in self.holds]
        rows = [self._row(key, targets[key], claim, key in short) for key in wanted]
        shift_confirmed({row.scarce_id: sold(row) - sold(self.holds.get(row.scarce_id)) for row in rows})
        write(rows)
        return [row for row in rows if row.quantity]

    def refuse_missing(self, keys):
        """Somebody deleted the thing."""
        if missing := set(keys) - set(self.scarces):
            raise ShopError("NOT_FOUND", f"This is no longer offered ({len(missing)}); take it out and try again.")

    def _shortages(self, targets):
        """{key: the most the owner could have} of what is wanted but not there."""
        growth = {
            key: quantity - self.claimed(key)
            for key, quantity in sorted(targets.items())
            if quantity > self.claimed(key)
        }
        return {
            key: max(self.room(key) + sold(self.holds.get(key)), self.claimed(key))
            for key in growth
            if targets[key] > self.room(key) + sold(self.holds.get(key))
        }

    def room(self, key):
        """How many of the thing there are beside what is sold and what others hold."""
        return self.scarces[key].capacity - self.scarces[key].confirmed - self._taken[key]

    @cached_property
    def _taken(self):
        return Counter(taken_by_others(self.owner, list(self.scarces), self.now))

    def _refuse_hoarding(self, targets, claim):
        """Idle baskets of one visitor must not empty the shop: count what is held and not yet sold, by kind."""
        kinds = {key: self.scarces[key].kind for key in targets if key in self.scarces}
        growing = {kinds[key] for key in kinds if targets[key] > self.claimed(key)}
        if not growing:
            return
        others = Hold.objects.filter(held(self.now), visitor=claim.visitor)  # few: all kinds, and no index of kinds
        others = others.exclude(owner=self.owner, scarce__in=list(targets)).order_by()
        total = Counter(dict(others.values_list("scarce__kind").annotate(Sum("quantity"))))
        for key, kind in kinds.items():
            total[kind] += targets[key]
        if any(total[kind] > claim.most for kind in growing):
            raise TooMany(claim.most)

    def _rename(self, new_owner, targets):
        mine = [hold.pk for key, hold in self.holds.items() if key in targets]
        if mine:
            Hold.objects.filter(pk__in=mine).update(owner=new_owner)
        self.owner = new_owner

    def _row(self, key, quantity, claim, short):
        before = self.holds.get(key)
        live = before and is_live(before, self.now)
        first = before.first_held_at if live else self.now
        confirmed = claim.confirming or before and before.state == Hold.State.CONFIRMED
        state = Hold.State.CONFIRMED if confirmed else Hold.State.HELD
        return Hold(
            scarce_id=key,
            owner=self.owner,
            quantity=quantity,
            first_held_at=first,
            state=state if quantity else Hold.State.RELEASED,
            held_until=None if confirmed else self._end(before if live else None, first, claim),
            visitor=claim.visitor or (before.visitor if before else ""),
            override=claim.override if short else before and before.override,
        )

    def _end(self, live, first, claim):
        """Touching a hold never shortens it: it may have been extended for a payment."""
        end = limit(claim.until, first, self.now)
        return max(end, live.held_until) if live else end


def taken_by_others(owner, keys, now):
    """{scarce key: Σ quantities that others hold}; call it under the locks. What ended a moment ago still counts."""
    others = Hold.objects.filter(held(now - SKEW), scarce__in=keys).exclude(owner=owner).order_by()
    return dict(others.values("scarce").annotate(total=Sum("quantity")).values_list("scarce", "total"))


def scarce_keys_of(owner):
    """The keys of what the owner has, held (live or expired) or sold, as a subquery."""
    return Hold.objects.filter(owner=owner).exclude(state=Hold.State.RELEASED).values("scarce")


def write(rows):
    """Insert or update holds in one statement; no rows, no statement."""
    if rows:
        Hold.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["owner", "scarce"],
            update_fields=["quantity", "state", "held_until", "first_held_at", "visitor", "override"],
        )


def shift_confirmed(changes):
    """Add to `confirmed` of many scarce rows, {key: change}, in one statement."""
    changes = {key: change for key, change in changes.items() if change}
    if changes:
        Scarce.objects.filter(pk__in=list(changes)).update(confirmed=F("confirmed") + chosen(changes))


def chosen(values):
    """The expression that picks values[pk]."""
    return Case(
        *(When(pk=key, then=Value(value)) for key, value in values.items()),
        default=Value(0),
        output_field=BigIntegerField(),
    )


def sold(hold):
    """How many of the hold count in its thing's `confirmed`."""
    return hold.quantity if hold and hold.state == Hold.State.CONFIRMED else 0
