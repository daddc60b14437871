"""People, their tokens and their letters."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail

from storefront.accounts import tokens
from storefront.accounts.models import PermissionGroup, User
from storefront.channels.models import Channel
from storefront.kernel import clock, worker

PASSWORD = "croissant-dore"
REDIRECT = "http://127.0.0.1:8000/compte?page=1"


@pytest.fixture
def person(db):
    """person(email, **fields): a confirmed customer with PASSWORD."""

    def make(email="anna@client.example", password=PASSWORD, **fields):
        fields = {"is_confirmed": True, "first_name": "Anna", "language": "en", **fields}
        return User.objects.create(email=email, password=make_password(password), **fields)

    return make


@pytest.fixture
def anna(person):
    """A customer."""
    return person()


@pytest.fixture
def token_of():
    """token_of(user): an access token."""
    return tokens.access_token


@pytest.fixture
def shops(db):
    """{slug: Channel}: two open shops and a closed one."""
    return {
        slug: Channel.objects.create(slug=slug, name=slug.title(), currency="EUR", country="FR", is_active=active)
        for slug, active in (("fleurs", True), ("pain", True), ("cuir", False))
    }


@pytest.fixture
def staff(person):
    """staff(*permissions, channels=None): somebody with these permissions, in those channels or everywhere."""

    def make(*permissions, channels=None, email="lea@fleurs.example"):
        user = person(email, is_staff=True, first_name="Léa")
        group = PermissionGroup.objects.create(
            name=f"group of {email}", permissions=list(permissions), restricted_to_channels=channels is not None
        )
        group.channels.set(channels or [])
        user.groups.add(group)
        return user

    return make


@pytest.fixture
def letters():
    """letters(): lets the worker work and gives the new mails."""

    def new():
        before = len(mail.outbox)
        worker.work_off()
        return mail.outbox[before:]

    return new


@pytest.fixture
def at():
    """at(moment) moves the clock there, until the test ends."""
    yield clock.move
    clock.move(None)


def link_of(letter):
    """(address without query, {word: value}) of the link in a mail."""
    parts = urlsplit(re.search(r"http\S+", letter.body).group())
    return f"{parts.scheme}://{parts.netloc}{parts.path}", dict(parse_qsl(parts.query))


def codes(payload):
    """[(field, code)] of a payload's errors."""
    return [(error["field"], error["code"]) for error in payload["errors"]]


def denied(answer):
    """The codes of errors beside the data."""
    return [error["extensions"]["exception"]["code"] for error in answer.get("errors", [])]
