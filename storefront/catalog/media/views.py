"""The lazy addresses: /thumbnail/<id>/<size>/[<format>/] makes the rendition, /image/<id>/ leads to the original."""

from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect

from ...kernel import ids
from ...kernel.errors import ShopError
from ..models import Category, Collection, ProductMedia
from .addresses import file_url
from .renditions import FORMATS, rendition, snap

PICTURES = {
    "ProductMedia": (ProductMedia, "image"),
    "ProductImage": (ProductMedia, "image"),
    "Category": (Category, "background_image"),
    "Collection": (Collection, "background_image"),
}


def shows(type_name, model, field):
    """Objects of this GraphQL type have a picture: its path stands in that field of the model."""
    PICTURES[type_name] = (model, field)


def thumbnail(request, id, size, format=""):
    """302 to the rendition, made on the first request; 404 for whatever has no picture."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    format = (format or "").lower()
    if format not in FORMATS:
        raise Http404("Formats are webp and avif.")
    path, size = _path(id), snap(min(int(size), 100_000))
    try:
        return _led(rendition(path, size, format) if size else path)
    except FileNotFoundError:
        raise Http404("The picture's file is gone; upload it again.")


def original(request, id):
    """302 to the stored original; 404 for whatever has no picture."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return _led(_path(id))


def _path(global_id):
    try:
        type_name, _ = ids.parts(global_id)
        model, field = PICTURES[type_name]
        path = model.objects.filter(pk=ids.to_pk(global_id, type_name)).values_list(field, flat=True).first()
    except (ShopError, KeyError):
        path = None
    if not path:
        raise Http404("There is no such picture.")
    return path


def _led(path):
    answer = HttpResponseRedirect(file_url(path))
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
