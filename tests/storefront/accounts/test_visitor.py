"""Who is asking, and what they may do."""

import json

import pytest
from django.test import Client

from storefront.accounts import tokens
from storefront.accounts.models import Address, PermissionGroup, User
from storefront.api.visitor import visitor_of
from storefront.kernel import clock, ids
from storefront.kernel.permissions import EVERYWHERE, PERMISSIONS
from tests.storefront.accounts.conftest import denied

ME = "{ me { email } }"
RIGHTS = "{ me { isStaff userPermissions { code name } accessibleChannels { slug } restrictedAccessToChannels } }"


def me(**headers):
    """Who we are with these headers."""
    answer = Client().post("/graphql/", json.dumps({"query": ME}), content_type="application/json", headers=headers)
    assert answer.status_code == 200
    return answer.json()


def test_nobody(db, graphql):
    assert graphql(ME)["data"] == {"me": None}
    assert "errors" not in graphql(ME)


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "JWT", "jwt"])
def test_the_scheme_is_read_in_any_case(anna, token_of, scheme):
    assert me(authorization=f"{scheme} {token_of(anna)}")["data"]["me"] == {"email": anna.email}


def test_authorization_bearer_wins(anna, person, token_of):
    other = person("boris@client.example")
    answer = me(**{"authorization": f"Bearer {token_of(anna)}", "authorization-bearer": token_of(other)})
    assert answer["data"]["me"] == {"email": other.email}


def test_other_schemes_are_nobody(db):
    assert me(authorization="Basic YTpi")["data"] == {"me": None}


def test_bad_tokens_fail_the_fields_that_look_and_no_others(anna, graphql, token_of, at):
    token = token_of(anna)
    answer = graphql("{ __typename me { email } }", token=token[:-4] + "AAAA")
    assert answer["data"] == {"__typename": "Query", "me": None}
    assert denied(answer) == ["InvalidSignatureError"]
    assert denied(graphql(ME, token="garbage")) == ["InvalidTokenError"]
    at(clock.now() + tokens.LIFE["access"])
    expired = graphql(ME, token=token)
    assert (denied(expired), expired["errors"][0]["message"]) == (["ExpiredSignatureError"], "Signature has expired")


def test_refresh_tokens_are_no_access_tokens(anna, graphql):
    assert denied(graphql(ME, token=tokens.issue(anna).refresh)) == ["InvalidTokenError"]


def test_the_closed_and_the_gone_are_refused(anna, graphql, token_of):
    token = token_of(anna)
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert denied(graphql(ME, token=token)) == ["InvalidTokenError"]
    User.objects.filter(pk=anna.pk).delete()
    assert denied(graphql(ME, token=token)) == ["InvalidTokenError"]


def test_a_changed_key_voids_tokens(anna, graphql, token_of):
    token = token_of(anna)
    User.objects.filter(pk=anna.pk).update(jwt_key="another")
    assert denied(graphql(ME, token=token)) == ["InvalidTokenError"]


def test_customers_have_no_rights(anna, graphql, token_of):
    assert graphql(RIGHTS, token=token_of(anna))["data"]["me"] == {
        "isStaff": False,
        "userPermissions": [],
        "accessibleChannels": [],
        "restrictedAccessToChannels": False,
    }


def test_staff_have_the_rights_of_their_groups_where_those_hold(staff, shops, graphql, token_of):
    lea = staff("MANAGE_ORDERS", "MANAGE_PRODUCTS", channels=[shops["fleurs"], shops["cuir"]])
    assert graphql(RIGHTS, token=token_of(lea))["data"]["me"] == {
        "isStaff": True,
        "userPermissions": [
            {"code": "MANAGE_ORDERS", "name": "Manage orders."},
            {"code": "MANAGE_PRODUCTS", "name": "Manage products."},
        ],
        "accessibleChannels": [{"slug": "cuir"}, {"slug": "fleurs"}],
        "restrictedAccessToChannels": True,
    }


def test_superusers_may_everything(person, graphql, token_of):
    admin = person("admin@rue.example", is_staff=True, is_superuser=True)
    rights = graphql(RIGHTS, token=token_of(admin))["data"]["me"]
    assert [right["code"] for right in rights["userPermissions"]] == sorted(PERMISSIONS)


def test_rights_add_up_in_two_statements(staff, shops, rf, token_of, statements):
    lea = staff("MANAGE_ORDERS", channels=[shops["fleurs"]])
    second = PermissionGroup.objects.create(name="second", permissions=["MANAGE_ORDERS", "MANAGE_MENUS", "NONSENSE"])
    second.channels.set([shops["pain"]])
    third = PermissionGroup.objects.create(name="third", permissions=["MANAGE_PAGES"], restricted_to_channels=False)
    nowhere = PermissionGroup.objects.create(name="nowhere", permissions=["MANAGE_USERS"])
    lea.groups.add(second, third, nowhere)
    request = rf.post("/graphql/", headers={"authorization": f"Bearer {token_of(lea)}"})
    with statements() as count:
        visitor = visitor_of(request)
    assert len(count) == 2
    fleurs, pain = shops["fleurs"].pk, shops["pain"].pk
    assert visitor.grants == {"MANAGE_ORDERS": {fleurs, pain}, "MANAGE_MENUS": {pain}, "MANAGE_PAGES": EVERYWHERE}
    assert visitor.may("MANAGE_ORDERS", pain)
    assert not visitor.may("MANAGE_MENUS", fleurs)
    assert not visitor.may("MANAGE_USERS")


def test_groups_give_customers_nothing(staff, graphql, token_of):
    lea = staff("MANAGE_ORDERS")
    User.objects.filter(pk=lea.pk).update(is_staff=False)
    assert graphql(RIGHTS, token=token_of(lea))["data"]["me"]["userPermissions"] == []


def test_private_notes_are_for_those_who_manage_people(anna, staff, graphql, token_of):
    document = "{ me { note privateMetadata { key } } }"
    assert denied(graphql(document, token=token_of(anna))) == ["PermissionDenied"] * 2
    manager = staff("MANAGE_STAFF")
    assert graphql(document, token=token_of(manager))["data"]["me"] == {"note": "", "privateMetadata": []}


def test_ones_picture(person, graphql, token_of):
    document = "{ me { avatar(size: 128, format: WEBP) { url alt } } }"
    user = person()
    assert graphql(document, token=token_of(user))["data"]["me"] == {"avatar": None}
    User.objects.filter(pk=user.pk).update(avatar="avatars/anna.jpg")
    url = f"http://127.0.0.1:8000/thumbnail/{ids.to_global('User', user.pk)}/128/webp/"
    assert graphql(document, token=token_of(user))["data"]["me"] == {"avatar": {"url": url, "alt": None}}


def test_me_with_everything_costs_the_same_for_one_address_and_twenty(person, graphql, token_of, statements):
    document = """{ me { addresses { id city country { code country } isDefaultBillingAddress metadata { key } }
        defaultShippingAddress { city } defaultBillingAddress { city } } }"""
    counts = []
    for number in (1, 20):
        user = person(f"anna{number}@client.example")
        user.addresses.set([Address.objects.create(country="FR", city="Lyon") for _ in range(number)])
        user.default_billing_address = user.addresses.first()
        user.save()
        with statements() as count:
            answer = graphql(document, token=token_of(user))["data"]["me"]
        counts.append(len(count))
        assert [a["isDefaultBillingAddress"] for a in answer["addresses"]] == [True] + [False] * (number - 1)
        assert answer["defaultBillingAddress"] == {"city": "Lyon"}
    assert counts == [3, 3]
