"""Errors in Saleor's shape: what its clients read, and nothing that is only ours to know."""

import logging

import pytest

from storefront.api.context import RequestContext, acting_as
from storefront.api.run import inside
from storefront.kernel.errors import PermissionDenied, ShopError
from storefront.kernel.permissions import Visitor
from tests.abuse.toy import schema


def told(response):
    """(path, message, code) of each error of a 200."""
    assert response.status_code == 200
    return [
        (error["path"], error["message"], error["extensions"]["exception"]["code"])
        for error in response.json()["errors"]
    ]


@pytest.mark.parametrize(
    "how, message, code",
    [
        ("refused", "Invalid ID: x.", "GraphQLError"),
        ("denied", "To access this path, you need one of the following permissions: MANAGE_ORDERS", "PermissionDenied"),
        (
            "stranger",
            "To access this path, you need one of the following permissions: AUTHENTICATED_USER",
            "PermissionDenied",
        ),
        ("expired", "Signature has expired", "ExpiredSignatureError"),
        ("forged", "Signature verification failed", "InvalidSignatureError"),
        ("garbled", "Not enough segments", "InvalidTokenError"),
        ("broken", "Internal Server Error", "InternalServerError"),
    ],
)
def test_each_kind_of_error(toy, how, message, code):
    response = toy("query($how:String!){thing{id} bad:fail(how:$how)}", how=how)
    assert response.json()["data"] == {"thing": {"id": "t"}, "bad": None}
    assert response.json()["errors"] == [
        {
            "message": message,
            "locations": [{"line": 1, "column": 31}],
            "path": ["bad"],
            "extensions": {"code": code, "exception": {"code": code}},
        }
    ]


def test_the_unexpected_is_logged_without_variables(toy, caplog):
    with caplog.at_level(logging.ERROR):
        response = toy(
            "query($how:String!,$text:String){fail(how:$how) echo(text:$text)}", how="broken", text="4242424242"
        )
    assert b"secret" not in response.content and b"Traceback" not in response.content
    assert "unexpected error at fail" in caplog.text and "KeyError" in caplog.text
    assert "4242424242" not in caplog.text


def test_null_where_a_value_must_be(toy):
    response = toy("{must thing{id}}")
    assert response.json()["data"] is None
    assert told(response) == [(["must"], "Internal Server Error", "InternalServerError")]


def test_refusals_of_mutations_are_in_the_payload(toy):
    answer = toy("mutation{note(number:-1){noted errors{field message code}}}").json()
    assert answer["data"]["note"] == {
        "noted": None,
        "errors": [{"field": "number", "message": "Below zero; write another number.", "code": "INVALID"}],
    }
    assert "errors" not in answer


@pytest.mark.parametrize(
    "document, variables, message",
    [
        ("{thing{id}", {}, "Syntax Error: Expected Name, found <EOF>."),
        ("{thin{id}}", {}, "Cannot query field 'thin' on type 'Query'."),
        (
            "query($v:Int){echo(number:$v)}",
            {"v": "x"},
            "Variable '$v' got invalid value 'x'; Int cannot represent non-integer value: 'x'",
        ),
        ("query($v:Int!){echo(number:$v)}", {}, "Variable '$v' of required type 'Int!' was not provided."),
        (
            "query a{__typename} query b{__typename}",
            {},
            "Must provide operation name if query contains multiple operations.",
        ),
    ],
)
def test_nothing_executed_is_400_without_data(toy, refused, document, variables, message):
    response = toy(document, **variables)
    assert refused(response) == message
    assert response.json()["errors"][0]["extensions"]["exception"] == {"code": "GraphQLError"}


def test_at_most_fifty_errors_are_told(toy):
    document = "{" + " ".join(f'a{n}:fail(how:"refused")' for n in range(80)) + "}"
    assert len(told(toy(document))) == 50


# A document inside a program's own transaction ------------------------------------------------------------------------


def test_a_plugin_runs_a_document_with_its_callers_rights():
    context = acting_as(Visitor(user_id=7, email="anna@street.example"))
    assert inside(context, "query($v:JSON){email echo(value:$v)}", {"v": [1]}, schema=schema) == {
        "email": "anna@street.example",
        "echo": [1],
    }
    assert inside(RequestContext(), "{email}", schema=schema) == {"email": ""}


def test_what_fails_inside_is_raised_as_it_was():
    for how, error in (("refused", ShopError), ("denied", PermissionDenied), ("broken", KeyError)):
        with pytest.raises(error):
            inside(RequestContext(), "query($how:String!){fail(how:$how)}", {"how": how}, schema=schema)
    with pytest.raises(ValueError, match="Cannot query field 'nothing'"):
        inside(RequestContext(), "{nothing}", schema=schema)
