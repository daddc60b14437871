"""When something is amiss: the theme's own page says it in words; bare words when even that fails."""

import logging

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
    except Exception:
        log.exception("the page %s of the theme %s failed", name, visit.theme.theme.name)
        response = None
    response = response or HttpResponse(BARE[name], status=status, content_type="text/plain")
    if status == 503:
        response["Retry-After"] = str(maintenance.AGAIN)
    return response


def after(visit, error):
    """The page for an error: what failed is logged; without a database it is maintenance, whatever failed."""
    if not isinstance(error, render.Broken):
        log.error("a page failed at %s", visit.request.path, exc_info=error)
    if not _is_database_away(error):
        return shown(visit, "500")
    response = shown(visit, "maintenance")
    response.is_away = True  # hot.py may know the page
    return response


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
