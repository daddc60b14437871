"""Shops that answer at a domain of their own: which host is whose, and the one full address of a shop's page.

Every process keeps what it read for LASTS seconds, so that no request costs a statement; whoever changes a shop in this
process forgets it. When the database is away, what was known last goes on.
"""

import logging
import re
import time
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error

from .models import Channel

log = logging.getLogger(__name__)
LASTS = 5.0  # seconds
HOST = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


class Front(NamedTuple):
    """A shop as seen from the pavement. domain: None without one of its own."""

    slug: str
    domain: str | None
    theme: str


_kept = {"until": 0.0, "fronts": {}}


def fronts():
    """{slug: Front} of all shops, open or closed, as they were at most LASTS seconds ago."""
    if _kept["until"] < time.monotonic():
        try:
            rows = Channel.objects.order_by("slug").values_list("slug", "domain", "theme")
            _kept["fronts"] = {row[0]: Front(*row) for row in rows}
        except Error as error:
            log.error("the shops' domains cannot be read: %s", error)
        _kept["until"] = time.monotonic() + LASTS
    return _kept["fronts"]


def forget():
    """Read anew the next time."""
    _kept["until"] = 0.0


def front_at(host):
    """The Front whose domain a request's Host header names, or None: then it is the street's."""
    name = host.lower().partition(":")[0].rstrip(".")
    if name == urlsplit(settings.SHOP_URL).hostname or not HOST.fullmatch(name):
        return None
    return next((front for front in fronts().values() if front.domain == name), None)


def is_sound(domain):
    """Can this be a shop's domain: a plain host name in small letters, and not the street's own?"""
    return HOST.fullmatch(domain) is not None and domain != urlsplit(settings.SHOP_URL).hostname


def origin(domain):
    """The full address of a domain; scheme and port are those of SHOP_URL."""
    street = urlsplit(settings.SHOP_URL)
    return f"{street.scheme}://{domain}" + (f":{street.port}" if street.port else "")


def address(shop, language, below="/"):
    """The one full address of a page of a shop (a Channel or Front): at its domain, or below its slug at SHOP_URL."""
    if shop.domain:
        return f"{origin(shop.domain)}/{language}{below}"
    return f"{settings.SHOP_URL}/{language}/{shop.slug}{below}"
