"""What the headers of a request mean."""

import pytest
from django.test import RequestFactory

from storefront.api.context import RequestContext
from storefront.api.headers import address_of, bearer_of, language_of


def request(**headers):
    return RequestFactory().post("/graphql/", headers={name.replace("_", "-"): text for name, text in headers.items()})


@pytest.mark.parametrize(
    "headers, token",
    [
        ({}, None),
        ({"authorization": "Bearer a.b.c"}, "a.b.c"),
        ({"authorization": "JWT a.b.c"}, "a.b.c"),
        ({"authorization": "bEaReR  a.b.c "}, "a.b.c"),
        ({"authorization": "Basic eDp5"}, None),
        ({"authorization": "a.b.c"}, None),
        ({"authorization": "Bearer"}, None),
        ({"authorization_bearer": "x.y.z", "authorization": "Bearer a.b.c"}, "x.y.z"),
        ({"authorization_bearer": " "}, None),
    ],
)
def test_the_token(headers, token):
    assert bearer_of(request(**headers)) == token


@pytest.mark.parametrize(
    "proxies, forwarded, address",
    [
        ([], "203.0.113.9", "127.0.0.1"),
        (["127.0.0.1"], "203.0.113.9", "203.0.113.9"),
        (["127.0.0.1"], "", "127.0.0.1"),
        (["127.0.0.1"], "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (["127.0.0.1", "10.0.0.1"], "1.1.1.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
    ],
)
def test_the_address_is_believed_from_our_proxies_only(settings, proxies, forwarded, address):
    settings.SHOP_PROXIES = proxies
    assert address_of(request(x_forwarded_for=forwarded)) == address


@pytest.mark.parametrize(
    "accepted, language",
    [
        ("", "fr"),
        ("en", "en"),
        ("en-GB,fr;q=0.5", "en"),
        ("de, fr;q=0.8, en;q=0.9", "en"),
        ("de", "fr"),
        ("*", "fr"),
        ("x" * 9000, "fr"),
    ],
)
def test_the_language(accepted, language):
    assert language_of(request(accept_language=accepted)) == language


@pytest.mark.django_db
def test_a_bad_token_fails_only_the_fields_that_look(toy):
    answer = toy("{thing{id} email again:email}", {"authorization": "Bearer not.a.token"}).json()
    assert answer["data"] == {"thing": {"id": "t"}, "email": None, "again": None}
    assert [(error["path"], error["extensions"]["exception"]["code"]) for error in answer["errors"]] == [
        (["email"], "InvalidTokenError"),
        (["again"], "InvalidTokenError"),
    ]


def test_looking_is_noticed():
    context = RequestContext(request())
    assert context.looked is False
    assert context.cookie("refreshToken") is None and context.looked is True
