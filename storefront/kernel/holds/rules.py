"""How long a hold lasts, what makes it live, and how one is refused."""

from datetime import timedelta

from ..errors import ShopError
from ..models import Hold

SLIDING = timedelta(minutes=10)  # a hold lasts this long after each touch …
LONGEST = timedelta(minutes=35)  # … but never longer than this after the first
WORTH = timedelta(seconds=30)  # touching a hold that would gain less than this leaves it alone: nothing is locked
SKEW = timedelta(seconds=1)  # machines' clocks differ by less: nobody takes over a hold sooner after its end


class Short(ShopError):
    """There is not enough. `shortages` = [(scarce, the most this owner could have)], everything that is short."""

    def __init__(self, shortages):
        self.shortages = shortages
        named = ", ".join(f"{scarce.kind} {scarce.key}: {remaining}" for scarce, remaining in shortages)
        super().__init__("INSUFFICIENT_STOCK", f"Not enough is left ({named}); take fewer or choose something else.")


class TooMany(ShopError):
    """One visitor wants to hold more at once than one visitor may."""

    def __init__(self, most):
        super().__init__("TOO_MANY", f"At most {most} can be set aside at once; order some of them first.")


def limit(until, first_held_at, now):
    """When a hold ends: at `until` (10 minutes from now if None), but not past the longest hold."""
    return min(until or now + SLIDING, first_held_at + LONGEST)


def is_live(hold, now):
    """Does this hold take room at that moment?"""
    return hold.state == Hold.State.CONFIRMED or (hold.state == Hold.State.HELD and hold.held_until > now)
