"""The words of themes and plugins in other languages: their locale/ folders, gathered into one catalogue at boot.

A theme writes locale/fr/LC_MESSAGES/django.po and no more; what Django reads is made in SHOP_DATA, so that themes may
lie where nobody writes. The nearest theme's words win over those it extends only by a context of their own (msgctxt):
one catalogue serves the whole street.
"""

import gettext
import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from django.conf import settings
from django.utils.translation import trans_real

from .. import plugin
from .theme import ThemeProblem, places


def gather():
    """Write the catalogue of each language anew when it differs from what is there."""
    wrote = [_write(code) for code, _name in settings.LANGUAGES]
    if any(wrote):
        gettext._translations.clear()  # Django remembers what it has read, as its own autoreload knows
        trans_real._translations.clear()


def files(code):
    """The .po files of a language: the engine's own, the API's, the plugins', the themes'."""
    own = Path(__file__).parent
    folders = [own, own.parent / "api", *(found.folder for found in plugin.discovered()), *places().values()]
    found = [folder / "locale" / code / "LC_MESSAGES" / "django.po" for folder in folders]
    return [file for file in found if file.is_file()]


def _write(code):
    made = None
    for file in files(code):
        try:
            with open(file, "rb") as text:
                read = read_po(text, locale=code, abort_invalid=True)
        except (PoFileError, ValueError) as error:
            raise ThemeProblem(file, getattr(error, "lineno", None) or 1, f"this cannot be read: {error}.")
        if made is None:
            made = read
            continue
        for message in read:
            if message.id and message.string:
                made[message.id] = message
    path = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.mo"
    if made is None:
        return path.exists() and (path.unlink(), True)[1]
    return _put(path, made)


def _put(path, catalogue):
    path.parent.mkdir(parents=True, exist_ok=True)
    mine = path.with_suffix(f".{os.getpid()}")
    with open(mine, "wb") as file:
        write_mo(file, catalogue)
    if path.exists() and path.read_bytes() == mine.read_bytes():
        mine.unlink()
        return False
    mine.replace(path)  # atomic: web processes starting at once agree
    return True
