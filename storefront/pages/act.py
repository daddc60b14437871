"""POST …?action=name: the form's fields become a mutation's variables; then on, or back to the form with sentences.

?action=contact,buy does two, the second only when the first was not refused. Success answers 303 to where the form's
_next says, on this site only, {add.checkout.id} in it filled with the answer. A refusal answers 422 with the same page,
filled in. Who posts from another site is refused before anything is read.
"""

import re
from urllib.parse import quote, urlsplit

from django.http import Http404, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from . import form, render, saving, sentences

SIGN_OUT, AGAIN = "sign-out", "again"  # need no document: forget the session; show the page with what was typed
WORD = re.compile(r"(?:\{|%7B)([\w.]+)(?:\}|%7D)")  # as written, or as an address writes it
SESSION = re.compile(r"\w+\.(?:token|refreshToken|csrfToken)")  # never written into an address
SECRETS = re.compile(r"password|card|token", re.IGNORECASE)  # never written back into a page


def is_from_here(request, place):
    """Did a page of this site send it? By Sec-Fetch-Site, else by Origin; a browser says one of them."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = urlsplit(request.headers.get("Origin", ""))
    hosts = {request.META.get("HTTP_HOST"), *place.hosts}
    return origin.scheme in ("http", "https") and origin.netloc in hosts


def act(visit, found):
    """The answer to a form that was sent to a page (compiled.Page)."""
    name = visit.request.GET.get("action", "")
    if name == SIGN_OUT:
        visit.jar.session = None
        return _on(visit, found, {})
    *before, last = name.split(",")
    is_half = last == AGAIN  # the form goes on being filled in
    actions = [visit.theme.actions.get(one) for one in (before if is_half else [*before, last])]
    if None in actions:
        raise Http404("there is no such action")
    visit.ordered = _ordered(visit, actions[-1:])
    with translation.override(visit.language):
        blank = [] if is_half else _blank(visit)
        data, errors, status = ({}, _problems(blank), 422) if blank else _all_done(visit, actions)
    if errors:
        return render.page(visit, found, status=status, filled=_filled(visit, name), errors=errors)
    _remember(visit, data)
    if is_half:
        return _unkept(render.page(visit, found, filled=_filled(visit, name), done=data))
    return _on(visit, found, data)


def _ordered(visit, actions):
    """The basket that another tab has just made an order of, when the last action would order it."""
    operations = [one for action in actions for one in action.operations]
    orders = any("order" in asked for one in operations for asked in one.roots.values())
    is_needed = orders and all("basket" in one.variables for one in operations)
    return visit.jar.ordered if is_needed and not visit.jar.basket else None


def _blank(visit):
    """[(field's name, sentence)] of what is blank and must not be: the form says so in _needed."""
    posted, files = visit.request.POST, visit.request.FILES
    blank = [name for name in posted.getlist("_needed") if name not in files and not posted.get(name, "").strip()]
    return [(name, _("Please fill this in.")) for name in blank]


def _all_done(visit, actions):
    """(data, render.Errors, status) of actions done in turn, up to the first that is refused."""
    done, errors, status = {}, render.Errors(), 422
    for number, action in enumerate(actions, 1):
        data, errors, status = _done(visit, action)
        if errors and (number == len(actions) or not _is_gone(visit, errors)):
            return {}, errors, status
        done |= data
    return done, errors, status


def _is_gone(visit, errors):
    """Is the basket not there any more? It may have become an order, by a second tap: the next action can tell."""
    return visit.known.get("basket") and errors.code == "NOT_FOUND" and not errors.byField


def _done(visit, action):
    """(data, render.Errors, status) of the first mutation whose engine's variables are known, or of the next one."""
    possible = [one for one in action.operations if _may_run(visit, one)]
    for number, operation in enumerate(possible):
        read = form.read(_sent(visit), _asked(visit, operation))
        if read.problems:
            return {}, _problems(read.problems), 422
        known = {name: value for name, value in visit.known.items() if name in operation.variables}
        answer, status = visit.ask(action, {**read.variables, **known}, operation.name)
        errors = _refusals(visit, answer, status)
        if number + 1 < len(possible) and "basket" in known and errors.code == "NOT_FOUND":
            visit.jar.basket = None  # sold or thrown away since: begin a new one
            continue
        return answer.get("data") or {}, errors, 500 if errors.code == "InternalServerError" else 422
    return {}, render.Errors(rest=[_("This is not possible any more; please start again.")], code="REQUIRED"), 422


def _sent(visit):
    """{name: [texts or files]} of the form."""
    return {**dict(visit.request.POST.lists()), **dict(visit.request.FILES.lists())}


def _may_run(visit, operation):
    known = visit.known
    missing = ("basket", "channel")
    needed = [name for name in missing if name in operation.variables and operation.variables[name].required]
    return all(known.get(name) for name in needed)


def _asked(visit, operation):
    known = visit.known
    return {name: kind for name, kind in operation.variables.items() if name not in known}


def _problems(problems):
    errors = render.Errors(code="INVALID")
    for name, sentence in problems:
        errors.byField.setdefault(name, sentence)
    return errors


def _refusals(visit, answer, status):
    """The refusals of a payload beside the fields they are about; what failed as a whole in one sentence."""
    errors = render.Errors()
    whole = answer.get("errors", ())
    if whole:
        code = whole[0].get("extensions", {}).get("code", "")
        return render.Errors(rest=[_whole(code, visit.jar.visitor.user_id)], code=code)
    names = [name for name in _sent(visit) if not name.startswith("_")]
    for payload in answer["data"].values():
        for refusal in (payload or {}).get("errors", ()):
            errors.code = errors.code or refusal["code"]
            name, sentence = _field(refusal["field"], names), sentences.said(refusal["message"])
            if name is None:
                errors.rest += [sentence] if sentence not in errors.rest else []
            else:
                errors.byField.setdefault(name, sentence)
    errors.byField = {name: errors.byField[name] for name in names if name in errors.byField}  # in the form's order
    return errors


def _whole(code, user_id):
    if code == "PermissionDenied":
        return _("This is not yours to change.") if user_id else _("Please sign in first.")
    if code == "InternalServerError":
        return _("This did not work, and it is our fault. What you typed is kept; please try again in a moment.")
    return _("This could not be understood; please check what you typed.")


def _field(told, names):
    """The form's field that the API's `told` means: `email` is `input.email`; None when there is none."""
    if not told:
        return None
    endings = [name for name in names if form.STEP.findall(name)[-1:] == [told]]
    inside = [name for name in names if told in form.STEP.findall(name)]
    return next(iter([*[name for name in names if name == told], *endings, *inside]), None)


def _filled(visit, name):
    posted = visit.request.POST
    values = {key: posted[key] for key in posted if not key.startswith("_") and not SECRETS.search(key)}
    return render.Form(values, posted.get("_form", ""), name)


def _remember(visit, data):
    """Keep what the visitor got: a session, a basket; a basket that became an order is gone."""
    for payload in data.values():
        payload = payload or {}
        if payload.get("refreshToken"):
            visit.jar.session = payload["refreshToken"]
        checkout, order = payload.get("checkout"), payload.get("order")
        if order:
            visit.jar.ordered, visit.jar.basket = visit.known["basket"], None
        elif isinstance(checkout, dict) and checkout.get("id"):
            visit.jar.basket = checkout["id"]


def _on(visit, found, data):
    """303 to the next page, or the file that _file asks; htmx gets the part it asked for, or is told where to go."""
    saved = saving.file(visit.request.POST.get("_file", ""), lambda path: _at(data, path))
    if saved:
        return _unkept(saved)
    told = visit.request.POST.get("_next", "")
    there = WORD.sub(lambda at: "" if SESSION.fullmatch(at[1]) else quote(_written(_at(data, at[1])), safe=""), told)
    if not there.startswith("/") or not url_has_allowed_host_and_scheme(there, allowed_hosts=None):
        there = visit.request.path
        told = ""
    if visit.request.headers.get("HX-Request") == "true":
        if not told:
            sent = render.Form(sent=_filled(visit, "").values)
            return _unkept(render.page(visit, found, filled=sent, done=data))
        return _unkept(HttpResponse(status=204, headers={"HX-Redirect": there}))
    return _unkept(HttpResponseRedirect(there, status=303))


def _unkept(response):
    response["Cache-Control"] = "no-store"
    response.same_for_all = False
    return response


def _written(value):
    """An answer's value as it stands in an address: yes or no, of a list how many (nothing of none), else itself."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str((len(value) or "") if isinstance(value, list) else value)


def _at(data, path):
    for step in path.split("."):
        data = data.get(step) if isinstance(data, dict) else None
    return "" if data is None else data


def refused():
    """The answer to a form of another site."""
    return _unkept(HttpResponseForbidden("This form was sent from another site.\n", content_type="text/plain"))
