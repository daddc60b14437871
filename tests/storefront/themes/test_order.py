"""The order's page: for whoever holds its link, alive while it is open, silent to strangers."""

import re

import pytest

from storefront.kernel import ids
from storefront.orders import actions
from storefront.orders.models import Order
from tests.orders import an_order, pay
from tests.storefront.checkout.shop import a_shop
from tests.storefront.themes.buying import HTMX
from tests.storefront.themes.people import text


@pytest.fixture
def house(themes):
    """A shop that sells."""
    return a_shop()


@pytest.fixture
def order(house):
    """An order of one thing, to be collected."""
    return an_order(house)


def place(order, language="en", token=None, key=None):
    """Its address, as letters write it."""
    key = key or ids.to_global("Order", order.pk)
    return f"/{language}/{order.channel.slug}/order/{key}/?token={order.token if token is None else token}"


def test_the_link_opens_everything(browser, order):
    answer = browser.get(place(order))
    page = text(answer)
    assert (answer.status_code, answer["Cache-Control"], answer["Referrer-Policy"]) == (200, "no-store", "same-origin")
    assert "<h1>We have your order</h1>" in page and f"<b>{order.number}</b>" in page
    assert "Where you collect it" in page and "1 rue des Artisans" in page
    assert 'content="noindex"' in page
    assert "<h1>Nous avons bien reçu votre commande</h1>" in text(browser.get(place(order, "fr")))


def test_a_page_with_a_token_is_not_compressed(browser, order):
    packed = {"accept-encoding": "gzip"}
    answers = [browser.get(at, headers=packed) for at in (place(order), f"/en/{order.channel.slug}/")]
    assert ["Content-Encoding" in answer for answer in answers] == [False, True]
    assert f"token={order.token}" in text(answers[0])


def test_the_other_language_keeps_the_token(browser, order):
    assert f'href="{place(order, "fr")}"' in text(browser.get(place(order) + "&part=order"))


def test_the_letters_link_keeps_its_token(browser, order):
    bare = place(order).replace("/?", "?")
    answer = browser.get(bare)
    assert answer.status_code in (301, 308) and answer["Location"] == place(order)


@pytest.mark.parametrize("token", ["", "wrong"])
def test_strangers_see_nothing_of_it(browser, order, token):
    page = text(browser.get(place(order, token=token)))
    assert "This order opens with its own link" in page
    assert "Your order’s number" not in page
    assert "9,60" not in page and "Morel" not in page


def test_no_order_is_404(browser, order):
    unknown = ids.to_global("Order", "00000000-0000-4000-8000-000000000000")
    assert browser.get(place(order, key=unknown)).status_code == 404
    assert browser.get(place(order, key="nonsense")).status_code == 404


def test_it_lives_while_it_is_open(browser, order):
    look = re.search(r'id="state"[^>]* hx-get="([^"]+)"', text(browser.get(place(order)))).group(1)
    actions.move_preparation(order.pk, "READY")
    part = text(browser.get(f"{look}&part=order", headers=HTMX))
    assert part.lstrip().startswith('<section id="state"') and "Your order is waiting for you" in part
    assert f'hx-get="{look}"' in part
    actions.cancel(order.pk)
    assert "hx-get" not in text(browser.get(f"{look}&part=order", headers=HTMX))


def test_a_paid_order_says_so(browser, order):
    pay(order, order.total_gross)
    assert "Paid</p>" in text(browser.get(place(order)))


def test_guests_are_offered_an_account(browser, order):
    link = re.search(r'href="(/en/pain/register/[^"]+)"', text(browser.get(place(order)))).group(1)
    assert f'value="{order.email}"' in text(browser.get(link))


def test_words_with_markup_are_words(browser, order):
    Order.objects.update(customer_note="<b>well done</b>")
    order.lines.update(product_name="<i>Rye</i>", translated_product_name="")
    page = text(browser.get(place(order)))
    assert "&lt;b&gt;well done&lt;/b&gt;" in page and "<i>Rye" not in page and "&lt;i&gt;Rye" in page
