"""Signing in and out, opening an account, a forgotten password: what is done, and what strangers cannot tell."""

import pytest

from storefront.accounts.models import User
from storefront.kernel import ids
from tests.storefront.themes.people import PASSWORD, a_browser, a_customer, form, letters, link_of, text

SIGN_IN, REGISTER, FORGOTTEN = "/en/pain/sign-in/", "/en/pain/register/", "/en/pain/password/"
ACCOUNT = "/en/pain/account/"


@pytest.fixture
def anna(bakery):
    """A customer."""
    return a_customer(first_name="Anna")


def sign_in(browser, email="anna@client.example", password=PASSWORD, query=""):
    """The answer to the sign-in form, sent as the page filled it in."""
    words = form(browser.get(f"{SIGN_IN}{query}"), "sign-in")
    return browser.post(f"{SIGN_IN}?action=sign-in", {**words, "email": email, "password": password})


def test_signing_in_leads_to_the_account_and_out_again(browser, anna):
    asked = browser.get(ACCOUNT)
    assert (asked.status_code, asked["Location"]) == (303, f"{SIGN_IN}?next=%2Fen%2Fpain%2Faccount%2F")
    assert sign_in(browser)["Location"] == ACCOUNT
    page = browser.get(ACCOUNT)
    assert "Hello Anna" in text(page)
    assert page["Cache-Control"] == "no-store"
    out = browser.post(f"{SIGN_IN}?action=sign-out", form(page, "sign-out"))
    assert out["Location"] == f"{SIGN_IN}?said=out"
    assert browser.get(ACCOUNT).status_code == 303


@pytest.mark.parametrize(
    ("query", "to"),
    [
        ("?next=/en/pain/checkout/", "/en/pain/checkout/"),
        ("?next=https://evil.example/", SIGN_IN),
        ("?next=//evil.example/", SIGN_IN),
        ("?next=/en/pain/%7BtokenCreate.refreshToken%7D", ACCOUNT),
        ("?next=/en/pain/%257BtokenCreate.refreshToken%257D", ACCOUNT),
    ],
)
def test_then_on_where_one_was_going_but_on_this_site(browser, anna, query, to):
    assert sign_in(browser, query=query)["Location"] == to


@pytest.mark.parametrize("email", ["anna@client.example", "nobody@client.example"])
def test_a_wrong_password_says_the_same_for_everybody(browser, anna, email):
    answer = sign_in(browser, email, "wrong-password")
    assert answer.status_code == 422
    assert "This e-mail and this password do not go together. Check both." in text(answer)
    assert f'value="{email}" aria-invalid="true"' in text(answer)
    assert "wrong-password" not in text(answer)


def test_a_refusal_is_said_in_the_readers_language(browser, anna):
    answer = browser.post("/fr/pain/sign-in/?action=sign-in", {"email": "anna@client.example", "password": "x"})
    assert "Cet e-mail et ce mot de passe ne vont pas ensemble." in text(answer)
    answer = browser.post("/fr/pain/sign-in/?action=sign-in", {"email": "anna@client.example", "password": "x"})
    assert "Trop d’essais en peu de temps. Réessayez dans 1 s." in text(answer)


def test_the_basket_is_kept(browser, anna, bakery):
    variant = ids.to_global("ProductVariant", bakery.products.get().variants.get().pk)
    browser.post("/en/pain/?action=add", {"lines[0].variantId": variant, "lines[0].quantity": "2"})
    before = browser.cookies["basket-pain"].value
    sign_in(browser)
    assert browser.cookies["basket-pain"].value == before


def register(browser, email, password="une-petite-phrase"):
    """The answer to the form for a new account, and the page it leads to."""
    words = form(browser.get(REGISTER), "register")
    answer = browser.post(f"{REGISTER}?action=register", {**words, "email": email, "password": password})
    return answer, text(browser.get(answer["Location"]))


