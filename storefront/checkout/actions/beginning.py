"""A basket begins."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings

from ...kernel import clock, often
from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from ...kernel.metadata import merged
from .. import basket
from ..models import Checkout
from .addresses import put_address
from .contact import checked_email
from .lines import fill

HOUR = timedelta(hours=1)


@dataclass
class Beginning:
    """What is known from the start. Addresses are unsaved; `save` says which of "billing", "shipping" to remember."""

    channel: object
    wanted: list = field(default_factory=list)
    user: object = None
    email: str = ""
    language: str = ""
    billing: object = None
    shipping: object = None
    save: tuple = ("billing", "shipping")
    metadata: dict = field(default_factory=dict)
    visitor: str = ""


@atomic
def create(start):
    """A new basket of this Beginning, maybe empty. CHANNEL_INACTIVE when the shop is closed.

    QUANTITY_GREATER_THAN_LIMIT when its visitor has begun too many within an hour.
    """
    channel = start.channel
    if not channel.is_active:
        raise ShopError("CHANNEL_INACTIVE", "This shop is closed at the moment; choose another.", "channel")
    email = start.email or (start.user.email if start.user else "")
    now = clock.now()
    checkout = Checkout(
        channel=channel,
        user=start.user,
        email=checked_email(email) if email else "",
        currency=channel.currency,
        country=channel.country,
        language=start.language or channel.default_language,
        metadata=merged({}, start.metadata),
        visitor=start.visitor,
        created_at=now,
        last_change=now,
    )
    for kind in ("billing", "shipping"):
        address = getattr(start, kind)
        if address is not None:
            put_address(checkout, kind, address, kind in start.save)
    checkout.save(force_insert=True)
    basket.fill(checkout, [])
    if start.wanted:
        fill(checkout, start.wanted)
    _refuse_flood(start.visitor)
    return checkout


def _refuse_flood(visitor):
    """Nobody fills the database with baskets; last of all, because it makes the visitor's other requests wait."""
    most = settings.SHOP_BASKETS_PER_HOUR
    if not most or not visitor or visitor.startswith(often.UNCOUNTED):
        return
    if often.times(f"baskets:{visitor}", HOUR) > most:
        raise ShopError(
            "QUANTITY_GREATER_THAN_LIMIT",
            f"{most} baskets within an hour are enough; go on with one of them, or come back later.",
        )
