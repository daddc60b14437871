"""The theme of these tests, tests/themes/plain, and a browser that behaves like one."""

from pathlib import Path

import pytest
from django.test import Client

from storefront.pages import languages
from tests import shop

THEMES = Path(__file__).resolve().parents[2] / "themes"


@pytest.fixture
def themes(settings, tmp_path):
    """The two themes of tests/themes and no other; the street's is plain."""
    settings.THEMES, settings.SHOP_THEME = [THEMES], "plain"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    languages.gather()
    return settings


@pytest.fixture
def bakery(db, themes):
    """The open shop "pain" with a baguette in it."""
    channel = shop.a_channel("pain", theme="plain")
    shop.a_product("Baguette", price=120, stock=20, channel=channel)
    return channel


@pytest.fixture
def browser():
    """A Django client that sends what browsers send with a form of the same site."""
    return Client(headers={"sec-fetch-site": "same-origin"})
