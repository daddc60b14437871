"""Passwords forgotten and changed; moving to another e-mail."""

from datetime import timedelta

import pytest

from storefront.accounts.models import User
from storefront.kernel import clock
from storefront.kernel.models import Task
from tests.storefront.accounts.conftest import PASSWORD, REDIRECT, codes, denied, link_of

RESET = """mutation($email: String!, $url: String!, $channel: String) {
    requestPasswordReset(email: $email, redirectUrl: $url, channel: $channel) { errors { field code } } }"""
SET = """mutation($email: String!, $token: String!, $password: String!) {
    setPassword(email: $email, token: $token, password: $password) {
        token refreshToken csrfToken user { email isConfirmed } errors { field code } } }"""
CHANGE = """mutation($old: String, $new: String!) { passwordChange(oldPassword: $old, newPassword: $new) {
    user { email } errors { field code } } }"""
REQUEST = """mutation($email: String!, $password: String!, $url: String!) {
    requestEmailChange(newEmail: $email, password: $password, redirectUrl: $url) {
        user { email } errors { field code } } }"""
CONFIRM = "mutation($token: String!) { confirmEmailChange(token: $token) { user { email } errors { field code } } }"
SIGN_IN = """mutation($email: String!, $password: String!) { tokenCreate(email: $email, password: $password) {
    token errors { field code } } }"""
ME = "{ me { email } }"
NEW = "tarte-aux-pommes"


@pytest.fixture
def reset_token(graphql, letters):
    """reset_token(user): what the letter brings."""

    def ask(user):
        assert codes(graphql(RESET, {"email": user.email, "url": REDIRECT})["data"]["requestPasswordReset"]) == []
        [letter] = letters()
        return link_of(letter)[1]["token"]

    return ask


@pytest.fixture
def call(graphql, anna, token_of):
    """call(document, **variables): the one payload, as Anna or by another token."""

    def post(document, by=None, **variables):
        answer = graphql(document, variables, token=by or token_of(User.objects.get(pk=anna.pk)))
        [payload] = answer["data"].values()
        return payload

    return post


def test_a_letter_brings_a_new_password(anna, graphql, reset_token, token_of, letters):
    before, token = token_of(anna), reset_token(anna)
    payload = graphql(SET, {"email": anna.email, "token": token, "password": NEW})["data"]["setPassword"]
    assert (payload["errors"], payload["user"]) == ([], {"email": anna.email, "isConfirmed": True})
    assert graphql(ME, token=payload["token"])["data"]["me"] == {"email": anna.email}
    assert denied(graphql(ME, token=before)) == ["InvalidTokenError"]
    assert codes(graphql(SIGN_IN, {"email": anna.email, "password": NEW})["data"]["tokenCreate"]) == []
    assert [letter.subject for letter in letters()] == ["Your password has changed"]


def test_a_reset_link_works_once_and_for_three_days(anna, call, reset_token, letters, at):
    token = reset_token(anna)
    assert codes(call(SET, email=anna.email, token="x" + token, password=NEW)) == [("token", "INVALID")]
    assert codes(call(SET, email=anna.email, token=token, password=NEW)) == []
    assert codes(call(SET, email=anna.email, token=token, password=NEW)) == [("token", "INVALID")]
    letters()
    token = reset_token(anna)
    at(clock.now() + timedelta(days=3, minutes=1))
    assert codes(call(SET, email=anna.email, token=token, password=NEW)) == [("token", "INVALID")]


def test_a_weak_password_does_not_use_the_link_up(anna, call, reset_token):
    token = reset_token(anna)
    assert codes(call(SET, email=anna.email, token=token, password="123")) == [
        ("password", "PASSWORD_TOO_SHORT"),
        ("password", "PASSWORD_TOO_COMMON"),
        ("password", "PASSWORD_ENTIRELY_NUMERIC"),
    ]
    assert codes(call(SET, email=anna.email, token=token, password=NEW)) == []


def test_a_reset_confirms_an_account_and_ends_the_wait(person, graphql, reset_token):
    user = person("new@client.example", is_confirmed=False)
    graphql(SIGN_IN, {"email": user.email, "password": "wrong"})
    token = reset_token(user)
    payload = graphql(SET, {"email": user.email, "token": token, "password": NEW})["data"]["setPassword"]
    assert payload["user"]["isConfirmed"] is True
    assert codes(graphql(SIGN_IN, {"email": user.email, "password": NEW})["data"]["tokenCreate"]) == []


def test_unknown_and_closed_people_get_no_letter(person, graphql, letters):
    person("closed@client.example", is_active=False)
    for email in ("closed@client.example", "nobody@client.example"):
        assert codes(graphql(RESET, {"email": email, "url": REDIRECT})["data"]["requestPasswordReset"]) == []
    assert letters() == []


