"""POST /graphql/: the only way in."""

import json
import logging

from django.conf import settings
from django.http import HttpResponse
from django.utils.html import escape

from . import cors
from .body import read
from .context import RequestContext
from .errors import MASKED, Refused, shaped
from .headers import language_of
from .run import run

log = logging.getLogger(__name__)
encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def graphql(request, schema=None):
    """Answer one request to the API, from any site that SHOP_ORIGINS names. schema: another than the shop's own."""
    if request.method == "OPTIONS":
        response = cors.preflight(request)
    elif request.method == "POST":
        response = _posted(request, schema)
    else:
        response = _not_posted(request)
    return cors.open_to(request, response)


def _posted(request, schema):
    context = RequestContext(request)
    try:
        answer, status = _answered(request, context, schema)
        body = encode(answer).encode()
    except Refused as refusal:
        answer, status = refusal.answer(), refusal.status
        body = encode(answer).encode()
    except Exception:
        log.exception("the API failed outside any field")
        body, status = encode({"errors": [shaped(MASKED, "InternalServerError")]}).encode(), 500
    response = HttpResponse(body, status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    for name, value, options in context.cookies:
        _set_cookie(response, name, value, options)
    response.same_for_all = status == 200 and _same_for_all(request, context, answer)
    return response


def _same_for_all(request, context, answer):
    """May this answer be told to every anonymous visitor? Only a faultless one about the catalogue, to a stranger."""
    if not (context.is_catalogue and context.is_lasting):
        return False
    stranger = not any(name in request.META for name in ("HTTP_AUTHORIZATION", "HTTP_AUTHORIZATION_BEARER"))
    return stranger and not context.cookies and "data" in answer and "errors" not in answer


def _answered(request, context, schema):
    asked, batch = read(request, may_upload=lambda: _signed_in(context))
    answers = [run(one.document, one.variables, one.operation, context, schema=schema) for one in asked]
    status = max(status for _, status in answers)
    return ([answer for answer, _ in answers] if batch else answers[0][0]), status


def _signed_in(context):
    """Only somebody we know may send a large body; a bad token is as good as none."""
    try:
        return context.visitor.user_id is not None
    except Exception:
        return False


def _set_cookie(response, name, value, options):
    if value is None:
        response.delete_cookie(name, **options)
    else:
        response.set_cookie(name, value, **options)


# For a person who looks with a browser ------------------------------------------------------------------------------

WORDS = {
    "fr": (
        "L'API de la boutique",
        "Cette adresse répond aux programmes, en GraphQL, comme Saleor : envoyez un POST. "
        "Le schéma se lit par introspection.",
        "Essayez dans un terminal :",
    ),
    "en": (
        "The shop's API",
        "This address answers programs, in GraphQL, as Saleor does: send a POST. "
        "The schema can be read by introspection.",
        "Try in a terminal:",
    ),
}
PAGE = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><h1>{title}</h1><p>{text}</p><p>{invitation}</p><pre>{example}</pre></html>
"""


def _not_posted(request):
    if request.method != "GET" or "text/html" not in request.META.get("HTTP_ACCEPT", ""):
        return HttpResponse("Send a POST.\n", status=405, headers={"Allow": cors.METHODS}, content_type="text/plain")
    language = language_of(request)
    title, text, invitation = WORDS.get(language, WORDS["en"])
    example = (
        f"curl {settings.SHOP_URL}/graphql/ -H 'Content-Type: application/json' \\\n"
        """  -d '{"query": "{ categories(first: 3) { edges { node { name } } } }"}'"""
    )
    page = PAGE.format(language=language, title=title, text=text, invitation=invitation, example=escape(example))
    headers = {"Content-Security-Policy": "default-src 'none'", "Vary": "Accept-Language, Accept"}
    return HttpResponse(page, headers=headers)
