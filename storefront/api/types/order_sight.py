"""The one place where the API decides how much of an order somebody sees, by whatever road the order was reached."""

from functools import wraps

from ...kernel.errors import PermissionDenied
from ...orders import queries
from ..lookahead import needs
from .node import items

OPENED = "orders opened"  # memo: ids of orders whose token, or whose basket, the caller holds


def open_order(info, order):
    """From here on the caller sees all of this order in this request: he held its token or its basket."""
    info.context.memo.setdefault(OPENED, set()).add(order.pk)
    return order


def sees_whole(order, info):
    """Does the caller see all of this order?"""
    info.context.looked = True
    if order.pk in info.context.memo.get(OPENED, ()):
        return True
    return queries.sees_whole(info.context.visitor, order)


def private(otherwise=None, of=lambda row: row):
    """Decorator of a resolver: strangers get otherwise(row) instead. of: from the row to its order."""

    def mark(resolver):
        @wraps(resolver)
        def inside(row, info, **arguments):
            if sees_whole(of(row), info):
                return resolver(row, info, **arguments)
            return otherwise(row) if callable(otherwise) else otherwise

        return inside

    return mark


def closed(resolver):
    """Decorator of a resolver of Order: strangers are refused, as Saleor does for what has no harmless form."""

    @wraps(resolver)
    def inside(order, info, **arguments):
        if not sees_whole(order, info):
            raise PermissionDenied(("MANAGE_ORDERS", "OWNER"))
        return resolver(order, info, **arguments)

    return inside


def for_staff(*permissions, of=lambda row: row):
    """Decorator of a resolver: only staff of the order's channel with one of the permissions."""

    def mark(resolver):
        @wraps(resolver)
        def inside(row, info, **arguments):
            info.context.visitor.require(*permissions, channel_id=of(row).channel_id)
            return resolver(row, info, **arguments)

        return inside

    return mark


def is_staff(order, info):
    """Is the caller staff who manages this order's channel?"""
    return info.context.visitor.may("MANAGE_ORDERS", order.channel_id)


class HiddenMetadata:
    """Resolvers of metadata for what belongs to an order: strangers see none, private metadata is for its staff."""

    @classmethod
    def of(cls, reach, *paths):
        """The resolvers as a mixin; reach(row) gives the row's order, along these relation paths."""

        def public(read, nothing=None):
            return staticmethod(needs(*paths, under="")(private(nothing, reach)(read)))

        def secret(read):
            return staticmethod(needs(*paths, under="")(for_staff("MANAGE_ORDERS", of=reach)(read)))

        return type(
            "HiddenMetadata",
            (),
            {
                "resolve_metadata": public(lambda row, info: items(row.metadata), lambda row: []),
                "resolve_metafield": public(lambda row, info, key: row.metadata.get(key)),
                "resolve_metafields": public(lambda row, info, keys=None: _some(row.metadata, keys)),
                "resolve_private_metadata": secret(lambda row, info: items(row.private_metadata)),
                "resolve_private_metafield": secret(lambda row, info, key: row.private_metadata.get(key)),
                "resolve_private_metafields": secret(lambda row, info, keys=None: _some(row.private_metadata, keys)),
            },
        )


def _some(metadata, keys):
    return {key: value for key, value in metadata.items() if keys is None or key in keys}
