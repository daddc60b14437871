"""Saleor's metadata: string keys and values beside an object, public ones and private ones."""

from . import events
from .errors import ShopError
from .fields import Map
from .locks import atomic, lock_one
from .rows import Quick


class WithMetadata(Quick):
    """Two maps of strings: `metadata` for whoever sees the object, `private_metadata` for staff."""

    metadata = Map(default=dict, blank=True)
    private_metadata = Map(default=dict, blank=True)

    class Meta:
        abstract = True


MOST_KEYS, LONGEST_KEY, LONGEST_VALUE = 100, 255, 20_000


def merged(present, changes):
    """A map with the changes in it, in which None removes a key; REQUIRED for an empty key, INVALID for too much."""
    if any(not key.strip() for key in changes):
        raise ShopError("REQUIRED", "A key needs at least one character.", "input")
    after = {key: value for key, value in {**present, **changes}.items() if value is not None}
    if any(len(key) > LONGEST_KEY or len(value or "") > LONGEST_VALUE for key, value in changes.items()):
        raise ShopError("INVALID", f"A key has at most {LONGEST_KEY} characters, a value {LONGEST_VALUE}.", "input")
    if len(after) > max(MOST_KEYS, len(present)):
        raise ShopError("INVALID", f"An object has at most {MOST_KEYS} keys; delete some first.", "input")
    return after


@atomic
def rewrite(model, pk, changes, *, private=False):
    """Merge changes into a row's metadata while it is locked; returns the row, or None when it is gone."""
    row = lock_one(model, pk)
    if row is None:
        return None
    field = "private_metadata" if private else "metadata"
    setattr(row, field, merged(getattr(row, field), changes))
    row.save(update_fields=[field])
    events.append(f"{model._meta.model_name}.metadata_updated", row, channel_id=getattr(row, "channel_id", None))
    return row
