"""How every action begins and ends."""

from datetime import timedelta

from ...kernel import clock, holds
from ...kernel.errors import ShopError
from ...kernel.locks import lock_one
from ..basket import owner_of
from ..models import Checkout


def opened(checkout_id):
    """The basket, locked first and read afterwards, with its shop; NOT_FOUND when it is gone."""
    if lock_one(Checkout, checkout_id) is None:
        raise ShopError("NOT_FOUND", "This basket does not exist any more; start a new one.", "id")
    # Only now: what is joined to a row that somebody else was changing would be as old as the wait.
    return Checkout.objects.select_related("channel").get(pk=checkout_id)


def kept(checkout, *changed, held=False):
    """Write the changed fields, and let the basket keep its goods a while longer; `held`: it has just been done."""
    checkout.last_change = clock.now()
    checkout.save(update_fields=[*changed, "last_change"])
    if not held:
        holds.extend(owner_of(checkout), hold_end(checkout))
    return checkout


def hold_end(checkout):
    """When goods put aside for this basket now are free again."""
    return clock.now() + timedelta(minutes=checkout.channel.hold_minutes)
