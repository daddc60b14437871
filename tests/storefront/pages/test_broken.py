"""A broken theme stops the start with a sentence that names the file and the line."""

import os
import subprocess
import sys
import textwrap

import pytest

from storefront.pages import compiled
from storefront.pages.theme import ThemeProblem

SOUND = {
    "theme.toml": """
        title = "Broken"
        [pages]
        "/{channel}/" = "shop"
        [main]
        shop = "channel"
    """,
    "pages/shop.graphql": "query($channel: String!) {\n  channel(slug: $channel) { name }\n}\n",
    "pages/shop.html": "<p>\n{{ channel.name }}</p>\n",
}
MORE = '"/{channel}/" = "shop"\n        "/{channel}/more/" = "more"'

BROKEN = [
    pytest.param({"theme.toml": "title = "}, "theme.toml:1: this is not TOML", id="not TOML"),
    pytest.param({"theme.toml": 'title = "a"\ncolour = "red"'}, "theme.toml:2: colour is not understood", id="word"),
    pytest.param({"theme.toml": 'title = "a"\nextends = "b"'}, "theme.toml:2: there is no theme 'b'", id="no base"),
    pytest.param({"theme.toml": 'extends = "broken"'}, "extend each other in a ring", id="ring"),
    pytest.param({"parts/x.py": "1"}, "parts/x.py:1: a theme holds no Python", id="Python"),
    pytest.param(
        {"theme.toml": SOUND["theme.toml"].replace('"/{channel}/"', '"/{slug}/"')}, "theme.toml:4: ", id="address"
    ),
    pytest.param(
        {"theme.toml": SOUND["theme.toml"].replace('"/{channel}/" = "shop"', MORE)},
        "theme.toml:5: the page 'more' has no pages/more.html",
        id="no template",
    ),
    pytest.param({"pages/shop.graphql": "{\n  nothing\n}"}, "pages/shop.graphql:2: Cannot query field", id="field"),
    pytest.param({"pages/shop.graphql": "{\n  shop {"}, "pages/shop.graphql:2: Syntax Error", id="syntax"),
    pytest.param(
        {"pages/shop.graphql": "query($channel: String!, $slug: String!) {\n channel(slug: $channel) { name }"
         "\n product(slug: $slug) { name } }"},
        "pages/shop.graphql:1: nothing says what $slug is at /{channel}/", id="unknown variable"),
    pytest.param({"pages/shop.graphql": "{ me { email } }"}, "does not ask 'channel'", id="main"),
    pytest.param(
        {"pages/shop.graphql": SOUND["pages/shop.graphql"].replace("channel(", "here: channel(")},
        "here is a word of the engine", id="engine's word"),
    pytest.param({"pages/shop.graphql": "mutation { tokensDeactivateAll { errors { code } } }"},
                 "a page asks one query", id="mutation"),
    pytest.param({"pages/shop.html": "<p>\n{% if channel %}"}, "pages/shop.html:2: Unclosed tag", id="template"),
    pytest.param({"pages/shop.html": "\n{{ a|nothing }}"}, "pages/shop.html:2: Invalid filter", id="filter"),
    pytest.param({"pages/shop.html": '\n\n{% include "parts/a.html" %}'},
                 "pages/shop.html:3: there is no template 'parts/a.html'", id="include"),
    pytest.param({"pages/shop.html": '\n{% static "a.css" %}'}, "pages/shop.html:2: no theme here has static/a.css",
                 id="static"),
    pytest.param({"pages/shop.html": '\n{% address "basket" %}'},
                 "pages/shop.html:2: no address leads to a page 'basket'", id="link"),
    pytest.param(
        {"pages/shop.graphql": "query($channel: String!) {\n channel(slug: $channel) { ...Card } }",
         "parts/card.graphql": "\nfragment Card on Channel {\n nothing }"},
        "parts/card.graphql:3: Cannot query field 'nothing'", id="shared fragment"),
    pytest.param({"actions/go.graphql": "mutation {\n  tokensDeactivateAll {\n errors { code } } }"},
                 "actions/go.graphql:2: tokensDeactivateAll must ask errors", id="action without errors"),
    pytest.param({"actions/go.graphql": "{ me { email } }"}, "actions/go.graphql:1: an action is a mutation",
                 id="action without mutation"),
    pytest.param({"theme.toml": 'title = "a"\nanswers = ["list"]'}, "theme.toml:2: there is no parts/list.html",
                 id="no part"),
    pytest.param({"locale/fr/LC_MESSAGES/django.po": 'msgid "a"\nnonsense'}, "django.po:", id="words"),
]  # fmt: skip


@pytest.fixture
def broken(settings, tmp_path):
    """broken(files): a theme made of SOUND and these files, alone in its folder."""

    def write(files):
        for name, text in {**SOUND, **files}.items():
            file = tmp_path / "broken" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(textwrap.dedent(text))
        settings.THEMES, settings.SHOP_THEME = [tmp_path], "broken"
        return tmp_path

    return write


def test_a_sound_theme_is_made_ready(broken):
    broken({})
    assert list(compiled.every()) == ["broken"]
    assert list(compiled.every()["broken"].pages) == ["shop"]


@pytest.mark.parametrize(("files", "sentence"), BROKEN)
def test_a_broken_theme_is_refused(broken, files, sentence):
    broken(files)
    with pytest.raises(ThemeProblem) as problem:
        compiled.every()
    assert sentence in str(problem.value)


def test_a_broken_theme_stops_the_start(broken, tmp_path):
    folder = broken({"pages/shop.html": "\n{% nothing %}"})
    environment = {**os.environ, "SHOP_THEMES": str(folder), "SHOP_DATA": str(tmp_path / "data")}
    environment |= {"DJANGO_SETTINGS_MODULE": "storefront.settings"}
    program = "import storefront.asgi"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 1
    assert "broken/pages/shop.html:2: Invalid block tag" in done.stderr


def test_two_themes_of_one_name_are_refused(broken, settings, tmp_path):
    folder = broken({})
    other = tmp_path / "elsewhere"
    (other / "broken").mkdir(parents=True)
    (other / "broken" / "theme.toml").write_text('title = "Again"')
    settings.THEMES = [folder, other]
    with pytest.raises(ThemeProblem, match="there is a theme of this name already"):
        compiled.every()
