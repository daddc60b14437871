"""When something is amiss: nothing at an address, a failure, a pause. Words, and a way on."""

import pytest

from storefront.pages import amiss, compiled
from storefront.pages.visit import Visit
from tests import shop
from tests.storefront.themes.people import text


def test_a_product_that_is_not_there_offers_what_was_meant(browser, bakery):
    shop.a_product("Croissant", channel=bakery)
    answer = browser.get("/en/pain/products/bagette/")
    assert answer.status_code == 404
    assert "<h2>Did you mean one of these?</h2>" in text(answer)
    assert 'href="/en/pain/products/baguette/"' in text(answer)
    assert "Croissant" not in text(answer)
    assert 'action="/en/pain/search/"' in text(answer)


def test_any_other_address_of_a_shop_shows_its_counter(browser, bakery):
    shown = text(browser.get("/fr/pain/rien/du/tout/"))
    assert "<h1>Rien à cette adresse</h1>" in shown
    assert "<h2>Sur le comptoir</h2>" in shown


@pytest.mark.parametrize("address", ["/en/nowhere/", "/en/nowhere/products/x/", "/en/rien"])
def test_without_a_shop_the_streets_doors_are_open(browser, bakery, address):
    answer = browser.get(address)
    assert answer.status_code == 404
    assert 'href="/en/pain/"' in text(answer)


def test_an_unknown_language_is_answered_in_one_we_speak(browser, bakery):
    answer = browser.get("/xx/pain/", headers={"accept-language": "fr"})
    assert (answer.status_code, "Rien à cette adresse" in text(answer)) == (404, True)


@pytest.mark.parametrize(
    ("name", "status", "french", "english"),
    [
        ("500", 500, "Cela n’a pas marché", "This did not work"),
        ("maintenance", 503, "Nous revenons tout de suite", "Back in a moment"),
    ],
)
def test_failures_and_pauses_ask_nothing(rf, bakery, django_assert_num_queries, name, status, french, english):
    for language, words in (("fr", french), ("en", english)):
        visit = Visit(rf.get(f"/{language}/pain/"), language, bakery, compiled.of(bakery), "/pain/", {})
        with django_assert_num_queries(0):
            answer = amiss.shown(visit, name)
        assert (answer.status_code, f"<h1>{words}</h1>" in text(answer)) == (status, True)
        assert "<script" not in text(answer)
