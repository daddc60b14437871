"""The checkout's one page: contact, collection or delivery, and the button that buys."""

import re

import pytest
from django.test import Client

from storefront.catalog.models import ProductChannelListing
from storefront.checkout.models import Checkout
from storefront.orders.models import Order
from tests.doubles import till
from tests.storefront.checkout.shop import a_shop
from tests.storefront.themes.buying import HTMX, action_of, add, buyer_of, next_of, problems
from tests.storefront.themes.people import a_browser, a_customer, text

CHECKOUT = "/en/pain/checkout/"
HOME = {"address.streetAddress1": "3 rue des Lilas", "address.postalCode": "75011", "address.city": "Paris"}


@pytest.fixture
def house(themes):
    """A shop with a collection point, two ways to deliver, and pay in store."""
    return a_shop()


@pytest.fixture
def page(browser, house):
    """page(): the checkout of a browser that has one thing in its basket."""
    add(browser, house.variants[0])
    return lambda: text(browser.get(CHECKOUT))


def send(browser, page, **more):
    """The answer to the big form, filled in like somebody who collects."""
    return browser.post(f"{CHECKOUT}{action_of(page)}", buyer_of(page, **more))


def test_an_empty_basket_has_nothing_to_order(browser, house):
    shown = browser.get(CHECKOUT)
    assert (shown.status_code, shown["Cache-Control"]) == (200, "no-store")
    assert "Nothing in it yet." in text(shown) and 'id="buy"' not in text(shown)


def test_a_guest_buys_in_one_page(browser, page):
    answer = send(browser, page(), note="Well done, please")
    order = Order.objects.get()
    assert answer.status_code == 303
    assert re.fullmatch(r"/en/pain/order/[^/]+/\?token=[^&]+", answer["Location"])
    assert f"token={order.token}" in answer["Location"]
    assert answer.cookies["basket-pain"]["max-age"] == 0
    assert (order.email, order.customer_note, order.collection_point.slug) == (
        "anna@client.example",
        "Well done, please",
        "pain-comptoir",
    )
    assert (order.billing_address.last_name, order.billing_address.phone) == ("Morel", "+33142685300")
    assert browser.get(answer["Location"]).status_code == 200


def test_the_button_is_worded_by_law_and_few_fields_are_asked(browser, page):
    shown = page()
    assert ">Order with obligation to pay</button>" in shown
    french = text(browser.get("/fr/pain/checkout/"))
    assert ">Commander avec obligation de paiement</button>" in french
    form = re.search(r'<form id="buy".*?</form>', french, re.S).group()
    assert len(re.findall(r'<(?:input type="(?!hidden)|textarea|select)', form)) == 5
    assert 'href="/fr/pain/legal/"' in french


def test_what_is_missing_is_said_everywhere_at_once(browser, page):
    answer = send(browser, page(), **{"address.lastName": " ", "email": "", "address.phone": "", "note": "kept"})
    shown = text(answer)
    assert answer.status_code == 422
    assert problems(shown) == dict.fromkeys(("address-lastName", "email", "address-phone"), "Please fill this in.")
    assert 'value="Anna"' in shown and ">kept</textarea>" in shown
    assert re.findall(r'id="([\w-]+)"[^>]* autofocus', shown) == ["address-lastName"]
    assert not Order.objects.exists()


def test_a_wrong_address_buys_nothing_with_the_old_one(browser, page):
    Checkout.objects.update(email="old@client.example")
    answer = send(browser, page(), **{"email": "anna@nowhere", "address.phone": "12"})
    assert (answer.status_code, sorted(problems(text(answer)))) == (422, ["address-phone", "email"])
    assert not Order.objects.exists()


def test_two_taps_are_one_order(browser, page):
    shown = page()
    basket = browser.cookies["basket-pain"].value
    first = send(browser, shown)
    other = Client(headers={"sec-fetch-site": "same-origin"})
    other.cookies["basket-pain"] = basket
    second = send(other, shown)
    assert (second.status_code, second["Location"]) == (303, first["Location"])
    assert Order.objects.count() == 1


