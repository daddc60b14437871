"""Saleor's global ids: padded standard base64 of "Type:pk", where pk is an integer or a UUID."""

import base64
import binascii
import uuid

from .errors import ShopError

LARGEST = 2**63 - 1
BY_UUID = {  # types whose key is a UUID, all others have a number; a plugin adds its own
    "Checkout",
    "CheckoutDelivery",
    "CheckoutLine",
    "Order",
    "OrderLine",
    "TransactionItem",
    "Warehouse",
}


def to_global(type_name, pk):
    """("Product", 7) -> "UHJvZHVjdDo3"."""
    return base64.b64encode(f"{type_name}:{pk}".encode()).decode()


def parts(global_id):
    """ "UHJvZHVjdDo3" -> ("Product", "7"); refuses with GRAPHQL_ERROR what is not an id."""
    try:
        text = base64.b64decode(global_id, validate=True).decode()
        type_name, colon, pk = text.partition(":")
    except (binascii.Error, ValueError, UnicodeError, TypeError):
        type_name = colon = pk = ""
    if not (colon and type_name.isidentifier() and pk and to_global(type_name, pk) == global_id):
        raise ShopError("GRAPHQL_ERROR", f"Invalid ID: {shown(global_id)}.", "id")
    return type_name, pk


def to_pk(global_id, *type_names, field="id"):
    """The int or UUID behind an id of one of the types; anything else is refused with GRAPHQL_ERROR."""
    type_name, text = parts(global_id)
    if type_name not in type_names:
        raise ShopError(
            "GRAPHQL_ERROR",
            f"Invalid ID: {shown(global_id)}. Expected: {' or '.join(type_names)}, received: {type_name[:40]}.",
            field,
        )
    pk = _pk(text)
    if pk is None or isinstance(pk, uuid.UUID) != (type_name in BY_UUID):
        raise ShopError("GRAPHQL_ERROR", f"Invalid ID: {shown(global_id)}.", field)
    return pk


def shown(global_id):
    """The id as it may stand in a message: short."""
    return str(global_id)[:60]


def _pk(text):
    if text.isascii() and text.isdigit():
        number = int(text) if len(text) <= 19 else LARGEST + 1
        return number if number <= LARGEST else None
    try:
        return uuid.UUID(text) if len(text) in (32, 36) else None
    except ValueError:
        return None
