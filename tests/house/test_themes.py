"""Themes hold no Python, are sound, and say every word in every language."""

import re

import pytest
from django.conf import settings

from storefront.pages import compiled

from . import words
from .sources import ROOT, name

CATALOGUES = words.catalogues()
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def test_themes_hold_no_python():
    assert list((ROOT / "themes").rglob("*.py")) == []


def test_our_themes_are_sound():
    assert {path.parent.name for path in (ROOT / "themes").glob("*/theme.toml")} <= set(compiled.every())
    assert ROOT / "themes" in settings.THEMES


def test_no_word_of_a_template_is_said_in_one_language_only():
    found = {str(name(path)): words.untranslated(path.read_text()) for path in words.templates()}
    assert {path: said for path, said in found.items() if said} == {}


def test_words_in_one_language_are_found():
    """The test above can fail."""
    page = (
        '<p title="Hello">{% translate "fine" %} 250 {{ name }}</p>\n'
        "<p>Not {% blocktranslate %}fine{% endblocktranslate %}</p><script>let quiet</script>"
        '<img alt="{% translate "A picture" %}"><input type="submit" value="Send">'
    )
    assert words.untranslated(page) == [(1, "Hello"), (2, "Not"), (2, "Send")]


def test_every_message_is_translated():
    known = {words.singular(message) for message in _messages("fr")}
    places = [*words.templates(), *sorted((ROOT / "storefront/pages").rglob("*.py"))]
    missing = {(str(name(path)), *asked) for path in places for asked in words.asked_for(path) if asked not in known}
    assert sorted(missing, key=str) == []


@pytest.mark.parametrize("path", CATALOGUES)
def test_no_translation_is_empty_or_doubtful(path):
    poor = [message.id for message in CATALOGUES[path] if message.id and (message.fuzzy or not _whole(message))]
    assert poor == []


@pytest.mark.parametrize("path", CATALOGUES)
def test_translations_fill_in_the_same_words(path):
    differ = [message.id for message in CATALOGUES[path] if message.id and not _alike(message)]
    assert differ == []


def _messages(language):
    for path, catalogue in CATALOGUES.items():
        if f"/{language}/" in path:
            yield from (message for message in catalogue if message.id)


def _whole(message):
    said = [message.string] if isinstance(message.string, str) else list(message.string)
    return bool(said) and all(text.strip() for text in said)


def _alike(message):
    """A singular may leave its number out ("one product"); no form may ask for what is not given."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    said = [message.string] if isinstance(message.string, str) else list(message.string)
    given = {word for text in ids for word in PLACEHOLDER.findall(text)}
    asked = {word for text in said for word in PLACEHOLDER.findall(text)}
    return asked == given
