"""The basket's page: what lies in it, how it changes, and what it says when something is gone."""

import re

import pytest

from storefront.catalog.models import VariantChannelListing
from storefront.checkout.models import CheckoutLine
from storefront.discounts.actions import create_voucher
from storefront.inventory.models import Stock
from storefront.kernel import ids
from storefront.pages import compiled
from tests import shop
from tests.storefront.themes.buying import HTMX, add, problems
from tests.storefront.themes.people import text

BASKET = "/en/pain/basket/"


@pytest.fixture
def baguette(bakery):
    """The variant of the baguette."""
    return bakery.products.get().variants.get()


def change(browser, quantity, **how):
    """The answer to the form of the only line."""
    line = ids.to_global("CheckoutLine", CheckoutLine.objects.get().pk)
    fields = {"lines[0].lineId": line, "lines[0].quantity": quantity, "_form": line, **how.pop("fields", {})}
    return browser.post(f"{BASKET}?action=lines", fields, **how)


def quantities():
    """How many lie in the baskets."""
    return list(CheckoutLine.objects.values_list("quantity", flat=True))


def test_an_empty_basket_invites(browser, bakery):
    page = browser.get(BASKET)
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert "Nothing in it yet." in text(page) and 'href="/en/pain/checkout/"' not in text(page)


def test_a_card_says_what_it_added_and_how_many_there_are(browser, baguette):
    said = text(add(browser, baguette, 2, headers=HTMX, fields={"_part": "added"}))
    assert '<b id="count" class="count" hx-swap-oob="true">2</b>' in said
    assert "Baguette: in the basket" in said and 'href="/en/pain/basket/"' in said
    said = text(add(browser, baguette, headers=HTMX, fields={"_part": "added"}, at="/fr/pain/"))
    assert ">3</b>" in said and "Baguette, c’est dans le panier" in said


def test_a_card_says_why_nothing_was_added(browser, baguette):
    answer = add(browser, baguette, 30, headers=HTMX, fields={"_part": "added"})
    assert answer.status_code == 422
    assert 'id="said"' in text(answer) and 'id="count"' not in text(answer)
    assert "20" in text(answer)


def test_the_basket_shows_lines_and_totals(browser, baguette):
    add(browser, baguette, 2)
    page = text(browser.get(BASKET))
    assert "Baguette</a>" in page and "1,20\xa0€ each" in page
    assert re.findall(r"<dd>([^<]+)</dd>", page)[:4] == ["2,40\xa0€", "free", "2,40\xa0€", "0,13\xa0€"]
    assert 'href="/en/pain/checkout/">Order</a>' in page
    assert "1,20\xa0€ pièce" in text(browser.get("/fr/pain/basket/"))


def test_a_new_quantity_without_and_with_htmx(browser, baguette):
    add(browser, baguette)
    assert change(browser, 4)["Location"] == BASKET
    assert quantities() == [4]
    part = text(change(browser, 6, headers=HTMX, fields={"_part": "basket"}))
    assert part.lstrip().startswith('<div id="basket"') and "<html" not in part
    assert 'hx-swap-oob="true">6</b>' in part and "6 things in your basket, 7,20\xa0€ in all." in part


def test_the_buttons_beside_the_number_count_for_it(browser, baguette):
    add(browser, baguette, 2)
    change(browser, ["2", "3"])
    assert quantities() == [3]


def test_too_many_are_refused_beside_the_line(browser, baguette):
    add(browser, baguette, 2)
    answer = change(browser, 21)
    assert (answer.status_code, quantities()) == (422, [2])
    [(field, sentence)] = problems(text(answer)).items()
    assert field.endswith("lines-0-quantity") and "20" in sentence
    assert 'value="21" aria-invalid="true"' in text(answer)


def test_taking_out_leaves_an_empty_basket(browser, baguette):
    add(browser, baguette)
    part = text(change(browser, 0, headers=HTMX, fields={"_part": "basket"}))
    assert "Your basket is empty." in part and 'hx-swap-oob="true"></b>' in part


def test_what_is_gone_says_so_and_stops_the_order(browser, baguette):
    add(browser, baguette, 5)
    stock = Stock.objects.get()
    stock.scarce.capacity = 3
    stock.scarce.save()
    page = text(browser.get(BASKET))
    assert "Only 3 left." in page and "<button>Take 3</button>" in page
    assert 'href="/en/pain/checkout/"' not in page
    assert change(browser, 3).status_code == 303
    assert 'href="/en/pain/checkout/">' in text(browser.get(BASKET))
    VariantChannelListing.objects.all().delete()
    assert "The shop does not sell this any more." in text(browser.get(BASKET))


def test_a_code_comes_and_goes(browser, baguette, bakery):
    create_voucher(bakery, ["BONJOUR"], value=100)
    add(browser, baguette, 5)
    wrong = browser.post(f"{BASKET}?action=promo", {"promoCode": "NOPE", "_form": "promo"})
    assert (
        wrong.status_code,
        'value="NOPE"' in text(wrong),
        '<details class="code no-print" open>' in text(wrong),
    ) == (422, True, True)
    assert list(problems(text(wrong))) == ["promo-promoCode"]
    assert browser.post(f"{BASKET}?action=promo", {"promoCode": "bonjour"})["Location"] == BASKET
    page = text(browser.get(BASKET))
    assert "1,00\xa0€" in page and "5,00\xa0€" in page and "Code BONJOUR" in page
    browser.post(f"{BASKET}?action=promo-off", {"promoCode": "BONJOUR"})
    assert "BONJOUR" not in text(browser.get(BASKET))


def test_names_with_markup_are_words(browser, bakery):
    product = shop.a_product("<b>Bold</b> & crusty", channel=bakery, stock=3)
    said = text(add(browser, product.variants.get(), headers=HTMX, fields={"_part": "added"}))
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; crusty" in said and "<b>Bold" not in said
    page = text(browser.get(BASKET))
    assert "<b>Bold" not in page and "How many: &lt;b&gt;Bold&lt;/b&gt; &amp; crusty" in page


def test_what_pages_ask_in_parts_is_answered(themes):
    folder = themes.THEMES[0]
    asked = r'name="_part" value="([^"]*)|"_?part": "([^"]*)|[?&]part=([^"&]*)'
    pages = [file.read_text() for file in folder.rglob("*.html")]
    found = {part for page in pages for words in re.findall(asked, page) for part in words if part}
    assert found == compiled.every()["atelier"].answers == compiled.every()["fleuriste"].answers
