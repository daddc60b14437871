"""Pages of words: content pages and the legal notices, in both languages."""

import pytest

from storefront.channels.actions import update_channel
from storefront.content import actions as content
from tests.storefront.themes.people import text

LEGAL = {
    "name": "Fournil <b>SARL",
    "form": "SARL",
    "siren": "000000232",
    "siret": "00000023200017",
    "vat_number": "FR29000000232",
    "register": {"fr": "RCS Lyon 000 000 232", "en": "Lyon trade register 000 000 232"},
    "capital": "1000.00",
    "publication_director": "Oscar Malterre",
    "host": {"fr": "Hébergé ici", "en": "Hosted here"},
    "mediator": "Médiation des métiers",
}


@pytest.fixture
def about(bakery):
    """A page in French, translated."""
    words = {"title": "About <b>us", "content": "We bake.", "seo_title": "Who bakes", "seo_description": "Bakers"}
    return content.create_page(
        content.create_page_type("Page"),
        "À propos",
        channel=bakery,
        content='Nous cuisons.<script>alert("x")</script>',
        translations={"en": words},
    )


def test_a_page_is_read_in_ones_language(browser, about):
    french, english = text(browser.get("/fr/pain/pages/a-propos/")), text(browser.get("/en/pain/pages/a-propos/"))
    assert "<h1>À propos</h1>" in french
    assert "Nous cuisons." in french
    assert "<script>alert" not in french
    assert "<h1>About &lt;b&gt;us</h1>" in english
    assert "<title>Who bakes – Pain</title>" in english
    assert '<meta name="description" content="Bakers">' in english
    assert "We bake." in english


def test_a_page_of_another_shop_or_none_is_not_found(browser, about):
    assert browser.get("/fr/pain/pages/rien/").status_code == 404


def test_the_legal_notices_say_who_the_shop_is(browser, bakery):
    update_channel(bakery.pk, legal=LEGAL)
    french, english = text(browser.get("/fr/pain/legal/")), text(browser.get("/en/pain/legal/"))
    for fact in ("SARL", "000000232", "00000023200017", "FR29000000232", "Oscar Malterre", "Médiation des métiers"):
        assert f"<dd>{fact}</dd>" in english or f"<strong>{fact}</strong>" in english
    assert "<dd>Fournil &lt;b&gt;SARL</dd>" in english
    assert "<dd>RCS Lyon 000 000 232</dd>" in french
    assert "<dd>Lyon trade register 000 000 232</dd>" in english
    assert "<dt>Capital social</dt><dd>1\u202f000,00\xa0€</dd>" in french
    assert "Direction de la publication" in french


def test_what_a_shop_has_not_said_is_left_out(browser, bakery):
    update_channel(bakery.pk, legal={"vat_exemption": "TVA non applicable, art. 293 B du CGI"})
    shown = text(browser.get("/en/pain/legal/"))
    assert "<dd>TVA non applicable, art. 293 B du CGI</dd>" in shown
    assert "<dd>Pain</dd>" in shown
    for word in ("SIREN", "Capital", "VAT number", "Publication director", "If we do not agree", "None"):
        assert word not in shown
