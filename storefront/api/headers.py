"""What a request's headers say, read in one place: token, network address, language."""

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

SCHEMES = ("bearer", "jwt")


def bearer_of(request):
    """The access token: `Authorization-Bearer: <token>`, else `Authorization: Bearer|JWT <token>`; None without one."""
    token = request.META.get("HTTP_AUTHORIZATION_BEARER", "").strip()
    if token:
        return token
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").strip().partition(" ")
    return token.strip() or None if scheme.lower() in SCHEMES else None


def address_of(request):
    """The caller's network address; what proxies say about it counts only from those in SHOP_PROXIES."""
    address = request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    while hops and address in settings.SHOP_PROXIES:
        address = hops.pop()
    return address[:45]


def language_of(request):
    """The first language of Accept-Language that the shop speaks, else its own."""
    for code, _ in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:500].lower()):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
