"""Plugins in themes that never heard of them: what they may say, and what is refused at the start."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.template import Engine

from storefront import plugin
from storefront.api import typed
from storefront.pages import outlets
from storefront.pages.theme import ThemeProblem


@dataclass
class Guest:
    """As much of a plugin as outlets look at."""

    folder: Path
    word: str = "guest"


@pytest.fixture
def guest(tmp_path, monkeypatch):
    """guest(files): the only plugin, with these files in its outlets/."""

    def write(**files):
        (tmp_path / "outlets").mkdir()
        for name, words in files.items():
            (tmp_path / "outlets" / f"place.{name}").write_text(words)
        monkeypatch.setattr(plugin, "discovered", lambda: (Guest(tmp_path),))

    return write


def test_a_fragment_is_spread_in_its_place_and_lines_stay(guest):
    guest(graphql="fragment guestHere on Query { shop { domain { url } } }", html="x")
    text, more = outlets.asked("{\n  # outlet place\n  me { id }\n  # outlet other\n}")
    assert text == "{\n  ...guestHere\n  me { id }\n  # outlet other\n}"
    assert [words for _file, words in more] == ["fragment guestHere on Query { shop { domain { url } } }"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("fragment other on Query { me { id } }", "name contains the plugin's word, 'guest'"),
        ("fragment guestA on Query { a } fragment guestB on Query { a }", "write one fragment"),
        ("\nfragment guest on", "place.graphql:2: Syntax Error"),
    ],
)
def test_what_is_no_fragment_of_the_plugin_is_refused(guest, words, sentence):
    guest(graphql=words, html="x")
    with pytest.raises(ThemeProblem, match=sentence):
        outlets.asked("{ # outlet place\n}")


def test_a_fragment_nobody_shows_is_refused(guest):
    guest(graphql="fragment guest on Query { me { id } }")
    with pytest.raises(ThemeProblem, match="a fragment that no template shows"):
        outlets.templates(None)


@pytest.mark.parametrize("line", ["script-src *", "default-src https://a.example", "script-src 'unsafe-inline'", ""])
def test_what_is_no_origin_is_not_allowed(guest, line):
    guest(html="x", csp=f"img-src https://a.example\n{line}\n")
    with pytest.raises(ThemeProblem, match="place.csp:2: write a line such as"):
        outlets.templates(Engine())


KNOWN = {"channel": "String!", "language": "LanguageCodeEnum!"}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("{ a(b: $channel) }", "query($channel: String!){ a(b: $channel) }"),
        ("query { a(b: $channel) }", "query($channel: String!) { a(b: $channel) }"),
        ("query Q { a(b: $channel) }", "query Q($channel: String!) { a(b: $channel) }"),
        ("query Q($x: Int) { a(b: $channel, c: $x) }", "query Q($channel: String!, $x: Int) { a(b: $channel, c: $x) }"),
        ("query Q($channel: String) { a(b: $channel) }", "query Q($channel: String) { a(b: $channel) }"),
        ("query Q { a(b: $other) }", "query Q { a(b: $other) }"),
    ],
)
def test_the_engines_variables_are_declared_for_fragments(text, whole):
    assert typed.declared(text, KNOWN) == whole
