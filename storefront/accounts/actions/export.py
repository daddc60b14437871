"""A copy of what the shop knows about somebody is much work; a few a day are enough."""

from datetime import timedelta

from ...kernel import often
from ...kernel.errors import ShopError
from ...kernel.locks import atomic

MOST, WITHIN = 5, timedelta(hours=24)


@atomic
def count_export(user_id):
    """Count one copy; refuses with TOO_MANY after MOST of them, until a day after the first."""
    if often.times(f"export:{user_id}", WITHIN) > MOST:
        raise ShopError("TOO_MANY", f"You have had {MOST} copies within a day; ask again tomorrow.")
