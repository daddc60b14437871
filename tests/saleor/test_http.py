"""The endpoint as Saleor's clients know it: methods, kinds of bodies, statuses, CORS, cookies."""

import html
import json
import re

import pytest
from django.test import Client
from graphql import get_introspection_query

ALLOWED = ("Origin", "Content-Type", "Accept", "Authorization", "Source-Service-Name", "Authorization-Bearer")
ORIGIN = "https://dashboard.example"
ANSWER = {
    "data": {"__typename": "Query"},
    "extensions": {"cost": {"requestedQueryCost": 1, "maximumAvailable": 50_000}},
}
QUERY = {"query": "{__typename}"}


@pytest.mark.parametrize(
    "kind, body, answer",
    [
        ("application/json", json.dumps(QUERY), ANSWER),
        ("application/json", json.dumps([QUERY]), [ANSWER]),
        ("application/json; charset=UTF-8", json.dumps(QUERY), ANSWER),
        ("application/graphql", "{__typename}", ANSWER),
        ("application/x-www-form-urlencoded", "query={__typename}", ANSWER),
        (
            "application/x-www-form-urlencoded",
            'query=query+Q($v:JSON){echo(value:$v)} query+R{__typename}&operationName=R&variables={"v":1}',
            ANSWER,
        ),
    ],
)
def test_every_kind_of_body(toy, kind, body, answer):
    response = toy.raw(body, kind)
    assert (response.status_code, response["Content-Type"], response.json()) == (200, "application/json", answer)
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_a_form_with_fields_and_no_files(toy):
    assert toy.client.post("/graphql/", {"query": "query($v:JSON){echo(value:$v)}", "variables": '{"v":[1]}'}).json()[
        "data"
    ] == {"echo": [1]}


def test_undeclared_variables_are_ignored(toy):
    extra = {f"PERMISSION_MANAGE_{n}": True for n in range(25)}
    assert toy("query($v:JSON){echo(value:$v)}", v=3, **extra).json()["data"] == {"echo": 3}


def test_several_mutations_run_in_order(toy):
    answer = toy("mutation{b:note(number:1){noted} a:note(number:2){noted errors{field}}}").json()
    assert answer["data"] == {"b": {"noted": [1]}, "a": {"noted": [1, 2], "errors": []}}


def test_mutations_set_and_delete_cookies(toy):
    cookie = toy("mutation{note{noted}}").cookies["refreshToken"]
    assert (cookie.value, cookie["httponly"]) == ("kept", True)
    assert toy("mutation{drop}").cookies["refreshToken"].value == ""


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD"])
def test_other_methods(toy, method):
    response = toy.client.generic(method, "/graphql/", HTTP_ACCEPT="*/*")
    assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")


@pytest.mark.parametrize("language, words", [("fr", "Cette adresse répond"), ("en", "This address answers")])
def test_a_browser_is_told_what_lives_here(toy, language, words):
    response = toy.client.get("/graphql/", HTTP_ACCEPT="text/html", HTTP_ACCEPT_LANGUAGE=language)
    assert response.status_code == 200 and words in response.content.decode()


def test_the_example_a_browser_is_shown_works(graphql):
    page = html.unescape(Client().get("/graphql/", HTTP_ACCEPT="text/html").content.decode())
    document = json.loads(re.search(r"-d '(.*)'", page).group(1))["query"]
    assert "errors" not in graphql(document)


def test_the_address_is_exact():
    assert [Client().post(path).status_code for path in ("/graphql", "/graphql/x", "/Graphql/")] == [404, 404, 404]


# CORS -----------------------------------------------------------------------------------------------------------------


def test_preflight(toy):
    response = toy.client.options("/graphql/", HTTP_ORIGIN=ORIGIN, HTTP_ACCESS_CONTROL_REQUEST_METHOD="POST")
    assert response.status_code == 200
    assert {name: value for name, value in response.items() if name.startswith("Access")} == {
        "Access-Control-Allow-Origin": ORIGIN,
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Allow-Methods": "POST, OPTIONS",
        "Access-Control-Max-Age": "600",
        "Access-Control-Allow-Headers": ", ".join(ALLOWED),
    }
    assert response["Vary"] == "Origin"


@pytest.mark.parametrize(
    "origin, allowed",
    [
        ("https://shop.example", True),
        ("https://a.street.example", True),
        ("http://shop.example", False),
        ("https://shop.example.evil.example", False),
        ("https://street.example", False),
        ("null", False),
        ("", False),
    ],
)
def test_origins_match_patterns(toy, settings, origin, allowed):
    settings.SHOP_ORIGINS = ["https://shop.example", "https://*.street.example"]
    preflight = toy.client.options("/graphql/", HTTP_ORIGIN=origin)
    assert preflight.status_code == (200 if allowed else 400)
    for response in (preflight, toy("{__typename}", {"origin": origin}), toy("{", {"origin": origin})):
        assert response.get("Access-Control-Allow-Origin") == (origin if allowed else None)
        assert (response["Access-Control-Allow-Credentials"], response["Vary"]) == ("true", "Origin")


def test_the_origin_is_echoed_never_a_star(toy):
    assert toy("{__typename}", {"origin": ORIGIN})["Access-Control-Allow-Origin"] == ORIGIN
    assert toy.raw("x" * 300_000, HTTP_ORIGIN=ORIGIN)["Access-Control-Allow-Origin"] == ORIGIN


# Codegen --------------------------------------------------------------------------------------------------------------


def test_codegen_introspects_with_types_nested_ten_levels(toy):
    type_ref = "kind name" + " ofType{kind name" * 9 + "}" * 9
    document = """query IntrospectionQuery{__schema{queryType{name} mutationType{name} subscriptionType{name}
        types{kind name description specifiedByURL fields(includeDeprecated:true){name description args(
        includeDeprecated:true){...Input} type{...TypeRef} isDeprecated deprecationReason} inputFields(
        includeDeprecated:true){...Input} interfaces{...TypeRef} enumValues(includeDeprecated:true){name isDeprecated}
        possibleTypes{...TypeRef}} directives{name locations args(includeDeprecated:true){...Input}}}}
        fragment Input on __InputValue{name type{...TypeRef} defaultValue isDeprecated}
        fragment TypeRef on __Type{TYPE_REF}""".replace("TYPE_REF", type_ref)
    accept = {"accept": "application/graphql-response+json, application/json, multipart/mixed"}
    first, again = toy(document, accept), toy(document, accept)
    names = {type_["name"] for type_ in first.json()["data"]["__schema"]["types"]}
    assert {"Query", "Thing", "Things", "JSON"} <= names and "errors" not in first.json()
    assert again.content == first.content


def test_the_shops_own_schema_is_told_whole():
    query = get_introspection_query(input_value_deprecation=True, specified_by_url=True)
    answer = Client().post("/graphql/", json.dumps({"query": query}), content_type="application/json").json()
    assert "errors" not in answer
    assert {"Product", "Checkout", "Money"} <= {type_["name"] for type_ in answer["data"]["__schema"]["types"]}
