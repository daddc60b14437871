"""Addresses of pictures: the file itself when it is known to be there, else the lazy address that makes it."""

from django.conf import settings
from django.core.files.storage import default_storage

from ...kernel import ids
from .renditions import is_ready, rendition_path, snap

DEFAULT_SIZE = 4096


def url(type_name, pk, path, size=None, format=None):
    """The absolute address of a picture of an object ("ProductMedia", 7), at most `size` wide and high (0: original).

    format: None or "ORIGINAL", "WEBP", "AVIF".
    """
    size = snap(DEFAULT_SIZE if size is None else size)
    if size == 0:
        return file_url(path)
    kind = "" if format in (None, "ORIGINAL") else format.lower()
    if is_ready(path, size, kind):
        return file_url(rendition_path(path, size, kind))
    tail = f"{kind}/" if kind else ""
    return f"{settings.SHOP_URL}/thumbnail/{ids.to_global(type_name, pk)}/{size}/{tail}"


def file_url(path):
    """The absolute address of a stored file."""
    if settings.MEDIA_URL.startswith("/"):
        return f"{settings.SHOP_URL}{settings.MEDIA_URL}{path}"
    return absolute(default_storage.url(path))


def absolute(address):
    """An address of ours with its host; others stay as they are."""
    return settings.SHOP_URL + address if address.startswith("/") else address
