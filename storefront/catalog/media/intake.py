"""Uploads: what is no picture is refused, what is one is turned upright, stripped and stored."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import PurePath

import pillow_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from ...kernel.errors import ShopError
from . import shelf

pillow_heif.register_heif_opener(thumbnails=False)

PIXELS_AT_MOST = 25_000_000
TOO_LARGE = "This picture has more than 25 million pixels; make it smaller."
BYTES_AT_MOST = 20 * 1024 * 1024
ENDINGS = {
    "JPEG": {"jpg", "jpeg", "jpe", "jfif"},
    "PNG": {"png"},
    "WEBP": {"webp"},
    "AVIF": {"avif"},
    "GIF": {"gif"},
    "HEIF": {"heic", "heif", "hif"},
}
KEPT_AS = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "AVIF": "AVIF", "GIF": "PNG", "HEIF": "JPEG"}
ENDING = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
WRITTEN = {
    "JPEG": {"quality": 90, "optimize": True, "progressive": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 82, "method": 4},
    "AVIF": {"quality": 62, "speed": 7},
}


@dataclass(frozen=True)
class Picture:
    """A stored picture: its path below /media/, its size as it is shown, its MIME type."""

    path: str
    width: int
    height: int
    content_type: str


def accept(data, filename=""):
    """Check an upload's bytes and store the picture in them; the same picture twice is stored once.

    Refuses with INVALID what is not JPEG, PNG, WebP, AVIF, GIF or HEIC, what is broken, and what is too large.
    """
    if len(data) > BYTES_AT_MOST:
        raise _refusal("This file is larger than 20 MB; choose a smaller picture.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = _opened(data, filename)
        kept = KEPT_AS[image.format]
        image = fit(upright(image), kept)
    return _shelved(written(image, kept), image, kept)


def keep(data):
    """Store a picture that we made ourselves, byte for byte: nothing is checked and nothing encoded anew."""
    image = Image.open(io.BytesIO(data), formats=list(ENDING))
    return _shelved(data, image, image.format)


def _shelved(body, image, kept):
    digest = hashlib.sha256(body).hexdigest()[:40]
    path = f"pictures/{digest[:2]}/{digest}.{ENDING[kept]}"
    shelf.put(path, body)
    return Picture(path, image.width, image.height, Image.MIME[kept])


def upright(image):
    """The first frame as it should be seen: turned by its EXIF orientation, in sRGB, without metadata."""
    try:
        image.load()
        image = _in_srgb(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError, MemoryError, EOFError):
        raise _refusal("This picture is broken; save it again in another program.")
    if image.mode not in ("RGB", "RGBA", "L", "LA"):
        image = image.convert("RGBA" if "A" in image.mode or "transparency" in image.info else "RGB")
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def written(image, format):
    """The picture's bytes in that format."""
    out = io.BytesIO()
    fit(image, format).save(out, format, **WRITTEN[format])
    return out.getvalue()


def fit(image, format):
    """The picture in a mode that the format can hold; JPEG shows white where it was transparent."""
    if format != "JPEG":
        return image.convert("RGBA" if image.mode == "LA" else "RGB") if image.mode in ("LA", "L") else image
    if image.mode in ("RGBA", "LA"):
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image.convert("RGBA"), mask=image.getchannel("A"))
        return ground
    return image if image.mode == "RGB" else image.convert("RGB")


def _opened(data, filename):
    try:
        image = Image.open(io.BytesIO(data), formats=list(ENDINGS))
    except Image.DecompressionBombError:
        raise _refusal(TOO_LARGE)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise _refusal("This is not a picture we can show; use JPEG, PNG, WebP, AVIF, GIF or HEIC.")
    if image.width * image.height > PIXELS_AT_MOST:
        raise _refusal(TOO_LARGE)
    ending = PurePath(filename).suffix.lower().lstrip(".")
    if ending and ending not in ENDINGS[image.format]:
        raise _refusal(f"The file is called “.{ending[:10]}” but holds {image.format}; give it its right ending.")
    return image


def _in_srgb(image):
    profile = image.info.get("icc_profile")
    if not profile:
        return image.convert("RGB") if image.mode == "CMYK" else image
    try:
        mode = "RGBA" if image.mode in ("RGBA", "LA", "PA") else "RGB"
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert("RGB") if image.mode == "CMYK" else image


def _refusal(message):
    return ShopError("INVALID", message, "image")
