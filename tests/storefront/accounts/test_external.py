"""Signing in elsewhere: nobody offers it, and each mutation says so."""

import pytest

from tests.storefront.accounts.conftest import codes


@pytest.mark.parametrize(
    ("name", "fields", "rest"),
    [
        ("externalAuthenticationUrl", "authenticationData", {"authenticationData": None}),
        (
            "externalObtainAccessTokens",
            "token refreshToken user { id }",
            {"token": None, "refreshToken": None, "user": None},
        ),
        ("externalRefresh", "token refreshToken user { id }", {"token": None, "refreshToken": None, "user": None}),
        ("externalLogout", "logoutData", {"logoutData": None}),
        ("externalVerify", "isValid user { id } verifyData", {"isValid": False, "user": None, "verifyData": None}),
    ],
)
def test_an_unknown_plugin(db, graphql, name, fields, rest):
    document = f"""mutation {{ {name}(pluginId: "some.openid", input: "{{}}") {{
        {fields} errors {{ field code }} }} }}"""
    payload = graphql(document)["data"][name]
    assert codes(payload) == [("pluginId", "NOT_FOUND")]
    assert {key: value for key, value in payload.items() if key != "errors"} == rest
