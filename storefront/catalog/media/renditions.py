"""Renditions: a picture in one of Saleor's sizes and formats, made when first asked for."""

import io
from pathlib import PurePath

from PIL import Image

from . import shelf
from .intake import ENDING, written

SIZES = (32, 64, 128, 256, 512, 1024, 2048, 4096)
FORMATS = {"webp": "WEBP", "avif": "AVIF", "": None}
_ready = set()  # (path, size, format) known to be on the shelf


def snap(size):
    """The nearest of Saleor's sizes; 0 stays 0, the original."""
    return 0 if size <= 0 else min(SIZES, key=lambda known: abs(known - size))


def rendition_path(path, size, format=""):
    """Where the rendition of a picture lies: "pictures/ab/abc.jpg", 256, "webp" -> "renditions/ab/abc-256.webp"."""
    stem, dot, ending = path.rpartition(".")
    return f"renditions/{stem.removeprefix('pictures/')}-{size}.{format or ending}"


def is_ready(path, size, format=""):
    """Is the rendition known to exist? Looks at the disk when that is local, never over a network."""
    key = (path, size, format)
    if key in _ready:
        return True
    if shelf.is_local() and shelf.has(rendition_path(*key)):
        _ready.add(key)
        return True
    return False


def rendition(path, size, format=""):
    """The path of the rendition, made now when it is missing; FileNotFoundError when the picture itself is."""
    target = rendition_path(path, size, format)
    key = (path, size, format)
    if key not in _ready and not shelf.has(target):
        shelf.put(target, _made(shelf.read(path), size, format, PurePath(path).suffix[1:]))
    _ready.add(key)
    return target


def _made(data, size, format, ending):
    image = Image.open(io.BytesIO(data), formats=list(ENDING))
    image.draft("RGB", (size, size))  # JPEG decodes at a fraction of its size
    image.thumbnail((size, size), Image.Resampling.LANCZOS, reducing_gap=3.0)
    kept = FORMATS[format] or next(name for name, known in ENDING.items() if known == ending)
    return written(image, kept)
