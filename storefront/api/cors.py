"""Which pages of other sites may call the API from a browser: those whose origin matches SHOP_ORIGINS.

The API reads bearer headers only, never a page's cookie, so an open door here lets nobody act as somebody else.
"""

from fnmatch import fnmatchcase

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

HEADERS = "Origin, Content-Type, Accept, Authorization, Source-Service-Name, Authorization-Bearer"
METHODS = "POST, OPTIONS"
REMEMBERED = "600"  # seconds a browser keeps the answer to its preflight question


def allowed(origin):
    """Does the origin match one of the shop's patterns?"""
    return any(fnmatchcase(origin, pattern) for pattern in settings.SHOP_ORIGINS)


def open_to(request, response):
    """Put on any answer of the API what the asking page's browser must see. The origin is echoed, never `*`."""
    origin = request.META.get("HTTP_ORIGIN", "")
    response["Access-Control-Allow-Credentials"] = "true"
    patch_vary_headers(response, ["Origin"])
    if origin and allowed(origin):
        response["Access-Control-Allow-Origin"] = origin
    return response


def preflight(request):
    """The answer to OPTIONS: 200 for an origin that may call, else 400."""
    origin = request.META.get("HTTP_ORIGIN", "")
    response = HttpResponse(status=200 if origin and allowed(origin) else 400, headers={"Allow": METHODS})
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = HEADERS
    response["Access-Control-Max-Age"] = REMEMBERED
    return response
