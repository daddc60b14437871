"""Which address leads where."""

import logging

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, JsonResponse
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe
from django.views.static import serve

from . import plugin
from .accounts import tokens
from .api.view import graphql
from .catalog.media import original, thumbnail
from .pages.door import door

log = logging.getLogger(__name__)
SHOWN = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}  # anything else is saved, not opened
FOR_EVER = "public, max-age=31536000, immutable"  # a medium's name changes when its content does


@require_safe
def health(request):
    """200 when the shop can answer, 503 when its database cannot be reached."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        answer, status = {"status": "ok"}, 200
    except DatabaseError as error:
        log.error("health: the database cannot be reached: %s", error)
        answer, status = {"status": "failing", "database": "unreachable"}, 503
    return JsonResponse(answer, status=status, headers={"Cache-Control": "no-store"})


@require_safe
def media(request, path):
    """A stored picture or file; a browser opens pictures only, so that no upload runs as a page of ours."""
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except ValueError:  # NUL in the address
        raise Http404
    if response.get("Content-Type") not in SHOWN and response.status_code == 200:
        response["Content-Disposition"] = "attachment"
        response["Content-Type"] = "application/octet-stream"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = FOR_EVER
    return response


@require_safe
def jwks(request):
    """The public keys that access tokens are signed with."""
    return JsonResponse(tokens.jwks(), headers={"Cache-Control": "public, max-age=3600"})


ID = r"(?P<id>[A-Za-z0-9+/_=-]{1,200}?)"
urlpatterns = [
    re_path(r"^graphql/$", graphql),
    re_path(rf"^thumbnail/{ID}/(?P<size>\d{{1,5}})/(?:(?P<format>[a-z]{{1,10}})/)?$", require_safe(thumbnail)),
    re_path(rf"^image/{ID}/$", require_safe(original)),
    path(".well-known/jwks.json", jwks),
    path("media/<path:path>", media),
    path("health", health),
    *(path(f"{found.word}/", include(module)) for found, module in plugin.modules("urls")),
    re_path(r"^(?P<address>.*)\Z", door),  # pages of themes, last
]
