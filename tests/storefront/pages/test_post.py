"""POST: a form is a mutation; on with 303, or back with 422 and sentences."""

import gzip
import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from storefront.accounts.models import User
from storefront.checkout.models import Checkout
from storefront.kernel import ids

PRODUCT, BASKET, SIGN_IN = "/en/pain/products/baguette/", "/en/pain/basket/", "/en/pain/sign-in/"


@pytest.fixture
def variant(bakery):
    """The global id of the baguette's variant."""
    return ids.to_global("ProductVariant", bakery.products.get().variants.get().pk)


@pytest.fixture
def add(browser, variant):
    """add(quantity, **more): the answer to the product page's form."""

    def send(quantity, client=browser, headers=None, **more):
        fields = {"lines[0].variantId": variant, "lines[0].quantity": quantity, "_next": BASKET, **more}
        return client.post(f"{PRODUCT}?action=add", fields, headers=headers)

    return send


@pytest.fixture
def anna(bakery):
    """A customer with an account."""
    words = {"password": make_password("a-long-password"), "is_confirmed": True}
    return User.objects.create(email="anna@shop.example", **words)


def text(response):
    """The page as a browser shows it."""
    return response.content.decode()


def quantities():
    """How many of what lies in all baskets."""
    return [[line.quantity for line in basket.lines.all()] for basket in Checkout.objects.order_by("created_at")]


def test_the_first_thing_begins_a_basket_the_next_fills_it(browser, add):
    first = add(2)
    assert (first.status_code, first["Location"], first["Cache-Control"]) == (303, BASKET, "no-store")
    assert "2 × Baguette" in text(browser.get(BASKET))
    assert add(3).status_code == 303
    assert quantities() == [[5]]


def test_how_many_things_are_in_the_basket(browser, add):
    assert text(browser.get("/en/pain/count/")) == "<b>0</b>\n"
    assert "basket!" not in text(browser.get("/en/pain/"))
    add(2)
    assert text(browser.get("/en/pain/count/")) == "<b>2</b>\n"
    assert "basket!" in text(browser.get("/en/pain/"))


def test_the_baskets_cookie_lasts_anew_whenever_it_was_used(add):
    first, second = add(1).cookies["basket-pain"], add(1).cookies["basket-pain"]
    assert (second["max-age"], first["max-age"]) == (30 * 24 * 3600, 30 * 24 * 3600)
    assert "basket-pain" not in add("x").cookies


def test_a_field_that_is_a_value_and_a_path_is_refused(add):
    assert add(1, **{"lines[0]": "1"}).status_code == 422
    assert quantities() == []


def test_refusals_are_compressed_too(add):
    refused = add("x", headers={"accept-encoding": "gzip"}, **{"lines[0].note": "x"})
    assert (refused.status_code, "ETag" in refused) == (422, False)
    assert b"Please write a whole number." in gzip.decompress(refused.content)


def test_the_baskets_cookie_is_signed_and_no_scripts_business(browser, add):
    cookie = add(1).cookies["basket-pain"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    browser.cookies["basket-pain"] = cookie.value[:-2] + "xx"
    assert "×" not in text(browser.get(BASKET))


def test_under_https_the_cookies_name_binds_it_to_the_host(themes, add):
    themes.SECURE = True
    cookie = add(1).cookies["__Host-basket-pain"]
    assert (cookie["secure"], cookie["domain"]) == (True, "")


def test_a_refusal_comes_back_filled_in_beside_its_field(add, bakery):
    response = add("99")
    shown = text(response)
    assert (response.status_code, response["Cache-Control"]) == (422, "no-store")
    assert re.search(
        r'name="lines\[0\].quantity" id="lines-0-quantity" value="99" aria-invalid="true" '
        r'aria-describedby="lines-0-quantity-problem" autofocus><p class="problem" id="lines-0-quantity-problem" '
        r'role="alert">[^<]+</p>',
        shown,
    )
    assert quantities() == []


def test_what_was_typed_is_escaped(add):
    shown = text(add('"><script>alert(1)</script>'))
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in shown
    assert "<script>alert" not in shown
    assert "Please write a whole number." in shown


def test_a_form_of_another_language_is_refused_in_it(browser, variant):
    fields = {"lines[0].variantId": variant, "lines[0].quantity": "x"}
    assert "Écrivez un nombre entier." in text(browser.post("/fr/pain/products/baguette/?action=add", fields))


def test_only_the_form_that_was_sent_shows_its_problem(browser, add):
    add(1)
    answer = browser.post(f"{BASKET}?action=email", {"email": "nonsense", "_form": "mail"})
    assert (answer.status_code, text(answer).count('class="problem"')) == (422, 1)
    assert 'value="nonsense"' in text(answer)
    other = browser.post(f"{BASKET}?action=email", {"email": "nonsense"})
    assert text(other).count('class="problem"') == 0


def test_a_basket_that_is_gone_gives_way_to_a_new_one(browser, add):
    add(1)
    Checkout.objects.all().delete()
    assert add(2).status_code == 303
    assert quantities() == [[2]]
    Checkout.objects.all().delete()
    assert browser.get(BASKET).cookies["basket-pain"]["max-age"] == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "none"}, 303),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, 403),
        ({"origin": "http://testserver"}, 303),
        ({"origin": "http://127.0.0.1:8000"}, 303),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_only_pages_of_this_site_may_post(add, headers, status):
    assert add(1, Client(headers={"host": "testserver"}), headers=headers).status_code == status
    assert quantities() == ([[1]] if status == 303 else [])


