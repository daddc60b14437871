"""Series of numbers without gaps: a number exists only if the transaction that took it commits."""

from django.db import connection

from .models import Counter


def next_number(name):
    """The next number of the series, from 1. Others wait until this transaction ends."""
    return take_numbers(name, 1)[0]


def take_numbers(name, count):
    """The next `count` numbers of the series as a range."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"A number of {name!r} must be taken inside the transaction that uses it.")
    table = Counter._meta.db_table
    with connection.cursor() as cursor:
        # One statement that both databases understand: the row is made or counted up, and stays locked.
        cursor.execute(
            f"INSERT INTO {table} (name, value) VALUES (%s, %s) "  # noqa: S608
            f"ON CONFLICT (name) DO UPDATE SET value = {table}.value + excluded.value RETURNING value",
            [name, count],
        )
        last = cursor.fetchone()[0]
    return range(last - count + 1, last + 1)
