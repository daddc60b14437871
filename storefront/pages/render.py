"""GET: ask the page's document with the visitor's own rights, fill the template with the answer."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template import Context
from django.utils import translation

from . import form
from .documents import OURS
from .here import Here


@dataclass
class Form:
    """What somebody typed, when a page comes back with refusals. of: which form of the page it was.

    sent: what was typed when all went well, for the part that says so.
    """

    values: dict = field(default_factory=dict)
    of: str = ""
    action: str = ""
    sent: dict = field(default_factory=dict)


@dataclass
class Errors:
    """Refusals. byField: {field's name: sentence}; all: every sentence; rest: those that belong to no field.

    first: the name of the first field to mend; code: the API's word for the first refusal.
    """

    byField: dict = field(default_factory=dict)  # noqa: N815  as themes write it
    rest: list = field(default_factory=list)
    code: str = ""

    @property
    def all(self):
        """Every sentence."""
        return [*self.rest, *self.byField.values()]

    @property
    def first(self):
        """The first field to mend, None without any."""
        return next(iter(self.byField), None)

    def __bool__(self):
        return bool(self.byField or self.rest)


def page(visit, found, *, status=200, filled=None, errors=None, done=None):
    """The answer to a visit of a page (compiled.Page). filled, errors: a form that was refused; done: what one did."""
    if is_shut(visit, found):
        return to_sign_in(visit)
    data, faultless = _data(visit, found)
    part = _part(visit)
    here = Here(visit, found.name, status)
    context = {**data, "here": here, "form": filled or Form(), "errors": errors or Errors(), "done": done or {}}
    shown = _rendered(visit, part or found.template, context)
    response = HttpResponse(shown, status=status, content_type=found.content_type)
    is_private = found.private or status == 422 or visit.jar.visitor.user_id is not None
    response["Cache-Control"] = "no-store" if is_private else "private, no-cache"
    response["Vary"] = "Cookie, HX-Request, Accept-Encoding"
    response.holds_token = found.document is not None and any(
        "token" in asked for asked in found.operation.roots.values()
    )
    response.same_for_all = (
        status == 200 and faultless and visit.is_lasting and not (is_private or _is_personal(visit, found))
    )
    return response


def _is_personal(visit, found):
    """Was it made for one visitor? A basket counts where the page asks for it; see hot.py for who is told what."""
    asks_basket = found.document is not None and "basket" in found.operation.variables
    return visit.jar.is_personal or visit.jar.changed or (asks_basket and visit.jar.brings_basket)


def _data(visit, found):
    """(the answer's data, was it faultless?); Http404 when what the page is about is not there."""
    if found.document is None:
        return {}, True
    typed, known = _variables(visit, found.operation)
    answer, status = visit.ask(found.document, {**typed, **known})
    if typed and _is_refused(found, answer):  # an old address, whose filters are gone: the page without them
        answer, status = visit.ask(found.document, known)
    data = answer.get("data") or {}
    if status != 200 or (found.main and data.get(found.main) is None):
        _refuse_broken(answer)
        raise Http404(found.main or "the question does not fit")
    _forget_basket(visit, found.operation, data)
    return data, "errors" not in answer


def _is_refused(found, answer):
    """Was the question refused as a whole? What merely is not there is no refusal."""
    data = answer.get("data") or {}
    return "errors" in answer and (not data or (found.main and data.get(found.main) is None))


class Broken(Exception):
    """The API failed; it has logged why."""


def _refuse_broken(answer):
    if any(error["extensions"]["code"] == "InternalServerError" for error in answer.get("errors", ())):
        raise Broken


def _variables(visit, operation):
    """(what stands behind the question mark, the engine's and the address's words), as far as they are declared."""
    known = visit.known
    asked = {name: kind for name, kind in operation.variables.items() if name not in known and name not in OURS}
    read = form.read(dict(visit.request.GET.lists()), asked)
    return read.variables, {name: value for name, value in known.items() if name in operation.variables}


def _forget_basket(visit, operation, data):
    """A basket that the API does not know any more was sold or thrown away."""
    if "basket" in operation.variables and visit.jar.basket and "checkout" in data and data["checkout"] is None:
        visit.jar.basket = None


def _part(visit):
    """The template of the part that htmx asks for by ?part=name, or None for the whole page."""
    asked = visit.request.GET.get("part") or visit.request.POST.get("_part")
    is_htmx = visit.request.headers.get("HX-Request") == "true"
    return f"parts/{asked}.html" if is_htmx and asked in visit.theme.answers else None


def _rendered(visit, template, context):
    with translation.override(visit.language):
        return visit.theme.engine.get_template(template).render(Context(context))


def is_shut(visit, found):
    """Is the page for those who have signed in, or for people of the shops, and this is none of them?"""
    visitor = visit.jar.visitor if found.members or found.staff else None
    return visitor is not None and (visitor.user_id is None or (found.staff and not visitor.is_staff))


def to_sign_in(visit):
    """The way to the page where people sign in, and back here afterwards."""
    there = Here(visit, "").address(visit.theme.theme.sign_in)
    request = visit.request
    query = urlencode({"next": request.get_full_path() if request.method == "GET" else request.path})
    if request.headers.get("HX-Request") == "true":  # a part of a page would get the whole page of signing in
        response = HttpResponse(status=204, headers={"HX-Redirect": f"{there}?{query}"})
    else:
        response = HttpResponseRedirect(f"{there}?{query}", status=303)
    response["Cache-Control"] = "no-store"
    return response
