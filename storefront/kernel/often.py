"""How often somebody does something: one row counts it through a span of time, and forgets it afterwards."""

from django.db import connection

from . import clock
from .models import Attempt

UNCOUNTED = ("address:127.", "address:::1")  # a proxy on this machine that SHOP_PROXIES does not name is everybody


def times(key, within):
    """How many times this one makes since the first of its span; a span of `within` begins when none is running.

    One statement, in the caller's transaction: what is undone does not count. Others with the same key wait until the
    transaction ends, so say it last.
    """
    table, quoted = Attempt._meta.db_table, connection.ops.adapt_datetimefield_value
    now = clock.now()
    over = quoted(now - within)
    with connection.cursor() as cursor:
        # One statement that both databases understand: the row is made, counted up, or begun anew.
        cursor.execute(
            f"INSERT INTO {table} (key, failures, last_at) VALUES (%s, 1, %s) "  # noqa: S608
            f"ON CONFLICT (key) DO UPDATE SET "
            f"failures = CASE WHEN {table}.last_at <= %s THEN 1 ELSE {table}.failures + 1 END, "
            f"last_at = CASE WHEN {table}.last_at <= %s THEN excluded.last_at ELSE {table}.last_at END "
            f"RETURNING failures",
            [key, quoted(now), over, over],
        )
        return cursor.fetchone()[0]
