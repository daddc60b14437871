"""Links in letters: they lead only to hosts we know."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings

from ..channels import domains
from ..channels import queries as channels
from ..kernel.errors import ShopError

LOCAL = ("localhost", "127.0.0.1", "::1")


def checked(url, field="redirectUrl"):
    """The address a letter may lead to; refuses hosts that are neither ours nor on the street's list."""
    if not url:
        raise ShopError("REQUIRED", "Say where the link in the e-mail leads.", field)
    if _host(url) not in _allowed_hosts():
        raise ShopError(
            "INVALID",
            "Links may not lead there; use an address of this shop, or add its host to the street's redirect hosts.",
            field,
        )
    return url


def extended(url, **words):
    """The address with these words in its query."""
    parts = urlsplit(url)
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *words.items()])
    return parts._replace(query=query).geturl()


def _host(url):
    """Its host when it is a plain web address that every browser reads alike, else None."""
    if len(url) > 1000 or not url.isascii() or not url.isprintable() or any(sign in url for sign in ' \\"<>'):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") and "@" not in parts.netloc else None


def _allowed_hosts():
    local = LOCAL if settings.SHOP_DEMO else ()
    own = (front.domain for front in domains.fronts().values())
    return {urlsplit(settings.SHOP_URL).hostname, *own, *channels.street().redirect_hosts, *local} - {None}
