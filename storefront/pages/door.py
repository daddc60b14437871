"""The door of all pages: finds language, shop, theme and page for an address, and sees every answer off."""

import gzip
import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.template import Context
from django.utils import translation

from ..api.headers import language_of
from ..channels import queries as channels
from . import act, addresses, compiled, once, render
from .hello import hello
from .visit import Here, Visit

log = logging.getLogger(__name__)
SMALL = 1024  # bytes that are not worth compressing
LARGEST = 256 * 1024  # bytes of a form


def door(request, address):
    """Any address that nothing else answers. address: the path without its first slash."""
    if not compiled.of(None):
        if address == "":
            return hello(request)
        raise Http404
    if address == "":
        return _sees_off(request, _to_language(request))
    visit, response = None, None
    try:
        visit = _visit(request, f"/{address}")
        response = _answer(visit)
    except Http404:
        response = _amiss(request, visit, address, "404", 404)
    except SuspiciousOperation:  # too many fields, a garbled form: Django answers 400
        raise
    except Exception as error:
        if not isinstance(error, render.Broken):
            log.exception("a page failed at %s", request.path)
        response = _amiss(request, visit, address, "500", 500)
    if visit is not None:
        visit.jar.put_into(response)
    return _sees_off(request, response, visit.sources if visit else ())


def _to_language(request):
    response = HttpResponse(status=302, headers={"Location": f"/{language_of(request)}/", "Vary": "Accept-Language"})
    response["Cache-Control"] = "private, no-cache"
    return response


def _visit(request, path):
    """Who came where; the page may still be unknown."""
    _, language, below = [*path.split("/", 2), ""][:3]
    if "." in language and not below:  # /robots.txt: programs ask for it without a language
        language, below = settings.LANGUAGE_CODE, language
    if language not in dict(settings.LANGUAGES):
        raise Http404
    below = f"/{below}"
    street = compiled.of(None)
    pattern, words = addresses.found([p for p in street.patterns if not p.of_a_shop], below)
    if pattern is not None:
        return Visit(request, language, None, street, below, words)
    shop = channels.channel(below.split("/")[1])
    return Visit(request, language, shop, compiled.of(shop), below, {})


def _answer(visit):
    found, visit.words = _page(visit)
    if found is None:
        return _with_slash(visit)
    request = visit.request
    if request.method in ("GET", "HEAD"):
        return render.page(visit, found)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if not act.is_from_here(request):
        return act.refused()
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return HttpResponse("This form is too large.\n", status=413, content_type="text/plain")
    who = "\n".join(filter(None, [visit.jar.session, visit.jar.basket]))
    return once.answered(request, who, lambda: _acted(visit, found))


def _acted(visit, found):
    response = act.act(visit, found)
    visit.jar.put_into(response)
    return response


def _page(visit):
    patterns = [p for p in visit.theme.patterns if p.of_a_shop == (visit.shop is not None)]
    pattern, words = addresses.found(patterns, visit.below)
    if pattern is None:
        return None, {}
    return visit.theme.pages[pattern.page], words


def _with_slash(visit):
    """An address that only lacks its last slash leads on; any other is unknown."""
    whole = f"{visit.below}/"
    patterns = [p for p in visit.theme.patterns if p.of_a_shop == (visit.shop is not None)]
    if visit.below.endswith("/") or addresses.found(patterns, whole)[0] is None:
        raise Http404
    query = visit.request.META.get("QUERY_STRING")
    return HttpResponsePermanentRedirect(f"/{visit.language}{whole}" + (f"?{query}" if query else ""))


def _amiss(request, visit, address, name, status):
    """The theme's page for what is amiss; bare words when even that fails."""
    if visit is None:
        visit = Visit(request, language_of(request), None, compiled.of(None), "/", {})
    try:
        if name in visit.theme.pages:
            return _shown(visit, visit.theme.pages[name], status)
    except Exception:
        log.exception("the page %s of the theme %s failed", name, visit.theme.theme.name)
    words = {404: "There is nothing here.\n", 500: "This did not work; please try again in a moment.\n"}[status]
    return HttpResponse(words, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"})


def _shown(visit, found, status):
    if status == 404:
        return render.page(visit, found, status=status)
    with translation.override(visit.language):  # nothing is asked: what failed may be the API itself
        context = {"here": Here(visit, found.name, status), "form": render.Form(), "errors": render.Errors()}
        shown = visit.theme.engine.get_template(found.template).render(Context(context))
    return HttpResponse(shown, status=status, headers={"Cache-Control": "no-store"})


def _sees_off(request, response, sources=()):
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", _policy(sources))
    response.headers.setdefault("Cache-Control", "no-store")
    if (
        request.method == "GET"
        and len(response.content) > SMALL
        and "gzip" in request.headers.get("Accept-Encoding", "")
    ):
        response.content = gzip.compress(response.content, 6, mtime=0)
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
    return response


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
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


def _policy(sources):
    """The Content Security Policy: everything from here, nothing inline, no nonces, for known pages are kept."""
    media = urlsplit(settings.MEDIA_URL)
    policy = {name: list(words) for name, words in POLICY.items()}
    if media.netloc:
        policy["img-src"].append(f"{media.scheme}://{media.netloc}")
    for name, source in sorted(sources):
        policy.setdefault(name, ["'self'"]).append(source)
    return "; ".join(" ".join([name, *words]) for name, words in policy.items())
