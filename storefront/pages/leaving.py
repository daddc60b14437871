"""Seeing an answer off: its headers, what its page may load, and its size on the wire."""

import gzip
import hashlib
from urllib.parse import urlsplit

from django.conf import settings

SMALL = 1024  # bytes that are not worth compressing
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
AT_WORK = {"Permissions-Policy": "camera=(self), geolocation=(), microphone=()"}  # plugins' pages scan codes
POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}


def sees_off(request, response, sources=(), place=None):
    """The answer with all its headers. sources: [(directive, origin)] that plugins in outlets load from."""
    is_mounted, is_at_domain = bool(place and place.mount), bool(place and place.domain)
    for name, value in {**HEADERS, **(AT_WORK if is_mounted else {})}.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", _policy(sources, is_mounted, is_at_domain))
    response.headers.setdefault("Cache-Control", "no-store")
    if response.status_code == 200 and response["Cache-Control"] == "private, no-cache":
        response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:20]}"'  # shell.py answers 304 to it
    # Compression tells how much of a page repeats what its asker wrote (BREACH). Pages hold no secret, not even a CSRF
    # token, but for those that ask an order's token: they leave as they are.
    is_secret = getattr(response, "holds_token", False)
    if not is_secret and len(response.content) > SMALL and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = gzip.compress(response.content, 6, mtime=0)
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
    return response


def _policy(sources, is_mounted, is_at_domain):
    """The Content Security Policy: everything from here, nothing inline, no nonces, for known pages are kept."""
    media = urlsplit(settings.MEDIA_URL)
    policy = {name: list(words) for name, words in POLICY.items()}
    if media.netloc:
        policy["img-src"].append(f"{media.scheme}://{media.netloc}")
    if is_at_domain:
        policy["img-src"].append(settings.SHOP_URL)  # the API's addresses of pictures are full
    if is_mounted:
        policy["img-src"].append("blob:")  # a photo that was just taken
    for name, source in sorted(sources):
        policy.setdefault(name, ["'self'"]).append(source)
    return "; ".join(" ".join([name, *words]) for name, words in policy.items())
