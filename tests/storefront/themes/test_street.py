"""The street's own page: who stands in it, and what merchants wrote stays text."""

import pytest

from tests import shop


@pytest.mark.parametrize("language, trade", [("fr", "Fleuriste"), ("en", "Florist")])
def test_the_first_page_names_the_open_shops(bakery, browser, language, trade):
    words = {"trade": "Fleuriste", "translations": {"en": {"trade": "Florist"}}}
    shop.a_channel("fleurs", name="Fleurs <b>&", theme="fleuriste", **words)
    shop.a_channel("closed", name="Fermée", is_active=False)
    page = browser.get("/", headers={"accept-language": language}, follow=True).content.decode()
    assert f'<html lang="{language}">' in page and trade in page
    assert "Fleurs &lt;b&gt;&amp;" in page and "<b>&" not in page and "Fermée" not in page


def test_a_street_without_shops_says_so(themes, browser):
    assert "The shutters are still down" in browser.get("/en/").content.decode()
