"""The engine speaks French and English; its catalogue says neither too little nor too much."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from storefront.pages import compiled, languages

ENGINE = Path(languages.__file__).parent


def test_every_sentence_of_the_engine_is_translated():
    said = {m for file in ENGINE.glob("*.py") for m in re.findall(r'\b_\("([^"]+)"\)', file.read_text())}
    with open(ENGINE / "locale/fr/LC_MESSAGES/django.po", "rb") as file:
        written = {message.id: message for message in read_po(file) if message.id}
    assert set(written) == said
    assert [m.id for m in written.values() if not m.string or m.fuzzy] == []


def test_gathering_twice_writes_once(themes):
    path = themes.LOCALE_PATHS[0] / "fr" / "LC_MESSAGES" / "django.mo"
    before = path.stat().st_mtime_ns
    languages.gather()
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("name", ["plain", "rye"])
def test_the_themes_files_are_found_by_collectstatic(themes, name):
    from storefront.pages.files import ThemeFinder

    finder = ThemeFinder()
    assert [path for path, storage in finder.list([]) if storage.prefix == f"themes/{name}"] == ["shop.css"]
    assert Path(finder.find(f"themes/{name}/shop.css")).is_file()
    assert set(compiled.every()) == {"plain", "rye"}
