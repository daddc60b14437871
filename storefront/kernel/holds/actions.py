"""Take, keep and give back. `wants` is [(scarce row or key, quantity)]; each joins the caller's transaction."""

from collections import Counter

from django.db.models import F
from django.db.models.functions import Greatest

from .. import clock, locks
from ..errors import ShopError
from ..locks import joining
from ..models import Hold, Scarce
from .ledger import Claim, Ledger, chosen, shift_confirmed, sold, write
from .queries import held
from .rules import WORTH, is_live, limit


@joining
def acquire(owner, wants, until=None, *, visitor="", most=None, override=None):
    """Make the owner hold exactly these quantities, all or nothing; 0 gives back. Returns the holds.

    The same owner again means resize; a confirmed hold stays confirmed. Ends at `until` (10 minutes from now when
    None), at the latest 35 minutes after the owner's first hold on the thing.
    visitor, most: this visitor may hold at most so many of each kind wanted, over all owners, else TooMany.
    override: {"who": …, "why": …}, staff go past the capacity; kept on the hold.
    Raises Short with everything that is short and what remains of it.
    """
    targets = _targets(wants)
    if visitor and most is not None:
        queue_up(visitor)
    return Ledger(owner, list(targets)).settle(targets, Claim(until, visitor, most, override))


def queue_up(visitor):
    """Be the only transaction that counts what this visitor holds; before any scarce row is locked."""
    locks.lock_word(f"visitor:{visitor}")


@joining
def resize(owner, scarce, quantity):
    """Make one hold this large; more needs room (Short), 0 gives it back."""
    return acquire(owner, [(scarce, quantity)])


@joining
def extend(owner, until=None):
    """Keep the owner's live holds until then (10 minutes from now), as far as the longest hold allows. Returns them."""
    ledger = Ledger(owner, with_all=True)
    live = [hold for hold in ledger.holds.values() if hold.state == Hold.State.HELD and is_live(hold, ledger.now)]
    for hold in live:
        hold.held_until = max(hold.held_until, limit(until, hold.first_held_at, ledger.now))
    if live:
        Hold.objects.bulk_update(live, ["held_until"])
    return live


@joining
def touch(owner, until):
    """Somebody is there: extend() the owner's holds, unless that gains less than WORTH. Locks nothing otherwise."""
    if Hold.objects.filter(held(clock.now()), owner=owner, held_until__lt=until - WORTH).exists():
        extend(owner, until)


@joining
def confirm(owner, wants=None, *, new_owner=None, override=None):
    """What the owner holds is sold; with `new_owner` it belongs to that one from now on. Returns the holds.

    A hold that expired is tried again: Short when its room is gone. With `wants` these quantities are confirmed,
    whatever was held before: use it where a forgotten hold would be an oversale. new_owner must own none of them yet.
    """
    targets = _targets(wants or [])
    ledger = Ledger(owner, list(targets), with_all=wants is None)
    if wants is None:
        targets = {key: hold.quantity for key, hold in ledger.holds.items() if hold.state != Hold.State.RELEASED}
    return ledger.settle(targets, Claim(override=override, confirming=True, new_owner=new_owner))


@joining
def release(*owners, only=None):
    """Give back what the owners have, held or confirmed; `only`: these scarce things. Nothing left is no error."""
    mine = Hold.objects.filter(owner__in=owners).exclude(state=Hold.State.RELEASED)
    if only is not None:
        mine = mine.filter(scarce__in=[_key(scarce) for scarce in only])
    scarces = list(locks.locked(Scarce.objects.filter(pk__in=mine.values("scarce"))))
    holds = list(locks.locked(mine.filter(scarce__in=scarces)))
    back = Counter()
    for hold in holds:
        back[hold.scarce_id] -= sold(hold)
    shift_confirmed(back)
    if holds:
        Hold.objects.filter(pk__in=[hold.pk for hold in holds]).update(state=Hold.State.RELEASED)


@joining
def consume(owner, wants):
    """Goods are handed over: capacity, confirmed and the owner's confirmed holds all go down by these quantities."""
    _hand_over(owner, _targets(wants))


@joining
def restore(owner, wants):
    """A hand-over is undone: capacity, confirmed and the owner's confirmed holds all go up again."""
    _hand_over(owner, {key: -quantity for key, quantity in _targets(wants).items()})


def _hand_over(owner, given):
    ledger = Ledger(owner, list(given))
    ledger.refuse_missing(given)
    rows = []
    for key, quantity in sorted(given.items()):
        hold = ledger.holds.get(key)
        left = sold(hold) - quantity
        if left < 0:
            raise ShopError("INSUFFICIENT_STOCK", f"Only {sold(hold)} are set aside here; hand over no more than that.")
        rows.append(
            Hold(
                scarce_id=key,
                owner=owner,
                quantity=left,
                state=Hold.State.CONFIRMED if left else Hold.State.RELEASED,
                first_held_at=hold.first_held_at if hold else ledger.now,
                visitor=hold.visitor if hold else "",
                override=hold.override if hold else None,
            )
        )
    if rows:
        Scarce.objects.filter(pk__in=list(given)).update(
            capacity=Greatest(F("capacity") - chosen(given), 0), confirmed=F("confirmed") - chosen(given)
        )
        write(rows)


def _targets(wants):
    """[(scarce, quantity)] -> {key: quantity}; the same thing twice adds up."""
    targets = Counter()
    for scarce, quantity in wants:
        if quantity < 0:
            raise ValueError(f"{quantity} of {scarce} cannot be wanted.")
        targets[_key(scarce)] += quantity
    return targets


def _key(scarce):
    return getattr(scarce, "pk", scarce)
