"""Notes of staff on an order."""

from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from .history import announce, note_down, opened

LONGEST = 10_000


@atomic
def add_note(pk, text, *, by=None):
    """Write a note into the order's history; returns the OrderEvent. Never shown to the customer."""
    order = opened(pk)
    text = (text or "").strip()
    if not text:
        raise ShopError("REQUIRED", "Write something in the note.", "message")
    if len(text) > LONGEST:
        raise ShopError("REQUIRED", f"A note has at most {LONGEST} characters; shorten it.", "message")
    event = note_down(order, "NOTE_ADDED", by=by, message=text)
    announce(order, "noted")
    return event
