"""Reading shops, the street and its taxes."""

from zoneinfo import ZoneInfo

from django.db.models import Q

from ..kernel import clock
from ..kernel.errors import ShopError
from ..kernel.permissions import ANONYMOUS, EVERYWHERE
from .models import Channel, Street, TaxRate


def visible_to(visitor):
    """The open shops; a closed one is seen by those who have any right there."""
    return granted_to(visitor.grants) | open_ones()


def open_ones():
    """The shops that anybody may enter."""
    return Channel.objects.filter(is_active=True)


def granted_to(grants):
    """The shops where {permission: EVERYWHERE or set of channel ids} gives any right."""
    if EVERYWHERE in grants.values():
        return Channel.objects.all()
    return Channel.objects.filter(pk__in=set().union(*grants.values()))


def sees(visitor, channel):
    """May the visitor see this shop, open or closed?"""
    return channel.is_active or any(visitor.may(permission, channel.pk) for permission in visitor.grants)


def channel(slug, visitor=ANONYMOUS):
    """The shop with that slug if the visitor may see it, or None. One statement."""
    return visible_to(visitor).filter(slug=slug).first()


def require_open(slug, field="channel"):
    """The open shop with that slug, None for None; refuses with NOT_FOUND or CHANNEL_INACTIVE. One statement."""
    if slug is None:
        return None
    found = require_known(slug, field)
    if not found.is_active:
        raise ShopError("CHANNEL_INACTIVE", f"The channel {slug} is closed; choose another.", field)
    return found


def require_known(slug, field="channel"):
    """The shop with that slug, open or closed; refuses with NOT_FOUND. One statement."""
    found = Channel.objects.filter(slug=slug).first()
    if found is None:
        raise ShopError("NOT_FOUND", f"There is no channel {slug[:60]!r}; check its slug.", field)
    return found


def default_channel(visitor=ANONYMOUS):
    """The shop meant when none is named: the only open one; None for staff, who then see all, and when all are closed.

    Refuses with MISSING_CHANNEL_SLUG when several are open.
    """
    if visitor.is_staff:
        return None
    found = list(open_ones()[:2])
    if len(found) > 1:
        raise ShopError(
            "MISSING_CHANNEL_SLUG", "More than one channel exists. Specify which channel to use.", "channel"
        )
    return found[0] if found else None


def countries(channel):
    """The codes of the countries a shop sells to."""
    return channel.countries or [channel.country]


def today(channel, now=None):
    """The date where the shop stands: what its tax rates, and days printed on gift cards, go by."""
    return (now or clock.now()).astimezone(ZoneInfo(channel.timezone)).date()


def street():
    """The street's settings; as they are by default when nobody has chosen."""
    return Street.objects.first() or Street(pk=1)


def tax_rates(country, on_date):
    """{tax class id: (hundredths of a percent, reason)} in that country on that date. One statement."""
    valid = TaxRate.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on_date), country=country, valid_from__lte=on_date)
    rows = valid.order_by("valid_from").values_list("tax_class_id", "rate", "reason")
    return {tax_class_id: (rate, reason) for tax_class_id, rate, reason in rows}
