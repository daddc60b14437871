"""Themes hold no Python, and those that come with the shop are sound."""

from django.conf import settings

from storefront.pages import compiled

from .sources import ROOT


def test_themes_hold_no_python():
    assert list((ROOT / "themes").rglob("*.py")) == []


def test_our_themes_are_sound():
    assert {path.parent.name for path in (ROOT / "themes").glob("*/theme.toml")} == set(compiled.every())
    assert ROOT / "themes" in settings.THEMES