@pytest.mark.parametrize(
    "there", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x", "\t//a"]
)
def test_nobody_is_sent_to_another_site(add, there):
    assert add(1, _next=there)["Location"] == PRODUCT


def test_the_next_page_may_be_made_of_the_answer(add):
    there = add(1, _next="/en/pain/?made={checkoutCreate.checkout.id}&no={nothing.here}")["Location"]
    made = ids.to_global("Checkout", Checkout.objects.get().pk)
    assert there == f"/en/pain/?made={made.replace('=', '%3D')}&no="


@pytest.mark.parametrize("headers", [None, {"hx-request": "true"}])
def test_three_quick_taps_are_three(add, headers):
    for _ in range(4):
        assert add(1, headers=headers).status_code in (303, 204)
    assert quantities() == [[4]]


def test_htmx_gets_the_part_that_changed(browser, add):
    add(1)
    answer = add(2, headers={"hx-request": "true"}, _next="")
    assert (answer.status_code, "<!doctype html>" in text(answer)) == (200, True)
    headers = {"hx-request": "true"}
    answer = browser.post(f"{BASKET}?action=email", {"email": "a@b.example", "_part": "lines"}, headers=headers)
    assert (answer.status_code, text(answer)[:26]) == (200, '<p id="lines">1 line</p><p')
    assert add(1, headers=headers)["HX-Redirect"] == BASKET


def test_signing_in_and_out(browser, anna):
    wrong = browser.post(f"{SIGN_IN}?action=sign-in", {"email": anna.email, "password": "a-wrong-password"})
    assert wrong.status_code == 422
    assert f'value="{anna.email}"' in text(wrong) and "a-wrong-password" not in text(wrong)
    there = browser.get("/en/pain/account/")
    assert (there.status_code, there["Location"]) == (
        303,
        f"{SIGN_IN}?next=%2Fen%2Fpain%2Faccount%2F",
    )


def test_a_session_is_the_refresh_token_and_ends_with_it(browser, anna):
    right = browser.post(f"{SIGN_IN}?action=sign-in", {"email": anna.email, "password": "a-long-password"})
    assert right.status_code == 303
    assert right.cookies["session"]["httponly"] is True
    page = browser.get("/en/pain/account/")
    assert f"<p>{anna.email}</p>" in text(page) and page["Cache-Control"] == "no-store"
    greeted = browser.get("/en/pain/")
    assert greeted["Cache-Control"] == "no-store" and ">member</a>" in text(greeted)
    out = browser.post("/en/pain/account/?action=sign-out")
    assert out.cookies["session"]["max-age"] == 0
    assert browser.get("/en/pain/account/").status_code == 303


def test_a_session_is_void_once_all_tokens_are(browser, anna):
    browser.post(f"{SIGN_IN}?action=sign-in", {"email": anna.email, "password": "a-long-password"})
    User.objects.update(jwt_key="another")
    gone = browser.get("/en/pain/account/")
    assert (gone.status_code, gone.cookies["session"]["max-age"]) == (303, 0)


def test_signing_out_ends_this_session_and_no_other_but_everywhere_ends_all(browser, anna):
    phone, tablet = Client(headers={"sec-fetch-site": "same-origin"}), Client(headers={"sec-fetch-site": "same-origin"})
    for one in (browser, phone, tablet):
        one.post(f"{SIGN_IN}?action=sign-in", {"email": anna.email, "password": "a-long-password"})
    account = "/en/pain/account/"
    browser.post(f"{account}?action=sign-out")
    assert [one.get(account).status_code for one in (browser, phone, tablet)] == [303, 200, 200]
    assert phone.post(f"{account}?action=everywhere", {"_next": "/en/pain/"}).status_code == 303
    assert [one.get(account).status_code for one in (browser, phone, tablet)] == [303, 303, 303]
    assert "session" not in phone.cookies or not phone.cookies["session"].value


def test_the_api_takes_no_session(browser, anna, graphql):
    browser.post(f"{SIGN_IN}?action=sign-in", {"email": anna.email, "password": "a-long-password"})
    answer = browser.post("/graphql/", {"query": "{ me { email } }"}, content_type="application/json").json()
    assert answer["data"] == {"me": None}


def test_what_is_no_action_is_404_and_what_is_too_large_413(browser, add, bakery):
    assert browser.post(f"{PRODUCT}?action=nothing").status_code == 404
    assert browser.post(PRODUCT).status_code == 404
    assert add(1, more="x" * 300_000).status_code == 413
    assert add(1, **{f"field{n}": "1" for n in range(1200)}).status_code == 400


def test_a_basket_action_without_a_basket_says_so(browser, bakery):
    answer = browser.post(f"{BASKET}?action=email", {"email": "a@b.example", "_form": "mail"})
    assert answer.status_code == 422


def test_a_sessions_tokens_are_never_written_into_an_address(browser, anna):
    fields = {"email": anna.email, "password": "a-long-password", "_next": "/en/pain/?t={tokenCreate.refreshToken}"}
    answer = browser.post(f"{SIGN_IN}?action=sign-in", fields)
    assert (answer.status_code, answer["Location"]) == (303, "/en/pain/?t=")