def test_a_second_tab_pays_the_same_order(browser, page):
    shown = page()
    first, second = send(browser, shown), send(browser, shown)
    assert (second.status_code, second["Location"]) == (303, first["Location"])
    assert first.cookies["ordered-pain"]["max-age"] == 1800 and first.cookies["ordered-pain"]["httponly"]
    assert Order.objects.count() == 1
    del browser.cookies["ordered-pain"]  # half an hour later
    late = send(browser, shown)
    assert (late.status_code, "This is not possible any more; please start again." in text(late)) == (422, True)


def test_an_order_done_is_not_in_the_way_of_the_next(browser, page, house):
    send(browser, page())
    assert "Nothing in it yet." in text(browser.get(CHECKOUT))
    add(browser, house.variants[0])
    send(browser, page())
    assert Order.objects.count() == 2


def test_what_was_sold_meanwhile_is_refused(browser, page, house):
    shown = page()
    ProductChannelListing.objects.update(is_published=False)
    answer = send(browser, shown)
    assert answer.status_code == 422 and not Order.objects.exists()
    assert 'class="refusal" role="alert"' in text(answer)
    assert "Something in your basket has changed" in text(answer)


def test_without_a_way_to_pay_beforehand_nothing_is_delivered(page):
    assert 'value="sent"' not in page()


def test_delivery_asks_where_then_how_then_buys(browser, page, house):
    with till.offered("CHARGE_SUCCESS"):
        first = page()
        assert 'id="way-sent"' in first
        other = browser.post(f"{CHECKOUT}?action=again", {**buyer_of(first), "way": ["collected", "sent"], "note": "x"})
        shown = text(other)
        assert (other.status_code, other["Cache-Control"]) == (200, "no-store")
        assert 'value="Morel"' in shown and ">x</textarea>" in shown and 'role="alert"' not in shown
        assert (action_of(shown), next_of(shown)) == ("?action=note,send", "")
        answer = send(browser, shown, **HOME)
        assert answer["Location"] == CHECKOUT
        shown = page()
        assert action_of(shown) == "?action=note,ship,deliver" and "to be chosen" in shown
        bike = re.search(r'name="deliveryMethodId" value="([^"]+)"', shown).group(1)
        assert send(browser, shown, deliveryMethodId=bike, **HOME)["Location"] == CHECKOUT
        shown = page()
        assert action_of(shown) == "?action=note,ship,buy" and "7,40\xa0€" in shown
        answer = send(browser, shown, **HOME)
        assert (answer.status_code, "not paid yet" in text(answer)) == (422, True)
        wrong = send(browser, shown, **{**HOME, "address.postalCode": "abc"})
        assert list(problems(text(wrong))) == ["address-postalCode"]


def test_after_an_address_one_may_still_come_and_collect(browser, page, house):
    with till.offered("CHARGE_SUCCESS"):
        sent = text(browser.post(f"{CHECKOUT}?action=again", {**buyer_of(page()), "way": "sent"}))
        send(browser, sent, **HOME)
        back = browser.post(
            f"{CHECKOUT}?action=again", {**buyer_of(page()), "way": "collected", "_part": "checkout"}, headers=HTMX
        )
        assert text(back).lstrip().startswith('<div id="buying"')
        assert send(browser, text(back)).status_code == 303
    assert Order.objects.get().collection_point.slug == "pain-comptoir"


def test_a_member_is_known_and_gets_the_order(house):
    anna = a_customer(first_name="Anna", last_name="Morel")
    guest = a_browser()
    add(guest, house.variants[0])
    assert (
        guest.post("/en/pain/sign-in/?action=sign-in", {"email": anna.email, "password": "croissant-dore"}).status_code
        == 303
    )
    shown = text(guest.get(CHECKOUT))
    assert 'value="Morel"' in shown and f'value="{anna.email}"' in shown and "No account needed" not in shown
    assert action_of(shown) == "?action=attach,note,collect,buy"
    assert send(guest, shown).status_code == 303
    assert Order.objects.get().user == anna


def test_what_was_typed_is_escaped(browser, page):
    shown = text(
        send(browser, page(), **{"address.lastName": '"><script>', "email": "x", "note": "</textarea><script>"})
    )
    assert '<script>"' not in shown and "&quot;&gt;&lt;script&gt;" in shown
    assert "&lt;/textarea&gt;&lt;script&gt;" in shown
