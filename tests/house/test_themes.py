"""Themes hold no Python, are sound, and say every word in every language."""

import re

import pytest
from django.conf import settings

from storefront.pages import compiled

from . import words
from .sources import ROOT, name

CATALOGUES = words.catalogues()
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
BREAKABLE = re.compile(r"[^\s{%] [:;?»]|\S !(?!=)|\u202f[:;?!]|« |\w'\w")


def test_themes_hold_no_python():
    assert list((ROOT / "themes").rglob("*.py")) == []


def test_our_themes_are_sound():
    assert {path.parent.name for path in (ROOT / "themes").glob("*/theme.toml")} <= set(compiled.every())
    assert ROOT / "themes" in settings.THEMES


COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
SHEETS = sorted((ROOT / "themes").glob("*/static/*.css"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(name(path)))
def test_colours_stand_in_tokens(path):
    if path.name not in ("tokens.css", "awning.css"):
        assert COLOUR.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "path", [path for path in SHEETS if path.name == "awning.css"], ids=lambda path: path.parts[-3]
)
def test_an_awning_hangs_on_the_street_as_at_its_shop(path):
    stripes = re.compile(r"--stripe(?:-light)?: (#\w+);")
    assert stripes.findall(path.read_text()) == stripes.findall((path.parent / "tokens.css").read_text())


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


def test_french_signs_stay_with_their_words():
    """One rule: an unbreakable space (U+00A0) before : ; ? ! » and after «, and apostrophes that are curved."""
    said = [(path, text) for path in CATALOGUES if "/fr/" in path for text in _said(CATALOGUES[path])]
    said += [(str(name(path)), words.spoken(path.read_text())) for path in (ROOT / "storefront").rglob("*.fr.txt")]
    said += [(path, text) for path, text in words.of_the_demo("fr")]
    assert [(path, text) for path, text in said if BREAKABLE.search(text)] == []


def test_a_breakable_sign_is_found():
    """The test above can fail."""
    poor = ["Une question ?", "Ici : {{ place }}", "« ici\u00a0»", "l'heure", "{{ total }} ; ensuite", "Bonjour !"]
    assert [text for text in poor if not BREAKABLE.search(words.spoken(text))] == []
    assert not BREAKABLE.search(words.spoken("{% if a != b %}L’heure\u00a0: {{ b }}\u00a0?{% endif %}"))


def _messages(language):
    for path, catalogue in CATALOGUES.items():
        if f"/{language}/" in path:
            yield from (message for message in catalogue if message.id)


def _said(catalogue):
    for message in catalogue:
        if message.id:
            yield from [message.string] if isinstance(message.string, str) else message.string


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
