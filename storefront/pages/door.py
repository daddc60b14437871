"""The door of all pages: finds language, shop, theme and page for an address, and sees every answer off."""

from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.multipartparser import MultiPartParserError

from ..api import limits
from ..api.headers import language_of
from ..channels import domains
from ..channels import queries as channels
from . import act, addresses, amiss, compiled, maintenance, once, render
from .leaving import sees_off
from .places import Place
from .visit import Visit

LARGEST = 256 * 1024  # bytes of a form


def door(request, address):
    """Any address that nothing else answers. address: the path without its first slash."""
    first = address.partition("/")[0]
    mount = compiled.mounts().get(first)
    if mount is None and not compiled.of(None):
        raise Http404("no theme is installed")
    if address == "":
        return sees_off(request, _to_language(request))
    if address in dict(settings.LANGUAGES):
        return sees_off(request, _on(request, f"/{address}/"))
    visit = _mounted(request, mount, address) if mount else _visit(request, f"/{address}")
    try:
        response = _answer(visit)
    except Http404:
        response = amiss.shown(visit, "404")
    except (SuspiciousOperation, MultiPartParserError):  # too many fields, a garbled form: Django answers 400
        raise
    except Exception as error:
        response = amiss.after(visit, error)
    visit.jar.put_into(response)
    return sees_off(request, response, visit.sources, visit.place)


def _to_language(request):
    response = HttpResponseRedirect(f"/{language_of(request)}/", headers={"Vary": "Accept-Language"})
    response["Cache-Control"] = "private, no-cache"
    return response


def _visit(request, path):
    """Who came where. Shop and page are looked for later, and may not be there."""
    _, language, rest = [*path.split("/", 2), ""][:3]
    if "." in language and not rest:  # /robots.txt: programs ask for it without a language
        language, rest = settings.LANGUAGE_CODE, language
    place = Place(domains.front_at(request.META.get("HTTP_HOST", "")))
    if language not in dict(settings.LANGUAGES):
        return Visit(request, language_of(request), None, compiled.of(None), place.below("/"), None, place)
    return Visit(request, language, None, compiled.of(None), place.below(f"/{rest}"), {}, place)


def _mounted(request, mount, address):
    """Who came to a plugin's pages, whose addresses have no language."""
    below = address.removeprefix(mount.name)
    return Visit(request, language_of(request), None, mount.owner, below, {}, Place(mount=mount))


def _answer(visit):
    if visit.words is None:
        visit.words = {}
        raise Http404("no such language")
    if visit.place.mount:
        return _answer_mounted(visit)
    slug = _slug(visit)
    if maintenance.is_on(slug):
        visit.theme = compiled.of(domains.fronts().get(slug))
        return amiss.shown(visit, "maintenance")
    if slug is not None:
        visit.shop = channels.channel(slug)
        visit.theme = compiled.of(visit.shop)
    found, visit.words = _page(visit)
    if found is None:
        return _with_slash(visit)
    return _asked(visit, found)


def _slug(visit):
    """The shop that an address speaks of; None for the street's own addresses."""
    patterns = [p for p in visit.theme.patterns if not p.of_a_shop]
    if visit.place.domain is None and addresses.found(patterns, visit.below)[0] is not None:
        return None
    return visit.below.split("/")[1]


def _answer_mounted(visit):
    visit.language = visit.jar.language or visit.language
    found = visit.place.mount.found(visit.below)
    if found is None:
        return _with_slash(visit)
    visit.theme, pattern, visit.words = found
    if pattern.of_a_shop:
        visit.shop = channels.channel(visit.words["channel"], visit.jar.visitor)
        if visit.shop is None:
            raise Http404("no such shop, or none of theirs")
    return _asked(visit, visit.theme.pages[pattern.page])


def _asked(visit, found):
    request = visit.request
    if request.method in ("GET", "HEAD"):
        return render.page(visit, found)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if not act.is_from_here(request, visit.place):
        return act.refused()
    if render.is_shut(visit, found):
        return render.to_sign_in(visit)
    if _is_too_large(visit):
        return HttpResponse("This form is too large.\n", status=413, content_type="text/plain")
    who = "\n".join(filter(None, [visit.jar.session, visit.jar.basket]))
    return once.answered(request, who, lambda: _acted(visit, found))


def _is_too_large(visit):
    """As the API: files, and so large bodies, are for those who have signed in."""
    request = visit.request
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length <= LARGEST:
        request.body  # noqa: B018  read before its fields are, or once.py could not look at it
    elif request.content_type != "multipart/form-data" or visit.jar.visitor.user_id is None:
        return True
    return length > limits.UPLOADS or len(request.FILES) > limits.FILES


def _acted(visit, found):
    response = act.act(visit, found)
    visit.jar.put_into(response)
    return response


def _page(visit):
    pattern, words = addresses.found(_patterns(visit), visit.below)
    if pattern is None:
        return None, {}
    return visit.theme.pages[pattern.page], words


def _patterns(visit):
    if visit.place.mount:
        return visit.place.mount.patterns
    return [p for p in visit.theme.patterns if p.of_a_shop == (visit.shop is not None)]


def _with_slash(visit):
    """An address that only lacks its last slash leads on; any other is unknown."""
    if visit.below.endswith("/") or addresses.found(_patterns(visit), f"{visit.below}/")[0] is None:
        raise Http404
    return _on(visit.request, visit.place.path(visit.language, quote(f"{visit.below}/")))


def _on(request, there):
    query = request.META.get("QUERY_STRING")
    return HttpResponsePermanentRedirect(there + (f"?{query}" if query else ""))