def test_an_account_is_opened_with_the_letters_link(browser, bakery):
    answer, page = register(browser, "Zoe@client.example")
    assert answer.status_code == 303
    assert "An e-mail is on its way" in page
    link = link_of(letters()[0])
    assert link.startswith("/en/pain/confirm/?what=account&email=zoe%40client.example&token=")
    asked = browser.get(link)
    assert not User.objects.get().is_confirmed  # programs that look into letters follow links, too
    done = browser.post(form_action(asked), form(asked, "confirm-account"))
    assert done["Location"] == f"{SIGN_IN}?said=confirmed"
    assert User.objects.get().is_confirmed
    assert sign_in(browser, "zoe@client.example", "une-petite-phrase")["Location"] == ACCOUNT
    again = browser.post(form_action(asked), form(asked, "confirm-account"))
    assert (again.status_code, "This link is used up or too old" in text(again)) == (422, True)


def test_a_new_account_leads_to_where_one_was_going(browser, bakery):
    words = form(browser.get(f"{REGISTER}?next=/en/pain/checkout/"), "register")
    sent = {**words, "email": "zoe@client.example", "password": "une-petite-phrase"}
    browser.post(f"{REGISTER}?action=register", sent)
    asked = browser.get(link_of(letters()[0]))
    done = browser.post(form_action(asked), form(asked, "confirm-account"))
    assert form(browser.get(done["Location"]), "sign-in")["_next"] == "/en/pain/checkout/"


def test_a_link_without_its_e_mail_is_used_up(browser, bakery):
    assert "This link is used up or too old" in text(browser.get(f"{FORGOTTEN}?token=x"))


def form_action(response):
    """The address that a confirming form is sent to."""
    return "/en/pain/confirm/" + text(response).split('method="post" action="')[1].split('"')[0].replace("&amp;", "&")


def test_a_known_e_mail_cannot_be_told_from_a_new_one(browser, anna):
    known, new = register(browser, "anna@client.example"), register(a_browser(), "new@client.example")
    assert known[1] == new[1]
    assert (known[0].status_code, known[0]["Location"]) == (new[0].status_code, new[0]["Location"])


def test_a_weak_password_is_refused_in_words_and_nothing_else_is_wiped(browser, bakery):
    words = form(browser.get("/fr/pain/register/"), "register")
    sent = {**words, "email": "anna@client.example", "password": "12345678", "firstName": '"><b>Anna'}
    answer = browser.post("/fr/pain/register/?action=register", sent)
    assert answer.status_code == 422
    assert "Ce mot de passe est trop répandu" in text(answer)
    assert 'value="anna@client.example"' in text(answer)
    assert 'value="&quot;&gt;&lt;b&gt;Anna"' in text(answer)
    assert "12345678" not in text(answer)


def test_a_forgotten_password_is_made_anew_with_the_letters_link(browser, anna):
    words = form(browser.get(FORGOTTEN), "ask-password")
    answer = browser.post(f"{FORGOTTEN}?action=ask-password", {**words, "email": "anna@client.example"})
    assert answer["Location"] == f"{FORGOTTEN}?said=letter"
    link = link_of(letters()[0])
    page = browser.get(link)
    sent = {**form(page, "set-password"), "password": "une-petite-phrase"}
    done = browser.post(f"{link}&action=set-password", sent)
    assert done["Location"] == f"{ACCOUNT}?said=password"
    assert "Your new password is saved" in text(browser.get(done["Location"]))
    again = a_browser().post(f"{link}&action=set-password", sent)
    assert (again.status_code, "This link is used up or too old." in text(again)) == (422, True)


def test_nobody_is_told_whether_an_e_mail_is_known(browser, anna):
    pages = set()
    for email in ("anna@client.example", "nobody@client.example"):
        words = form(browser.get(FORGOTTEN), "ask-password")
        answer = browser.post(f"{FORGOTTEN}?action=ask-password", {**words, "email": email})
        pages.add((answer.status_code, answer["Location"], browser.get(answer["Location"]).content))
    assert len(pages) == 1
