"""Guessing gets slow. The clock stands still here, so that a slow machine does not look like a patient guesser."""

from datetime import timedelta

import pytest

from storefront.accounts import actions, attempts
from storefront.accounts.models import User
from storefront.kernel import clock, worker
from storefront.kernel.errors import ShopError
from storefront.kernel.models import Attempt
from tests.storefront.accounts.conftest import PASSWORD, codes

SIGN_IN = """mutation($email: String!, $password: String!) { tokenCreate(email: $email, password: $password) {
    token errors { field message code } } }"""


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """later(seconds): so much time passes; meanwhile it stands still, in child processes too."""
    moment = clock.now()

    def pass_time(seconds):
        nonlocal moment
        moment += timedelta(seconds=seconds)
        monkeypatch.setattr(clock, "now", lambda: moment)

    pass_time(0)
    return pass_time


@pytest.fixture
def outcome(graphql):
    """outcome(password, email): "IN", or the code of the refusal."""

    def guess(password="wrong", email="anna@client.example"):
        payload = graphql(SIGN_IN, {"email": email, "password": password})["data"]["tokenCreate"]
        return codes(payload)[0][1] if payload["errors"] else "IN"

    return guess


def test_each_failure_doubles_the_wait(anna, outcome, later):
    seen = []
    for seconds in (0, 0.9, 0.1, 1.9, 0.1, 3.9, 0.1):
        later(seconds)
        seen.append(outcome())
    wrong, delayed = "INVALID_CREDENTIALS", "LOGIN_ATTEMPT_DELAYED"
    assert seen == [wrong, delayed, wrong, delayed, wrong, delayed, wrong]


def test_while_delayed_even_the_right_password_waits(anna, outcome, later):
    outcome()
    assert outcome(PASSWORD) == "LOGIN_ATTEMPT_DELAYED"
    later(2)
    assert outcome(PASSWORD) == "IN"


def test_the_refusal_says_when_to_try_again(anna, graphql):
    graphql(SIGN_IN, {"email": anna.email, "password": "wrong"})
    payload = graphql(SIGN_IN, {"email": anna.email, "password": "wrong"})["data"]["tokenCreate"]
    assert payload["errors"] == [
        {"field": "email", "code": "LOGIN_ATTEMPT_DELAYED", "message": "Logging in has been delayed. Try again in 1 s."}
    ]


def test_success_forgets_the_failures_of_the_email(anna, outcome, later):
    for _ in range(3):
        outcome()
        later(10)
    assert outcome(PASSWORD) == "IN"
    assert outcome() == "INVALID_CREDENTIALS"
    later(1.5)
    assert outcome(PASSWORD) == "IN"


def test_nobody_is_locked_out_for_more_than_a_minute(anna, outcome, later):
    for _ in range(12):
        assert outcome() == "INVALID_CREDENTIALS"
        Attempt.objects.filter(key__startswith="address").delete()
        later(61)
    assert outcome(PASSWORD) == "IN"


def test_an_address_that_tries_many_people_waits_too(db, outcome):
    seen = [outcome(email=f"person{number}@client.example") for number in range(8)]
    assert seen == ["INVALID_CREDENTIALS"] * 6 + ["LOGIN_ATTEMPT_DELAYED"] * 2


def test_ones_own_account_does_not_buy_more_guesses(anna, outcome, later):
    for number in range(5):
        assert outcome(email=f"person{number}@client.example") == "INVALID_CREDENTIALS"
        assert outcome(PASSWORD) == "IN"
    assert outcome(email="another@client.example") == "INVALID_CREDENTIALS"
    assert outcome(PASSWORD) == "LOGIN_ATTEMPT_DELAYED"


def test_signing_in_all_day_is_no_crime(anna, outcome):
    assert [outcome(PASSWORD) for _ in range(12)] == ["IN"] * 12


def test_failures_are_forgotten_after_a_day(anna, outcome, later):
    for _ in range(4):
        outcome()
        later(120)
    later(24 * 3600 + 1)
    outcome()
    assert Attempt.objects.get(key__startswith="email").failures == 1
    later(48 * 3600)
    worker.outbox.put("accounts.forget_attempts", "now")
    worker.work_off()
    assert list(Attempt.objects.all()) == []


def test_guesses_that_come_all_at_once_are_few(together, person):
    person()

    def guess(number):
        actions.sign_in("anna@client.example", "wrong", f"10.0.0.{number}")

    answers = together(guess, range(8))
    seen = sorted(answer.code for answer in answers)
    let_through = seen.count("INVALID_CREDENTIALS")
    assert 1 <= let_through <= attempts.AT_ONCE + 1
    assert seen == ["INVALID_CREDENTIALS"] * let_through + ["LOGIN_ATTEMPT_DELAYED"] * (8 - let_through)
    assert Attempt.objects.get(key__startswith="email").failures == let_through


def test_a_few_devices_of_one_person_sign_in_at_once(together, person):
    person()
    answers = together(lambda number: actions.sign_in("anna@client.example", PASSWORD, "10.0.0.1").email, range(3))
    assert answers == ["anna@client.example"] * 3
    assert [row.failures for row in Attempt.objects.all()] == [0, 0]


def test_with_the_guard_off_every_guess_is_let_through(together, person, monkeypatch):
    """The negative control of the race above."""
    person()
    monkeypatch.setattr(attempts, "_begin", lambda keys: None)
    answers = together(lambda number: actions.sign_in("anna@client.example", "wrong", f"10.0.0.{number}"), range(8))
    assert [answer.code for answer in answers] == ["INVALID_CREDENTIALS"] * 8


def test_changing_a_password_is_watched_as_well(anna, graphql, token_of):
    document = """mutation { passwordChange(oldPassword: "x", newPassword: "tarte-aux-pommes") {
        errors { field code } } }"""
    first = graphql(document, token=token_of(anna))["data"]["passwordChange"]
    second = graphql(document, token=token_of(anna))["data"]["passwordChange"]
    assert (codes(first), codes(second)) == (
        [("oldPassword", "INVALID_CREDENTIALS")],
        [("email", "LOGIN_ATTEMPT_DELAYED")],
    )


def test_only_refusals_count(anna):
    with pytest.raises(ZeroDivisionError), attempts.watched(anna.email, "10.0.0.1"):
        _ = 1 // 0
    assert User.objects.filter(pk=anna.pk).exists()
    with pytest.raises(ShopError), attempts.watched(anna.email, "10.0.0.1"):
        raise ShopError("INVALID_CREDENTIALS", "No.")
