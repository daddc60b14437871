"""How every action begins and ends."""

from datetime import timedelta

from ...kernel import clock, holds
from ...kernel.errors import ShopError
from ...kernel.locks import lock_one
from .. import basket
from ..models import Checkout


def opened(checkout_id):
    """The basket, locked, with its shop; NOT_FOUND when it is gone."""
    checkout = lock_one(Checkout, checkout_id, "channel")
    if checkout is None:
        raise ShopError("NOT_FOUND", "This basket does not exist any more; start a new one.", "id")
    return checkout


def kept(checkout, *fields, held=False):
    """Write the changed fields, and let the basket keep its goods a while longer; `held`: it has just been done."""
    checkout.last_change = clock.now()
    checkout.save(update_fields=[*fields, "last_change"])
    basket.changed(checkout)
    if not held:
        holds.touch(basket.owner_of(checkout), hold_end(checkout))
    return checkout


def hold_end(checkout):
    """When goods put aside for this basket now are free again."""
    return clock.now() + timedelta(minutes=checkout.channel.hold_minutes)
