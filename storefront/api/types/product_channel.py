"""Which channel an object is seen in.

Querysets carry it: `seen_in(products, channel)` puts `in_channel_id` on each row, 0 for "no channel" (staff).
Objects reached by another road (a basket's line, a menu) are seen in the channel that owns them.
"""

from django.db.models import BigIntegerField, Value

from ...catalog import models
from ...channels import queries
from ...channels.models import Channel

NOWHERE = object()


def asked_channel(info, slug):
    """The channel a root field means: by slug, else Saleor's default; None for staff without; NOWHERE when unknown."""
    memo = info.context.memo
    key = "channel", slug
    if key not in memo:
        if slug:
            memo[key] = queries.channel(slug) or queries.channel(slug, info.context.visitor) or NOWHERE
        else:
            memo[key] = queries.default_channel(info.context.visitor)
            if memo[key] is None and not info.context.visitor.is_staff:
                memo[key] = NOWHERE
        if memo[key] not in (None, NOWHERE):
            memo.setdefault("channels", {})[memo[key].pk] = memo[key]
    return memo[key]


def seen_in(queryset, channel):
    """The queryset, its rows carrying the channel to whatever is nested in them."""
    return queryset.annotate(in_channel_id=Value(channel.pk if channel else 0, BigIntegerField()))


def channel_id_of(row):
    """The id of the channel a product, variant or collection is seen in; 0 or None: in no channel."""
    own = vars(row).get("in_channel_id")
    if own is not None:
        return own
    if isinstance(row, models.ProductVariant):
        return channel_id_of(row.product)
    return row.channel_id


def channel_of(row, info):
    """The channel itself, or None; all channels are read at once the first time."""
    pk = channel_id_of(row)
    if not pk:
        return None
    known = info.context.memo.setdefault("channels", {})
    if pk not in known:
        known.update(Channel.objects.in_bulk())
    return known.get(pk)


def slug_of(row, info):
    """The channel's slug, or None."""
    channel = channel_of(row, info)
    return channel and channel.slug
