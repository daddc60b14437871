"""Transactions and row locks: one transaction on the action, locks taken once, in a fixed order, before looking."""

import hashlib
from functools import wraps

from django.db import connection, transaction


def atomic(action):
    """The action runs in one transaction; on SQLite it is IMMEDIATE, so it is alone from its first statement."""

    @wraps(action)
    def inside(*args, **kwargs):
        with transaction.atomic():
            return action(*args, **kwargs)

    return inside


def joining(step):
    """The step joins the caller's transaction without a savepoint, or opens one. It must refuse before it writes."""

    @wraps(step)
    def inside(*args, **kwargs):
        if connection.in_atomic_block:
            return step(*args, **kwargs)
        with transaction.atomic():
            return step(*args, **kwargs)

    return inside


def lock_word(word):
    """Be the only transaction that has locked this word, until it ends. On SQLite every writer is alone already."""
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def lock(*rows):
    """Lock rows for this transaction, in one fixed order: by table, then by key. Returns them fresh, same order.

    On SQLite the IMMEDIATE transaction already excludes other writers, so this only reads.
    """
    wanted = {}
    for row in rows:
        wanted.setdefault(type(row), set()).add(row.pk)
    fresh = {}
    for model in sorted(wanted, key=lambda m: m._meta.label):
        for row in locked(model.objects.filter(pk__in=wanted[model])):
            fresh[model, row.pk] = row
    return [fresh.get((type(row), row.pk)) for row in rows]


def lock_one(model, pk, *unchanging):
    """The row, locked and fresh, or None when it is gone.

    unchanging: single relations to read with it, of those that never lead elsewhere: another one would be as old as
    the wait for the lock.
    """
    rows = locked(model.objects.filter(pk=pk))
    return (rows.select_related(*unchanging) if unchanging else rows).first()


def locked(queryset):
    """The queryset's rows, ordered by key and locked where the database can."""
    queryset = queryset.order_by("pk")
    if connection.features.has_select_for_update:
        return queryset.select_for_update(of=("self",))
    return queryset
