"""Signing in, and staying so."""

import jwt
import pytest
from django.test import Client

from storefront.accounts import tokens
from storefront.accounts.models import User
from storefront.channels import actions as street
from storefront.kernel import clock, ids
from tests.storefront.accounts.conftest import PASSWORD, codes

SIGN_IN = """mutation($email: String!, $password: String!) { tokenCreate(email: $email, password: $password) {
    token refreshToken csrfToken user { id email isStaff lastLogin } errors { field message code } } }"""
REFRESH = """mutation($token: String, $csrf: String) { tokenRefresh(refreshToken: $token, csrfToken: $csrf) {
    token user { email } errors { field code } } }"""
VERIFY = """mutation($token: String!) { tokenVerify(token: $token) {
    isValid payload user { email } errors { field code } } }"""
ME = "{ me { email } }"


@pytest.fixture
def sign_in(graphql):
    """sign_in(email, password): the payload."""

    def post(email, password=PASSWORD):
        return graphql(SIGN_IN, {"email": email, "password": password})["data"]["tokenCreate"]

    return post


def test_the_right_password_opens_the_account(anna, sign_in, graphql):
    payload = sign_in("ANNA@client.example")
    assert payload["errors"] == []
    assert payload["user"]["email"] == "anna@client.example"
    assert payload["user"]["lastLogin"] is not None
    assert graphql(ME, token=payload["token"])["data"] == {"me": {"email": "anna@client.example"}}


def test_claims_are_those_that_saleors_clients_read(anna, sign_in):
    payload = sign_in(anna.email)
    key = jwt.PyJWK(tokens.jwks()["keys"][0])
    access = jwt.decode(payload["token"], key, ["RS256"])
    assert access["exp"] - access["iat"] == 300
    assert {k: v for k, v in access.items() if k not in ("exp", "iat")} == {
        "iss": "http://127.0.0.1:8000/graphql/",
        "owner": "saleor",
        "type": "access",
        "token": anna.jwt_key,
        "email": anna.email,
        "user_id": ids.to_global("User", anna.pk),
        "is_staff": False,
    }
    refresh = jwt.decode(payload["refreshToken"], key, ["RS256"])
    assert (refresh["type"], refresh["csrfToken"]) == ("refresh", payload["csrfToken"])
    assert refresh["exp"] - refresh["iat"] == 30 * 24 * 3600
    assert jwt.get_unverified_header(payload["token"]) == {
        "alg": "RS256",
        "typ": "JWT",
        "kid": tokens.jwks()["keys"][0]["kid"],
    }


def test_public_keys_are_published(db):
    answer = Client().get("/.well-known/jwks.json").json()
    assert answer == tokens.jwks()
    assert sorted(answer["keys"][0]) == ["alg", "e", "kid", "kty", "n", "use"]


def test_a_wrong_password_is_refused(anna, sign_in):
    payload = sign_in(anna.email, "wrong")
    assert (payload["token"], payload["user"]) == (None, None)
    assert payload["errors"] == [
        {"field": "email", "message": "Please, enter valid credentials.", "code": "INVALID_CREDENTIALS"}
    ]


def test_a_person_without_password_cannot_sign_in(person, sign_in):
    User.objects.filter(pk=person().pk).update(password="")
    assert codes(sign_in("anna@client.example", "")) == [("email", "INVALID_CREDENTIALS")]


def test_closed_and_unconfirmed_accounts_are_told_so_for_the_right_password_only(person, sign_in):
    person("closed@client.example", is_active=False)
    person("new@client.example", is_confirmed=False)
    assert codes(sign_in("closed@client.example")) == [("email", "INACTIVE")]
    assert codes(sign_in("new@client.example")) == [("email", "ACCOUNT_NOT_CONFIRMED")]
    assert codes(sign_in("closed@client.example", "wrong")) == [("email", "INVALID_CREDENTIALS")]
    assert codes(sign_in("new@client.example", "wrong")) == [("email", "INVALID_CREDENTIALS")]


def test_a_street_may_do_without_confirmation(person, sign_in):
    street.settle_street(confirm_accounts=False)
    person("new@client.example", is_confirmed=False)
    assert codes(sign_in("new@client.example")) == []


