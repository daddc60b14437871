"""Opening shops, and settling what the whole street shares."""

import re
import zoneinfo

from babel import Locale
from babel.numbers import is_currency
from django.conf import settings
from django.db.models import Q

from ..kernel import events
from ..kernel.errors import ShopError, refuse
from ..kernel.locks import atomic, lock_one, locked
from . import domains, hours, legal, reserved
from .models import Channel, Street, TaxClass, TaxRate

CHECKED = (
    "slug",
    "name",
    "currency",
    "country",
    "countries",
    "timezone",
    "default_language",
    "domain",
    "hours",
    "legal",
)
FIELDS = {"currency": "currencyCode", "country": "defaultCountry", "default_language": "languageCode"}


@atomic
def create_channel(name, slug, currency, country, **more):
    """Open a shop; `more` are other fields of Channel. Refuses with INVALID, or UNIQUE for a slug in use."""
    channel = Channel(name=name, slug=slug, currency=currency, country=country, **more)
    refuse(_faults(channel))
    _refuse_twins(channel)
    channel.save()
    domains.forget()
    events.append("channel.created", channel, channel_id=channel.pk)
    return channel


@atomic
def update_channel(channel_id, **changes):
    """Change a shop; its currency stays, because every amount in it is written in that. Returns the fresh shop."""
    channel = lock_one(Channel, channel_id)
    if channel is None:
        raise ShopError("NOT_FOUND", "There is no such shop; look at the list again.", "id")
    if changes.get("currency", channel.currency) != channel.currency:
        raise ShopError("INVALID", "A shop's currency cannot change; open another shop.", "currencyCode")
    for field, value in changes.items():
        setattr(channel, field, value)
    refuse(_faults(channel))
    _refuse_twins(channel)
    channel.save(update_fields=list(changes))
    domains.forget()
    events.append("channel.updated", channel, channel_id=channel.pk)
    return channel


@atomic
def settle_street(**changes):
    """Write the street's settings, such as name and redirect_hosts; returns them."""
    street, _ = Street.objects.update_or_create(pk=1, defaults=changes)
    events.append("street.updated", street)
    return street


@atomic
def create_tax_class(name, slug):
    """A kind of goods for the tax office."""
    if TaxClass.objects.filter(slug=slug).exists():
        raise ShopError("UNIQUE", f"Another tax class has the slug {slug}; choose another.", "slug")
    return TaxClass.objects.create(name=name, slug=slug)


@atomic
def set_tax_rate(tax_class, country, rate, *, valid_from, reason=""):
    """From that day the class has that rate (hundredths of a percent) in the country, until the next one set.

    The rate before it ends where this one begins, so that the two never overlap.
    """
    if not 0 <= rate <= 10000:
        raise ShopError("INVALID", "A tax rate lies between 0 and 10000 hundredths of a percent.", "rate")
    list(locked(TaxClass.objects.filter(pk=tax_class.pk)))
    siblings = TaxRate.objects.filter(tax_class=tax_class, country=country)
    following = siblings.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    running = siblings.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from), valid_from__lt=valid_from)
    running.update(valid_to=valid_from)
    written, _ = TaxRate.objects.update_or_create(
        tax_class=tax_class,
        country=country,
        valid_from=valid_from,
        defaults={"rate": rate, "reason": reason, "valid_to": following.valid_from if following else None},
    )
    return written


def _faults(channel):
    """A refusal for each field that cannot be."""
    tests = {
        "name": channel.name.strip(),
        "slug": re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", channel.slug) and not reserved.is_reserved(channel.slug),
        "currency": is_currency(channel.currency),
        "country": _is_country(channel.country),
        "countries": all(map(_is_country, channel.countries)),
        "timezone": channel.timezone in zoneinfo.available_timezones(),
        "default_language": channel.default_language in dict(settings.LANGUAGES),
        "domain": channel.domain is None or domains.is_sound(channel.domain),
        "hours": hours.are_sound(channel.hours),
        "legal": legal.is_sound(channel.legal),
    }
    return [
        ShopError(
            "INVALID",
            f"{getattr(channel, field)!r:.60} cannot be a shop's {field.replace('_', ' ')}; choose another.",
            FIELDS.get(field, field),
        )
        for field in CHECKED
        if not tests[field]
    ]


def _refuse_twins(channel):
    others = Channel.objects.exclude(pk=channel.pk)
    if others.filter(slug=channel.slug).exists():
        raise ShopError("UNIQUE", f"Another shop has the slug {channel.slug}; choose another.", "slug")
    if channel.domain and others.filter(domain=channel.domain).exists():
        raise ShopError("UNIQUE", f"Another shop answers at {channel.domain}; choose another.", "domain")


def _is_country(code):
    return len(code) == 2 and code.isupper() and code in Locale.parse("en").territories
