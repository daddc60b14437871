"""The account's pages: orders, addresses, details, consents, a copy of one's data, and leaving."""

import json

import pytest

from storefront.accounts import attempts
from storefront.accounts.models import User
from storefront.checkout.models import Checkout
from storefront.kernel import ids
from tests import orders
from tests.storefront.themes.people import PASSWORD, a_browser, a_customer, form, letters, link_of, text

ACCOUNT = "/en/pain/account/"
ADDRESSES, DETAILS = f"{ACCOUNT}addresses/", f"{ACCOUNT}details/"
LILAS = {
    "input.firstName": "Anna",
    "input.lastName": "Morel",
    "input.streetAddress1": "3 rue des Lilas",
    "input.postalCode": "69002",
    "input.city": "Lyon",
    "input.country": "FR",
}


@pytest.fixture
def anna(themes):
    """A customer."""
    return a_customer(first_name='Anna"><b>', last_name="Morel")


@pytest.fixture
def house(themes):
    """A bakery with two variants."""
    return orders.a_house()


@pytest.fixture
def browser(anna, house):
    """Anna's browser: she has signed in."""
    return a_browser("anna@client.example")


def send(browser, page, action, more=None, of=None):
    """The answer to a form of the page, sent as it was filled in and with these words."""
    return browser.post(f"{page}?action={action}", {**form(of or browser.get(page), action), **(more or {})})


def test_the_account_greets_and_shows_the_last_order(browser, anna, house):
    empty = text(browser.get(ACCOUNT))
    assert "<h1>Hello Anna&quot;&gt;&lt;b&gt;</h1>" in empty
    assert "Nothing yet." in empty
    order = orders.an_order(house, user=anna)
    shown = text(browser.get(ACCOUNT))
    assert f"Order {order.number}" in shown
    assert f"/en/pain/order/{orders.gid(order)}/".replace("=", "%3D") in shown


def test_orders_are_ones_own_and_done_again_into_the_basket(browser, anna, house):
    mine = orders.an_order(house, user=anna)
    orders.an_order(house, email="other@client.example")
    page = browser.get(f"{ACCOUNT}orders/")
    assert text(page).count('<article class="past">') == 1
    answer = send(browser, f"{ACCOUNT}orders/", "reorder")
    assert answer["Location"] == "/en/pain/basket/?left="  # nothing stayed behind
    assert [line.quantity for line in Checkout.objects.get().lines.all()] == [2, 2]
    assert form(page, "reorder")["id"] == orders.gid(mine)


def test_somebody_elses_order_is_not_done_again(browser, house):
    other = orders.an_order(house, email="other@client.example")
    answer = browser.post(
        f"{ACCOUNT}orders/?action=reorder", {"id": orders.gid(other), "_form": orders.gid(other), "_next": ACCOUNT}
    )
    assert (answer.status_code, Checkout.objects.count()) == (422, 0)


def test_an_address_comes_into_the_book_is_changed_and_goes(browser, anna):
    page = browser.get(f"{ADDRESSES}?add=1&country=FR")
    assert text(page).index("input-postalCode") < text(page).index("input-city")  # as France writes them
    wrong = browser.post(f"{ADDRESSES}?action=add-address&add=1&country=FR", {**LILAS, "input.postalCode": "6900"})
    assert wrong.status_code == 422
    assert 'value="3 rue des Lilas"' in text(wrong)
    assert 'id="input-postalCode" value="6900" aria-invalid="true"' in text(wrong)
    assert "This cannot be in that country: check the spelling." in text(wrong)
    done = browser.post(f"{ADDRESSES}?action=add-address&add=1&country=FR", {**form(page, "add-address"), **LILAS})
    assert done["Location"] == f"{ADDRESSES}?said=saved"
    shown = browser.get(ADDRESSES)
    assert "3 rue des Lilas" in text(shown)
    assert "For deliveries" in text(shown)
    browser.post(f"{ADDRESSES}?action=default-address", form(shown, "default-address"))
    assert "For deliveries and bills" in text(browser.get(ADDRESSES))
    id = form(shown, "delete-address")["id"]
    edit = browser.get(f"{ADDRESSES}?edit={id}&country=FR")
    assert form(edit, "change-address")["input.city"] == "Lyon"
    browser.post(f"{ADDRESSES}?action=change-address", {**form(edit, "change-address"), "input.city": "Villeurbanne"})
    assert anna.addresses.get().city == "VILLEURBANNE"
    browser.post(f"{ADDRESSES}?action=delete-address", {"id": id})
    assert anna.addresses.count() == 0