def test_a_refresh_token_gives_access_tokens(anna, sign_in, graphql):
    payload = graphql(REFRESH, {"token": sign_in(anna.email)["refreshToken"]})["data"]["tokenRefresh"]
    assert (payload["errors"], payload["user"]) == ([], {"email": anna.email})
    assert graphql(ME, token=payload["token"])["data"]["me"] == {"email": anna.email}


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (None, "JWT_MISSING_TOKEN"),
        ("", "JWT_MISSING_TOKEN"),
        ("nonsense", "JWT_DECODE_ERROR"),
        ("a.b.c", "JWT_DECODE_ERROR"),
    ],
)
def test_what_is_no_refresh_token(graphql, token, code):
    assert codes(graphql(REFRESH, {"token": token})["data"]["tokenRefresh"]) == [("refreshToken", code)]


def test_an_access_token_refreshes_nothing(anna, graphql, token_of):
    payload = graphql(REFRESH, {"token": token_of(anna)})["data"]["tokenRefresh"]
    assert codes(payload) == [("refreshToken", "JWT_INVALID_TOKEN")]


def test_an_old_refresh_token_has_expired(anna, graphql, sign_in, at):
    token = sign_in(anna.email)["refreshToken"]
    at(clock.now() + tokens.LIFE["refresh"])
    assert codes(graphql(REFRESH, {"token": token})["data"]["tokenRefresh"]) == [
        ("refreshToken", "JWT_SIGNATURE_EXPIRED")
    ]


def posted(client, document, **variables):
    """The data that a browser with cookies gets."""
    body = {"query": document, "variables": variables}
    return client.post("/graphql/", body, content_type="application/json").json()["data"]


def test_the_cookie_refreshes_with_the_csrf_token_that_came_with_it(anna):
    browser = Client()
    issued = posted(browser, SIGN_IN, email=anna.email, password=PASSWORD)["tokenCreate"]
    cookie = browser.cookies["refreshToken"]
    assert (cookie["httponly"], cookie["path"], cookie.value) == (True, "/graphql/", issued["refreshToken"])
    assert codes(posted(browser, REFRESH)["tokenRefresh"]) == [("csrfToken", "JWT_INVALID_CSRF_TOKEN")]
    assert codes(posted(browser, REFRESH, csrf="guess")["tokenRefresh"]) == [("csrfToken", "JWT_INVALID_CSRF_TOKEN")]
    assert posted(browser, REFRESH, csrf=issued["csrfToken"])["tokenRefresh"]["user"] == {"email": anna.email}


def test_the_cookie_signs_nobody_in(anna):
    browser = Client()
    posted(browser, SIGN_IN, email=anna.email, password=PASSWORD)
    assert posted(browser, ME) == {"me": None}


def test_verify_says_what_a_token_says(anna, graphql, token_of):
    payload = graphql(VERIFY, {"token": token_of(anna)})["data"]["tokenVerify"]
    assert (payload["isValid"], payload["user"], payload["errors"]) == (True, {"email": anna.email}, [])
    assert payload["payload"]["email"] == anna.email


def test_verify_refuses_what_is_forged_or_revoked(anna, graphql, token_of):
    token = token_of(anna)
    head, body, signature = token.split(".")
    forged = graphql(VERIFY, {"token": f"{head}.{body}.{signature[::-1]}"})["data"]["tokenVerify"]
    assert (forged["isValid"], forged["payload"], codes(forged)) == (False, None, [("token", "JWT_DECODE_ERROR")])
    User.objects.filter(pk=anna.pk).update(jwt_key="another")
    assert codes(graphql(VERIFY, {"token": token})["data"]["tokenVerify"]) == [("token", "JWT_INVALID_TOKEN")]


def test_unsigned_tokens_are_worth_nothing(anna, graphql, token_of):
    claims = jwt.decode(token_of(anna), options={"verify_signature": False})
    unsigned = jwt.encode(claims, None, "none")
    assert codes(graphql(VERIFY, {"token": unsigned})["data"]["tokenVerify"]) == [("token", "JWT_INVALID_TOKEN")]


def test_signing_out_everywhere_voids_all_tokens(anna, graphql, sign_in):
    issued = sign_in(anna.email)
    answer = graphql("mutation { tokensDeactivateAll { errors { code } } }", token=issued["token"])
    assert answer["data"] == {"tokensDeactivateAll": {"errors": []}}
    assert codes(graphql(REFRESH, {"token": issued["refreshToken"]})["data"]["tokenRefresh"]) == [
        ("refreshToken", "JWT_INVALID_TOKEN")
    ]
    assert graphql(ME, token=issued["token"])["data"] == {"me": None}
