"""Who buys, where it goes, in which language."""

import pytest

from storefront.accounts import tokens
from storefront.accounts.models import Address
from tests.goods import a_worker, an_order
from tests.storefront.checkout.shop import LYON, PARIS, a_checkout, a_customer, a_shop, a_type, a_variant, gid
from tests.storefront.checkout.words import (
    ATTACH,
    BILLING,
    CREATE,
    DELIVERY,
    DETACH,
    EMAIL,
    LANGUAGE,
    NOTE,
    READ,
    SHIPPING,
    codes,
)

pytestmark = pytest.mark.django_db
USER = "query($id: ID) { checkout(id: $id) { email user { email } } }"


def test_email(shop, say):
    checkout = a_checkout(shop, ready=False)
    answer = say(EMAIL, id=gid(checkout), email=" Anna@Mail.Example ")
    assert (answer["errors"], answer["checkout"]["email"]) == ([], "anna@mail.example")


@pytest.mark.parametrize(
    ("email", "code"),
    [
        ("", "REQUIRED"),
        ("anna", "INVALID"),
        ("a@b", "INVALID"),
        (f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.fr", "INVALID"),
    ],
)
def test_what_is_no_email(shop, say, email, code):
    checkout = a_checkout(shop)
    assert codes(say(EMAIL, id=gid(checkout), email=email)) == [(code, "email")]
    assert say(READ, id=gid(checkout))["email"] == "anna@mail.example"


def test_language_and_note(shop, say):
    checkout = a_checkout(shop)
    assert say(LANGUAGE, id=gid(checkout), languageCode="EN_GB")["checkout"]["languageCode"] == "EN_GB"
    assert say(NOTE, id=gid(checkout), customerNote="Sans noix")["checkout"]["customerNote"] == "Sans noix"
    assert codes(say(NOTE, id=gid(checkout), customerNote="x" * 2001)) == [("INVALID", "customerNote")]


def test_a_signed_in_customer_s_basket_is_theirs(shop, say):
    marc = a_customer()
    created = say(CREATE, marc, input={"channel": "pain", "lines": []})["checkout"]
    assert created["email"] == "marc@mail.example"
    assert say(USER, marc, id=created["id"]) == {"email": "marc@mail.example", "user": {"email": "marc@mail.example"}}


def test_who_has_the_id_sees_the_basket_but_not_the_account(shop, graphql):
    checkout = a_checkout(shop, user=a_customer())
    answer = graphql(USER, {"id": gid(checkout)})
    assert answer["data"]["checkout"] == {"email": "anna@mail.example", "user": None}
    assert answer["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"


def test_attach_and_detach(shop, say):
    checkout, marc = a_checkout(shop), a_customer()
    assert say(ATTACH, marc, id=gid(checkout))["checkout"]["email"] == "marc@mail.example"
    assert say(USER, marc, id=gid(checkout))["user"] == {"email": "marc@mail.example"}
    assert say(ATTACH, marc, id=gid(checkout))["errors"] == []
    assert say(DETACH, marc, id=gid(checkout))["errors"] == []
    assert say(USER, id=gid(checkout))["user"] is None


@pytest.mark.parametrize("document", [ATTACH, DETACH])
def test_strangers_neither_attach_nor_detach(shop, graphql, document):
    checkout = a_checkout(shop, user=a_customer())
    for token in (None, tokens.access_token(a_customer("eve@mail.example"))):
        answer = graphql(document, {"id": gid(checkout)}, token)
        assert list(answer["data"].values()) == [None]
        assert answer["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"
    checkout.refresh_from_db()
    assert checkout.user.email == "marc@mail.example"


@pytest.fixture
def clerk(shop):
    """(somebody of the shop who may speak for its customers, their token)."""
    return a_worker("IMPERSONATE_USER", "MANAGE_USERS", shops=[shop.channel])


def test_staff_speak_for_the_customers_of_their_shop(shop, say, graphql, clerk):
    checkout, marc = a_checkout(shop), a_customer()
    theirs = {"id": gid(checkout), "customerId": gid(marc)}
    assert codes(say(ATTACH, clerk[0], **theirs)) == [("NOT_FOUND", "customerId")]
    assert graphql(USER, theirs, clerk[1])["data"]["checkout"]["user"] is None
    an_order(shop.channel, user=marc)
    assert say(ATTACH, clerk[0], **theirs)["checkout"]["email"] == "marc@mail.example"
    assert say(USER, clerk[0], id=gid(checkout))["user"] == {"email": "marc@mail.example"}
    assert say(DETACH, clerk[0], id=gid(checkout))["errors"] == []


def test_staff_of_another_shop_are_strangers(shop, graphql, clerk):
    elsewhere, marc = a_shop("fleurs"), a_customer()
    an_order(shop.channel, user=marc)
    an_order(elsewhere.channel, user=marc)
    free, taken = a_checkout(elsewhere), a_checkout(elsewhere, user=a_customer("eve@mail.example"))
    for document, variables in (
        (ATTACH, {"id": gid(free), "customerId": gid(marc)}),
        (ATTACH, {"id": gid(taken)}),
        (DETACH, {"id": gid(taken)}),
        (USER, {"id": gid(taken)}),
    ):
        answer = graphql(document, variables, clerk[1])
        assert [error["extensions"]["exception"]["code"] for error in answer["errors"]] == ["PermissionDenied"]
    for checkout, user in ((free, None), (taken, taken.user)):
        checkout.refresh_from_db()
        assert checkout.user == user


def test_a_customer_attaches_nobody_else(shop, graphql):
    checkout, marc = a_checkout(shop), a_customer()
    answer = graphql(
        ATTACH, {"id": gid(checkout), "customerId": gid(a_customer("eve@mail.example"))}, tokens.access_token(marc)
    )
    assert answer["errors"][0]["message"] == (
        "To access this path, you need one of the following permissions: IMPERSONATE_USER"
    )


def test_addresses(shop, say):
    checkout = a_checkout(shop, ready=False)
    answer = say(BILLING, id=gid(checkout), billingAddress=PARIS)["checkout"]
    assert answer["billingAddress"] == {
        "firstName": "Anna",
        "city": "PARIS",
        "postalCode": "75011",
        "country": {"code": "FR"},
    }
    assert answer["shippingAddress"] is None
    answer = say(SHIPPING, id=gid(checkout), shippingAddress=LYON)["checkout"]
    assert answer["shippingAddress"] == {"city": "LYON", "postalCode": "69002", "country": {"code": "FR"}}


def test_a_new_address_takes_the_place_of_the_old_one(shop, say):
    checkout = a_checkout(shop, ready=False)
    before = Address.objects.count()
    for address in (PARIS, LYON):
        say(BILLING, id=gid(checkout), billingAddress=address)
    assert Address.objects.count() == before + 1
    assert say(READ, id=gid(checkout))["billingAddress"]["city"] == "LYON"


def test_a_bad_address_is_refused_field_by_field(shop, say):
    checkout = a_checkout(shop, ready=False)
    wrong = {**PARIS, "postalCode": "ABC", "city": ""}
    answer = say(SHIPPING, id=gid(checkout), shippingAddress=wrong)
    assert sorted(codes(answer)) == [("INVALID", "postalCode"), ("REQUIRED", "city")]
    assert {error["addressType"] for error in answer["errors"]} == {"SHIPPING"}
    assert say(READ, id=gid(checkout))["shippingAddress"] is None


def test_validation_rules_let_an_unfinished_address_in(shop, say):
    checkout = a_checkout(shop, ready=False)
    answer = say(
        SHIPPING,
        id=gid(checkout),
        shippingAddress={"country": "FR", "postalCode": "75011"},
        validationRules={"checkRequiredFields": False},
    )
    assert (answer["errors"], answer["checkout"]["shippingAddress"]["postalCode"]) == ([], "75011")


def test_addresses_from_the_start(shop, say):
    answer = say(
        CREATE,
        input={
            "channel": "pain",
            "lines": [],
            "email": "anna@mail.example",
            "languageCode": "EN",
            "billingAddress": PARIS,
            "shippingAddress": LYON,
            "metadata": [{"key": "paper", "value": "1"}],
        },
    )["checkout"]
    assert (answer["billingAddress"]["city"], answer["shippingAddress"]["city"]) == ("PARIS", "LYON")
    assert (answer["email"], answer["languageCode"]) == ("anna@mail.example", "EN")
    wrong = say(CREATE, input={"channel": "pain", "lines": [], "billingAddress": {**PARIS, "city": ""}})
    assert [(e["code"], e["field"], e["addressType"]) for e in wrong["errors"]] == [("REQUIRED", "city", "BILLING")]


def test_nothing_to_send_needs_no_shipping_address(shop, say):
    variant = a_variant(shop, "cours", type=a_type("cours", sent=False))
    checkout = a_checkout(shop, variants=[variant], ready=False)
    assert codes(say(SHIPPING, id=gid(checkout), shippingAddress=PARIS)) == [
        ("SHIPPING_NOT_REQUIRED", "shippingAddress")
    ]
    assert codes(say(DELIVERY, id=gid(checkout), deliveryMethodId=gid(shop.point))) == [
        ("SHIPPING_NOT_REQUIRED", "deliveryMethodId")
    ]


def test_what_is_collected_keeps_its_address(shop, say):
    checkout = a_checkout(shop)
    assert codes(say(SHIPPING, id=gid(checkout), shippingAddress=PARIS)) == [
        ("SHIPPING_CHANGE_FORBIDDEN", "shippingAddress")
    ]
