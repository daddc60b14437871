"""The words of templates: which are said to be translated, and which stand there untranslated."""

import io
import json
import re
from html.parser import HTMLParser

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from .sources import ROOT, name

SAID = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"}
SAME_EVERYWHERE = {"kg", "SIREN", "SIRET", "html"}  # units, registers, <!doctype html>
FOR_PROGRAMS = {"colours.html", "kind.html"}  # pieces of structured data and of the web manifest
SILENT = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%\s*json_ld\s*%}.*?{%\s*end_json_ld\s*%}|{%.*?%}|{{.*?}}|<!--.*?-->",
    re.DOTALL,
)


def templates():
    """The templates of our themes and plugins that people read."""
    for folder in ("themes", "plugins"):
        yield from (path for path in sorted((ROOT / folder).rglob("*.html")) if path.name not in FOR_PROGRAMS)


def untranslated(text):
    """[(line, words)] that a reader would see or hear in one language only."""
    reader = _Reader()
    reader.feed(SILENT.sub(lambda found: "\n" * found[0].count("\n"), text))
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.mute = [], 0

    def handle_starttag(self, tag, attrs):
        self.mute += tag in ("script", "style")
        given = dict(attrs)
        said = SAID | ({"value"} if given.get("type") in ("submit", "button", "reset") else set())
        said |= {"content"} if given.get("name") in ("description", "title") else set()
        for attribute, value in attrs:
            if attribute in said:
                self._look(value or "")

    def handle_endtag(self, tag):
        self.mute -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.mute:
            self._look(data)

    def _look(self, text):
        words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in SAME_EVERYWHERE]
        if words:
            self.found.append((self.getpos()[0], " ".join(words)))


def asked_for(path):
    """{(context, message)} that a template or a Python file wants translated; of plurals the singular."""
    text = path.read_text()
    source = text
    if path.suffix == ".html":
        source = re.sub(r"^[ \t]+", "", templatize(text, origin=str(path)), flags=re.MULTILINE)
    keywords = {**DEFAULT_KEYWORDS, "gettext_noop": None, "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
    for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), keywords):
        yield context, message if isinstance(message, str) else message[0]


def catalogues():
    """{path: catalogue} of every .po file of themes, plugins and the shop itself."""
    files = [path for top in ("themes", "plugins", "storefront") for path in sorted((ROOT / top).rglob("*.po"))]
    return {str(name(path)): read_po(path.open("rb"), locale=path.parts[-3]) for path in files}


def spoken(text):
    """A template's text as it is read: tags are gone, a value stands as one letter."""
    return re.sub(r"{{.*?}}", "x", re.sub(r"{%.*?%}", "", text))


def of_the_demo(language):
    """(file, text) of what the demo street says in that language."""
    for path in sorted((ROOT / "fixtures/street").rglob("*.json")):
        yield from ((str(name(path)), text) for text in _in(language, json.loads(path.read_text())))


def _in(language, told, mine=False):
    if isinstance(told, str) and mine:
        yield told
    elif isinstance(told, list):
        for one in told:
            yield from _in(language, one, mine)
    elif isinstance(told, dict):
        for key, one in told.items():
            if key != "slug":
                yield from _in(language, one, mine or key == language)


def singular(message):
    """The message of a catalogue as `asked_for` says it."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]
