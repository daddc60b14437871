"""Several actions in turn, fields that must not be blank, the page again, and what a part knows of what was done."""

import pytest

from storefront.checkout.models import Checkout
from storefront.kernel import ids
from storefront.orders.models import Order

BASKET = "/en/pain/basket/"


@pytest.fixture
def fields(bakery, browser):
    """The fields of both forms; one baguette lies in the basket already."""
    variant = ids.to_global("ProductVariant", bakery.products.get().variants.get().pk)
    lines = {"lines[0].variantId": variant, "lines[0].quantity": "1"}
    browser.post("/en/pain/?action=add", lines)
    return {**lines, "email": "anna@shop.example", "_form": "mail"}


def standing():
    """(e-mail, how many things) of the only basket."""
    checkout = Checkout.objects.get()
    return checkout.email, checkout.lines.get().quantity


def test_one_after_the_other(browser, fields):
    assert browser.post(f"{BASKET}?action=email,add", fields).status_code == 303
    assert standing() == ("anna@shop.example", 2)


def test_the_first_refusal_stops(browser, fields):
    answer = browser.post(f"{BASKET}?action=email,add", {**fields, "email": "nonsense"})
    assert (answer.status_code, answer.content.count(b'class="problem"')) == (422, 1)
    assert standing() == ("", 1)


def test_an_unknown_action_among_several_does_nothing(browser, fields):
    assert browser.post(f"{BASKET}?action=email,nothing", fields).status_code == 404
    assert standing() == ("", 1)


def test_a_basket_that_is_gone_is_the_next_ones_to_tell(browser, fields):
    """A basket may have become an order by a second tap; here the next action begins a new one."""
    Checkout.objects.all().delete()
    assert browser.post(f"{BASKET}?action=email,add", fields).status_code == 303
    assert standing() == ("", 1)
    assert not Order.objects.exists()


def test_what_must_not_be_blank(browser, fields):
    answer = browser.post(f"{BASKET}?action=email", {**fields, "email": "  ", "_needed": ["email", "missing"]})
    assert (answer.status_code, b"Please fill this in." in answer.content) == (422, True)
    assert standing() == ("", 1)


def test_the_page_again_with_what_was_typed(browser, fields):
    answer = browser.post(f"{BASKET}?action=again", {**fields, "email": "half@"})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert b'value="half@"' in answer.content and b'class="problem"' not in answer.content
    assert standing() == ("", 1)


def test_something_is_done_and_the_form_goes_on(browser, fields):
    answer = browser.post(f"{BASKET}?action=add,again", {**fields, "email": "half@", "_needed": "nothing"})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert b'value="half@"' in answer.content
    assert standing() == ("", 2)


def test_a_part_knows_what_was_done(browser, fields):
    answer = browser.post(f"{BASKET}?action=email", {**fields, "_part": "done"}, headers={"hx-request": "true"})
    made = ids.to_global("Checkout", Checkout.objects.get().pk)
    assert answer.content.decode().strip() == f"{made}|anna@shop.example|"
