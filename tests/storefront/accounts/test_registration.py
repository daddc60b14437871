"""Opening an account, and nobody learning who has one."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from storefront import hooks
from storefront.accounts.models import User
from storefront.channels import actions as street
from storefront.channels import domains
from storefront.kernel import clock
from storefront.kernel.models import Event
from tests.storefront.accounts.conftest import PASSWORD, REDIRECT, codes, link_of

REGISTER = """mutation($input: AccountRegisterInput!) { accountRegister(input: $input) {
    requiresConfirmation user { id email firstName languageCode isStaff addresses { id } metadata { key value } }
    errors { field message code } } }"""
CONFIRM = """mutation($email: String!, $token: String!, $password: String) {
    confirmAccount(email: $email, token: $token, password: $password) {
        user { email isConfirmed } errors { field message code } } }"""
SIGN_IN = """mutation($email: String!, $password: String!) { tokenCreate(email: $email, password: $password) {
    token errors { field message code } } }"""
RESET = """mutation($email: String!, $url: String!) { requestPasswordReset(email: $email, redirectUrl: $url) {
    errors { field message code } } }"""
SET_PASSWORD = """mutation($email: String!, $token: String!, $password: String!) {
    setPassword(email: $email, token: $token, password: $password) { token errors { field message code } } }"""


@pytest.fixture
def register(graphql):
    """register(email, **input): the payload."""

    def post(email="zoe@client.example", **words):
        words = {"email": email, "password": PASSWORD, "redirectUrl": REDIRECT, **words}
        return graphql(REGISTER, {"input": words})["data"]["accountRegister"]

    return post


@pytest.fixture
def can_sign_in(graphql):
    """can_sign_in(password): the code of the refusal, or None."""

    def post(password, email="zoe@client.example"):
        errors = graphql(SIGN_IN, {"email": email, "password": password})["data"]["tokenCreate"]["errors"]
        return errors[0]["code"] if errors else None

    return post


def test_a_new_account_is_confirmed_through_a_letter(register, graphql, letters, can_sign_in):
    payload = register("Zoe@Client.example", firstName="Zoé", languageCode="FR", metadata=[{"key": "a", "value": "b"}])
    assert payload == {
        "requiresConfirmation": True,
        "errors": [],
        "user": {
            "id": "",
            "email": "zoe@client.example",
            "firstName": "Zoé",
            "languageCode": "FR",
            "isStaff": False,
            "addresses": [],
            "metadata": [{"key": "a", "value": "b"}],
        },
    }
    assert can_sign_in(PASSWORD) == "ACCOUNT_NOT_CONFIRMED"
    [letter] = letters()
    assert letter.to == ["zoe@client.example"]
    assert letter.subject.startswith("Bienvenue chez ")
    address, words = link_of(letter)
    assert address == "http://127.0.0.1:8000/compte"
    assert (words["page"], words["email"]) == ("1", "zoe@client.example")
    answer = graphql(CONFIRM, {"email": words["email"], "token": words["token"]})["data"]["confirmAccount"]
    assert answer == {"user": {"email": "zoe@client.example", "isConfirmed": True}, "errors": []}
    assert can_sign_in(PASSWORD) is None


def test_a_link_confirms_once(register, graphql, letters):
    register()
    [letter] = letters()
    _, words = link_of(letter)
    words = {"email": words["email"], "token": words["token"]}
    for wrong in ({"token": words["token"][:-1]}, {"email": "else@client.example"}, {"token": ""}):
        assert codes(graphql(CONFIRM, {**words, **wrong})["data"]["confirmAccount"]) == [("token", "INVALID")]
    assert codes(graphql(CONFIRM, words)["data"]["confirmAccount"]) == []
    assert codes(graphql(CONFIRM, words)["data"]["confirmAccount"]) == [("token", "INVALID")]


def test_an_old_link_confirms_nothing(register, graphql, letters, at):
    register()
    [letter] = letters()
    _, words = link_of(letter)
    at(clock.now() + timedelta(days=3, minutes=1))
    words = {"email": words["email"], "token": words["token"]}
    assert codes(graphql(CONFIRM, words)["data"]["confirmAccount"]) == [("token", "INVALID")]


def test_a_known_person_keeps_everything_and_hears_of_it(register, person, letters, can_sign_in):
    person("zoe@client.example", first_name="Zoé", password="an-older-password")
    assert register(firstName="Mallory")["errors"] == []
    [letter] = letters()
    assert letter.subject.startswith("You already have an account")
    assert "http" not in letter.body.replace("http://127.0.0.1:8000/compte", "")
    assert can_sign_in("an-older-password") is None
    assert User.objects.get().first_name == "Zoé"


def test_registering_before_its_owner_gains_nothing(register, graphql, letters, can_sign_in):
    register(password="password-of-mallory", firstName="Visit http://spam.example")
    [early] = letters()
    assert "spam" not in early.body
    register(password="password-of-zoe")
    [late] = letters()
    _, words = link_of(early)
    early_words = {"email": words["email"], "token": words["token"]}
    assert codes(graphql(CONFIRM, early_words)["data"]["confirmAccount"]) == [("token", "INVALID")]
    _, words = link_of(late)
    late_words = {"email": words["email"], "token": words["token"]}
    assert codes(graphql(CONFIRM, late_words)["data"]["confirmAccount"]) == []
    assert can_sign_in("password-of-zoe") is None


def test_confirming_may_set_the_password(register, graphql, letters, can_sign_in):
    register()
    [letter] = letters()
    _, words = link_of(letter)
    words = {"email": words["email"], "token": words["token"]}
    assert codes(graphql(CONFIRM, {**words, "password": "short"})["data"]["confirmAccount"]) == [
        ("password", "PASSWORD_TOO_SHORT")
    ]
    assert codes(graphql(CONFIRM, {**words, "password": "password-of-zoe"})["data"]["confirmAccount"]) == []
    assert can_sign_in("password-of-zoe") is None


def test_a_street_without_confirmation_lets_people_in_at_once(register, letters, can_sign_in):
    street.settle_street(confirm_accounts=False)
    payload = register(redirectUrl=None)
    assert (payload["requiresConfirmation"], payload["user"]["id"], payload["errors"]) == (False, "", [])
    assert can_sign_in(PASSWORD) is None
    assert letters() == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"email": "no address"}, [("email", "INVALID")]),
        ({"email": "x" * 250 + "@client.example"}, [("email", "INVALID")]),
        ({"password": ""}, [("password", "REQUIRED")]),
        (
            {"password": "12345"},
            [
                ("password", "PASSWORD_TOO_SHORT"),
                ("password", "PASSWORD_TOO_COMMON"),
                ("password", "PASSWORD_ENTIRELY_NUMERIC"),
            ],
        ),
        ({"password": "zoe@client.example"}, [("password", "PASSWORD_TOO_SIMILAR")]),
        ({"password": "x" * 1001}, [("password", "INVALID")]),
        ({"redirectUrl": None}, [("redirectUrl", "REQUIRED")]),
        ({"redirectUrl": "https://evil.example/"}, [("redirectUrl", "INVALID")]),
        ({"channel": "nowhere"}, [("channel", "NOT_FOUND")]),
        ({"channel": "cuir"}, [("channel", "CHANNEL_INACTIVE")]),
        ({"firstName": "x" * 300}, [("firstName", "INVALID")]),
        ({"metadata": [{"key": "x" * 256, "value": "x"}]}, [("input", "INVALID")]),
        ({"metadata": [{"key": "", "value": "x"}]}, [("input", "REQUIRED")]),
    ],
)
def test_refusals(register, shops, words, expected):
    assert codes(register(**words)) == expected
    assert list(User.objects.all()) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "javascript:alert(1)",
        "//127.0.0.1/",
        "http://127.0.0.1@evil.example/",
        "http://evil.example\\@127.0.0.1/",
        "http://127.0.0.1.evil.example/",
        "http://[::1/",
        "ftp://127.0.0.1/",
        "compte",
        "http://localhost:3000/",
    ],
)
def test_letters_lead_only_to_hosts_we_know(register, url):
    assert codes(register(redirectUrl=url)) == [("redirectUrl", "INVALID")]


def test_the_street_names_more_hosts_and_the_demo_knows_localhost(register, settings):
    street.settle_street(redirect_hosts=["shop.example"])
    assert codes(register(redirectUrl="https://shop.example/fr?x=1#top")) == []
    settings.SHOP_DEMO = True
    assert codes(register(redirectUrl="http://localhost:3000/")) == []


def test_the_letter_comes_from_the_shop_where_one_registered(register, shops, letters):
    register(channel="fleurs", languageCode="EN_GB")
    [letter] = letters()
    assert letter.subject == "Welcome to Fleurs!"


def test_plugins_are_told_once(register, django_capture_on_commit_callbacks):
    told = []

    class Listener:
        @hooks.hook
        def customer_registered(self, user):
            told.append(user.email)

    hooks.switchboard().register(Listener(), "listener")
    try:
        with django_capture_on_commit_callbacks(execute=True):
            register()
            register()
    finally:
        hooks.switchboard().unregister(name="listener")
    assert told == ["zoe@client.example"]
    names = Event.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["customer.registered", "customer.registered_again"]


def test_one_person_gets_at_most_five_letters_of_a_sort_an_hour(register, letters):
    for _ in range(7):
        register()
    assert len(letters()) == 5


# Known or unknown: nobody can tell ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("document", "words"),
    [
        (SIGN_IN, {"password": "wrong"}),
        (RESET, {"url": REDIRECT}),
        (SET_PASSWORD, {"token": "abc-def", "password": PASSWORD}),
        (CONFIRM, {"token": "abc-def"}),
    ],
)
def test_answers_and_statements_are_the_same_for_known_and_unknown(person, statements, document, words):
    person("known@client.example")
    person("closed@client.example", is_active=False)
    seen = [
        observed(statements, document, {**words, "email": email})
        for email in ("known@client.example", "nobody@client.example", "closed@client.example")
    ]
    assert seen[0] == seen[1] == seen[2]


def test_registering_looks_the_same_for_known_and_unknown(person, statements):
    person("known@client.example")
    person("fresh@client.example", is_confirmed=False)
    seen = [
        observed(statements, REGISTER, {"input": {"email": email, "password": PASSWORD, "redirectUrl": REDIRECT}})
        for email in ("known@client.example", "alien@client.example", "fresh@client.example")
    ]
    assert seen[0] == seen[1] == seen[2]


def observed(statements, document, variables):
    """(body with the e-mail blanked, headers, statements with their values left out) of a request."""
    domains.forget()  # what a process remembers for seconds must not end between two requests
    with statements() as count:
        response = Client().post(
            "/graphql/", json.dumps({"query": document, "variables": variables}), content_type="application/json"
        )
    email = variables.get("email") or variables["input"]["email"]
    shapes = [re.sub(r"'[^']*'|\b[0-9a-f]{32}\b|\d+", "?", text) for text in count]
    return response.content.replace(email.encode(), b"*"), dict(response.headers), shapes
