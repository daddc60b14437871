"""When something is amiss: the theme's own page says it in words; bare words when even that fails."""

import logging
import traceback

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.template import Context
from django.utils import translation

from . import maintenance, render
from .here import Here

log = logging.getLogger(__name__)
STATUS = {"403": 403, "404": 404, "500": 500, "maintenance": 503}
BARE = {
    "403": "This is for the shop's own people; please sign in as one of them.\n",
    "404": "There is nothing here.\n",
    "500": "This did not work; please try again in a moment.\n",
    "maintenance": "We are back in a moment; please try again soon.\n",
}


def shown(visit, name):
    """The page "404", "500", "403" or "maintenance" for a visit. All but the first ask nothing: the API may be away."""
    status = STATUS[name]
    try:
        response = _themed(visit, name)
    except Exception as error:
        _log(f"the page {name} of the theme {visit.theme.theme.name} failed", error)
        response = None
    response = response or HttpResponse(BARE[name], status=status, content_type="text/plain")
    if status == 503:
        response["Retry-After"] = str(maintenance.AGAIN)
    return response


def after(visit, error):
    """The page for an error: what failed is logged; without a database it is maintenance, whatever failed."""
    if not isinstance(error, render.Broken):
        _log(f"a page failed at {visit.request.path}", error)
    if not _is_database_away(error):
        return shown(visit, "500")
    response = shown(visit, "maintenance")
    response.is_away = True  # hot.py may know the page
    return response


def _log(sentence, error):
    """A template's fault is its file, line and kind alone: Django writes all that the page knew into its words."""
    frames = [frame for frame, _line in traceback.walk_tb(error.__traceback__)]
    nodes = [frame.f_locals.get("self") for frame in frames if frame.f_code.co_name == "render_annotated"]
    if not nodes:
        log.error("%s", sentence, exc_info=error)
        return
    node, code = nodes[-1], frames[-1].f_code
    line = node.token.lineno if node.token else 1
    log.error("%s: %s:%s: %s in %s", sentence, node.origin, line, type(error).__name__, code.co_qualname)


def _themed(visit, name):
    found = visit.theme.pages.get(name)
    if found is None and name == "maintenance":
        found = visit.theme.pages.get("500")
    if found is None:
        return None
    if name == "404":
        return render.page(visit, found, status=404)
    with translation.override(visit.language):
        words = {"here": Here(visit, found.name, STATUS[name]), "form": render.Form(), "errors": render.Errors()}
        text = visit.theme.engine.get_template(found.template).render(Context(words))
    return HttpResponse(text, status=STATUS[name])


def _is_database_away(error):
    """Is it the database that cannot be reached, or has no time? The API hides what failed: then it is asked."""
    if not isinstance(error, render.Broken):
        return isinstance(error, OperationalError | InterfaceError)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return True
    return False