def test_refusals_of_a_reset(shops, graphql):
    for words, expected in [
        ({"email": "nonsense", "url": REDIRECT}, ("email", "INVALID")),
        ({"email": "a@client.example", "url": "https://evil.example"}, ("redirectUrl", "INVALID")),
        ({"email": "a@client.example", "url": ""}, ("redirectUrl", "REQUIRED")),
        ({"email": "a@client.example", "url": REDIRECT, "channel": "nowhere"}, ("channel", "NOT_FOUND")),
    ]:
        assert codes(graphql(RESET, words)["data"]["requestPasswordReset"]) == [expected]
    assert list(Task.objects.all()) == []


def test_promises_of_letters_hold_no_secret_for_long(anna, reset_token):
    reset_token(anna)
    assert [task.payload for task in Task.objects.filter(kind="accounts.letter")] == [{}]


def test_changing_the_password_ends_all_sessions(anna, call, graphql, token_of, letters):
    before = token_of(anna)
    payload = call(CHANGE, old=PASSWORD, new=NEW)
    assert payload == {"user": {"email": anna.email}, "errors": []}
    assert denied(graphql(ME, token=before)) == ["InvalidTokenError"]
    assert codes(graphql(SIGN_IN, {"email": anna.email, "password": NEW})["data"]["tokenCreate"]) == []
    assert [letter.to for letter in letters()] == [[anna.email]]


def test_refusals_of_a_change(anna, call, graphql):
    assert codes(call(CHANGE, old=PASSWORD, new="12345678")) == [
        ("newPassword", "PASSWORD_TOO_COMMON"),
        ("newPassword", "PASSWORD_ENTIRELY_NUMERIC"),
    ]
    assert codes(call(CHANGE, new=NEW)) == [("oldPassword", "INVALID_CREDENTIALS")]
    answer = graphql(CHANGE, {"old": PASSWORD, "new": NEW})
    assert (answer["data"], denied(answer)) == ({"passwordChange": None}, ["PermissionDenied"])


def test_people_without_a_password_may_choose_one(anna, call):
    anna.set_unusable_password()
    anna.save()
    assert codes(call(CHANGE, new=NEW)) == []


def test_an_account_moves_to_another_email(anna, call, graphql, letters):
    payload = call(REQUEST, email="Anna.Neu@client.example", password=PASSWORD, url=REDIRECT)
    assert payload == {"user": {"email": anna.email}, "errors": []}
    [letter] = letters()
    assert letter.to == ["anna.neu@client.example"]
    token = link_of(letter)[1]["token"]
    assert call(CONFIRM, token=token) == {"user": {"email": "anna.neu@client.example"}, "errors": []}
    [notice] = letters()
    assert (notice.to, notice.subject) == ([anna.email], "Your address has changed")
    sign_in = {"email": "anna.neu@client.example", "password": PASSWORD}
    assert codes(graphql(SIGN_IN, sign_in)["data"]["tokenCreate"]) == []
    assert codes(call(CONFIRM, token=token)) == [("token", "JWT_INVALID_TOKEN")]


def test_an_email_with_an_account_is_told_to_its_owner_alone(call, person, letters):
    person("boris@client.example", first_name="Boris")
    assert codes(call(REQUEST, email="boris@client.example", password=PASSWORD, url=REDIRECT)) == []
    [letter] = letters()
    assert (letter.to, letter.subject.startswith("You already have")) == (["boris@client.example"], True)


def test_an_email_taken_meanwhile_is_refused(call, person, letters):
    call(REQUEST, email="new@client.example", password=PASSWORD, url=REDIRECT)
    [letter] = letters()
    person("new@client.example")
    assert codes(call(CONFIRM, token=link_of(letter)[1]["token"])) == [("newEmail", "UNIQUE")]


def test_refusals_of_a_move(anna, call, graphql, person, letters, token_of, at):
    assert codes(call(REQUEST, email="nonsense", password=PASSWORD, url=REDIRECT)) == [("newEmail", "INVALID")]
    assert codes(call(REQUEST, email=anna.email, password=PASSWORD, url=REDIRECT)) == [("newEmail", "INVALID")]
    assert codes(call(REQUEST, email="b@client.example", password=PASSWORD, url="https://evil.example")) == [
        ("redirectUrl", "INVALID")
    ]
    assert codes(call(CONFIRM, token="nonsense")) == [("token", "JWT_DECODE_ERROR")]
    assert codes(call(CONFIRM, token=token_of(anna))) == [("token", "JWT_INVALID_TOKEN")]
    call(REQUEST, email="b@client.example", password=PASSWORD, url=REDIRECT)
    [letter] = letters()
    token = link_of(letter)[1]["token"]
    boris = person("boris@client.example")
    assert codes(call(CONFIRM, by=token_of(boris), token=token)) == [("token", "JWT_INVALID_TOKEN")]
    assert denied(graphql(CONFIRM, {"token": token})) == ["PermissionDenied"]
    at(clock.now() + timedelta(hours=1, seconds=1))
    assert codes(call(CONFIRM, token=token)) == [("token", "JWT_SIGNATURE_EXPIRED")]
    at(clock.now() + timedelta(hours=1))
    assert codes(call(REQUEST, email="b@client.example", password="wrong", url=REDIRECT)) == [
        ("password", "INVALID_CREDENTIALS")
    ]