def test_an_address_that_is_not_there_shows_the_book(browser, anna):
    assert "<h1>Your addresses</h1>" in text(browser.get(f"{ADDRESSES}?edit=zzz"))


def test_another_country_asks_for_other_fields(browser):
    fields = text(browser.get(f"{ADDRESSES}?add=1&country=US"))
    assert '<option value="NY">New York</option>' in fields
    assert fields.index("input-city") < fields.index("input-countryArea") < fields.index("input-postalCode")


def test_the_name_and_the_language_of_letters_are_changed(browser):
    words = {"input.firstName": "Anne", "input.languageCode": "FR"}
    assert send(browser, DETAILS, "rename", words)["Location"] == f"{DETAILS}?said=name"
    fresh = User.objects.get()
    assert (fresh.first_name, fresh.last_name, fresh.language) == ("Anne", "Morel", "fr")


def test_the_e_mail_is_changed_by_its_new_letter(browser):
    wrong = send(browser, DETAILS, "ask-email", {"newEmail": "anne@client.example", "password": "x"})
    assert (wrong.status_code, "This is not your password." in text(wrong)) == (422, True)
    assert "<details open>" in text(wrong)
    attempts.forgive("anna@client.example")
    answer = send(browser, DETAILS, "ask-email", {"newEmail": "anne@client.example", "password": PASSWORD})
    assert answer["Location"] == f"{DETAILS}?said=letter"
    link = link_of(letters()[0])
    assert "First sign in" in text(a_browser().get(link))
    page = browser.get(link)
    assert "anne@client.example" in text(page)
    assert browser.post(f"{link}&action=confirm-email", form(page, "confirm-email")).status_code == 303
    assert User.objects.get().email == "anne@client.example"


def test_the_password_is_changed_and_asked_for_anew(browser):
    sent = {"oldPassword": PASSWORD, "newPassword": "84720193"}
    weak = send(browser, DETAILS, "change-password", sent)
    assert (weak.status_code, "This password is entirely numeric." in text(weak)) == (422, True)
    answer = send(browser, DETAILS, "change-password", {**sent, "newPassword": "une-petite-phrase"})
    assert answer["Location"] == "/en/pain/sign-in/?said=password"
    assert "signed out everywhere" in text(browser.get(answer["Location"]))
    a_browser("anna@client.example", password="une-petite-phrase")


def test_consent_is_given_and_taken_back_with_its_wording(browser):
    send(browser, DETAILS, "consent", {"consents[0].given": "on"})
    given = User.objects.get().consents.order_by("pk")
    assert [(one.medium, one.given) for one in given] == [("EMAIL", True), ("SMS", False)]
    assert given[0].text.startswith("Fournil may tell me what is new in the shop:")
    page = browser.get(DETAILS)
    assert 'name="consents[0].given" checked' in text(page)
    send(browser, DETAILS, "consent", {"consents[0].given": "off"}, of=page)
    assert 'name="consents[0].given">' in text(browser.get(DETAILS))


def test_a_copy_of_ones_data_is_a_file(browser):
    answer = send(browser, DETAILS, "export")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert answer["Cache-Control"] == "no-store"
    assert json.loads(answer.content)["profile"]["email"] == "anna@client.example"


def test_an_account_is_closed_by_letter_and_its_orders_stay(browser, anna, house):
    order = orders.an_order(house, user=anna)
    assert "for 10 years" in text(browser.get(DETAILS))
    assert send(browser, DETAILS, "ask-erasure")["Location"] == f"{DETAILS}?said=erasure"
    link = link_of(letters()[-1])
    page = browser.get(link)
    assert "What the law asks us to keep" in text(page)
    assert User.objects.exists()
    done = browser.post(f"{link}&action=erase", form(page, "erase"))
    assert "Your account is closed" in text(browser.get(done["Location"]))
    assert not User.objects.exists()
    order.refresh_from_db()
    assert (order.user_id, order.number) == (None, order.number)


def test_strangers_see_none_of_it(house):
    browser = a_browser()
    for page in (ACCOUNT, f"{ACCOUNT}orders/", ADDRESSES, DETAILS):
        assert browser.get(page)["Location"].startswith("/en/pain/sign-in/?next=")
    assert browser.post(f"{DETAILS}?action=export", {}).status_code == 303
    assert browser.post(f"{ADDRESSES}?action=delete-address", {"id": ids.to_global("Address", 1)}).status_code == 303
