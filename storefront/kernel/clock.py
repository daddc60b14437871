"""The only source of now."""

import datetime

from django.conf import settings

_shift = datetime.timedelta()


def now():
    """The present, in UTC, with its zone. SHOP_CLOCK (test mode only) makes it start elsewhere."""
    return datetime.datetime.now(datetime.UTC) + _shift


def move(to=None):
    """Tests only: make now() be `to` (ISO 8601 or datetime) and run on from there; None puts it right again."""
    global _shift
    if to is None:
        _shift = datetime.timedelta()
        return
    if not settings.SHOP_TEST:
        raise RuntimeError("The clock moves in test mode only.")
    if isinstance(to, str):
        to = datetime.datetime.fromisoformat(to)
    _shift = to.astimezone(datetime.UTC) - datetime.datetime.now(datetime.UTC)


if settings.SHOP_CLOCK:
    move(settings.SHOP_CLOCK)
