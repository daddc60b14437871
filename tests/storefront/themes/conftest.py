"""The shop's own themes, as they are, and a browser that behaves like one."""

from pathlib import Path

import pytest
from django.test import Client

from storefront.pages import languages
from tests import shop

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def themes(settings, db):
    """The themes of the folder themes/; the street's is atelier."""
    settings.THEMES, settings.SHOP_THEME = [ROOT / "themes"], "atelier"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    languages.gather()
    return settings


@pytest.fixture
def bakery(themes):
    """The open shop "pain" with a baguette in it."""
    channel = shop.a_channel("pain", theme="atelier")
    shop.a_product("Baguette", price=120, stock=20, channel=channel)
    return channel


@pytest.fixture
def browser():
    """A Django client that sends what browsers send with a form of the same site."""
    return Client(headers={"sec-fetch-site": "same-origin"})
