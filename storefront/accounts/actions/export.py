"""A copy of what the shop knows about somebody is much work; a few a day are enough."""

from datetime import timedelta

from ...kernel import clock
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, locked
from ...kernel.models import Attempt

MOST, WITHIN = 5, timedelta(hours=24)


@atomic
def count_export(user_id):
    """Count one copy; refuses with TOO_MANY after MOST of them, until a day after the first."""
    key, now = f"export:{user_id}", clock.now()
    Attempt.objects.bulk_create([Attempt(key=key, last_at=now)], ignore_conflicts=True)
    row = locked(Attempt.objects.filter(key=key)).get()
    if now - row.last_at >= WITHIN:
        row.failures, row.last_at = 0, now
    if row.failures >= MOST:
        raise ShopError("TOO_MANY", f"You have had {MOST} copies within a day; ask again tomorrow.")
    row.failures += 1
    row.save()
