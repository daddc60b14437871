"""Changing one's account, and leaving."""

import pytest

from storefront.accounts.models import Address, User
from storefront.checkout.models import Checkout
from storefront.kernel import ids
from storefront.orders.models import Order
from storefront.payments.models import Transaction
from tests.storefront.accounts.conftest import REDIRECT, codes, denied, link_of

UPDATE = """mutation($input: AccountInput!) { accountUpdate(input: $input) {
    user { firstName lastName languageCode metadata { key value } addresses { city }
           defaultBillingAddress { id city } defaultShippingAddress { city } }
    errors { field code addressType } } }"""
REQUEST = "mutation($url: String!) { accountRequestDeletion(redirectUrl: $url) { errors { field code } } }"
DELETE = """mutation($token: String!) { accountDelete(token: $token) {
    user { id email defaultBillingAddress { id } addresses { id } } errors { field code } } }"""
PARIS = {"streetAddress1": "3 rue des Artisans", "city": "Paris", "postalCode": "75011", "country": "FR"}


@pytest.fixture
def call(graphql, anna, token_of):
    """call(document, user=Anna, **variables): the one payload."""

    def post(document, user=anna, **variables):
        [payload] = graphql(document, variables, token=token_of(user))["data"].values()
        return payload

    return post


def test_names_language_and_notes_are_changed_and_the_rest_stays(call):
    call(UPDATE, input={"lastName": "Martin", "metadata": [{"key": "a", "value": "1"}]})
    payload = call(
        UPDATE, input={"firstName": " Anne  Marie ", "languageCode": "FR_CA", "metadata": [{"key": "b", "value": "2"}]}
    )
    assert payload == {
        "errors": [],
        "user": {
            "firstName": "Anne Marie",
            "lastName": "Martin",
            "languageCode": "FR_CA",
            "addresses": [],
            "metadata": [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}],
            "defaultBillingAddress": None,
            "defaultShippingAddress": None,
        },
    }
    assert User.objects.get().language == "fr-CA"


def test_default_addresses_are_written_in_place(call):
    first = call(UPDATE, input={"defaultBillingAddress": PARIS})["user"]
    assert (first["defaultBillingAddress"]["city"], first["addresses"]) == ("PARIS", [{"city": "PARIS"}])
    lyon = {**PARIS, "city": "Lyon", "postalCode": "69001"}
    second = call(UPDATE, input={"defaultBillingAddress": lyon, "defaultShippingAddress": PARIS})["user"]
    assert second["defaultBillingAddress"] == {"id": first["defaultBillingAddress"]["id"], "city": "LYON"}
    assert second["addresses"] == [{"city": "LYON"}, {"city": "PARIS"}]


def test_refusals_of_an_update(call, graphql):
    payload = call(UPDATE, input={"defaultShippingAddress": {**PARIS, "postalCode": "x"}, "firstName": "Zoe"})
    assert payload["errors"] == [{"field": "postalCode", "code": "INVALID", "addressType": "SHIPPING"}]
    assert User.objects.get().first_name == "Anna"
    assert codes(call(UPDATE, input={"lastName": "x" * 257})) == [("lastName", "INVALID")]
    assert codes(call(UPDATE, input={"firstName": "a\u200eb"})) == [("firstName", "INVALID")]
    answer = graphql(UPDATE, {"input": {}})
    assert (answer["data"], denied(answer)) == ({"accountUpdate": None}, ["PermissionDenied"])


@pytest.fixture
def deletion_token(call, letters):
    """What the letter brings."""
    assert codes(call(REQUEST, url=REDIRECT)) == []
    [letter] = letters()
    return link_of(letter)[1]["token"]


def test_leaving_takes_all_but_the_orders(anna, call, shops, deletion_token):
    call(UPDATE, input={"defaultBillingAddress": PARIS})
    anna.refresh_from_db()
    sold_to = Address.objects.create(country="FR", city="PARIS")
    order = Order.objects.create(
        number=1, channel=shops["pain"], user=anna, email=anna.email, currency="EUR", billing_address=sold_to
    )
    basket_address = Address.objects.create(country="FR", city="LYON")
    Checkout.objects.create(
        channel=shops["pain"],
        user=anna,
        email=anna.email,
        currency="EUR",
        country="FR",
        shipping_address=basket_address,
    )
    payload = call(DELETE, token=deletion_token)
    assert payload == {
        "errors": [],
        "user": {
            "id": ids.to_global("User", anna.pk),
            "email": anna.email,
            "defaultBillingAddress": None,
            "addresses": [],
        },
    }
    assert list(User.objects.all()) == []
    assert list(Checkout.objects.all()) == []
    assert list(Address.objects.all()) == [sold_to]
    order.refresh_from_db()
    assert (order.user_id, order.email, order.billing_address) == (None, anna.email, sold_to)


def test_a_basket_with_a_payment_stays_tied_to_nobody(anna, call, shops, deletion_token):
    words = {"channel": shops["pain"], "user": anna, "email": anna.email, "currency": "EUR", "country": "FR"}
    empty, paid = Checkout.objects.create(**words), Checkout.objects.create(**words)
    payment = Transaction.objects.create(channel=shops["pain"], checkout=paid, gateway="card", currency="EUR")
    assert call(DELETE, token=deletion_token)["errors"] == []
    payment.refresh_from_db()
    assert (payment.checkout.user, Checkout.objects.filter(pk=empty.pk).exists()) == (None, False)


def test_a_deletion_link_is_ones_own_and_fresh(anna, call, person, deletion_token):
    boris = person("boris@client.example")
    assert codes(call(DELETE, user=boris, token=deletion_token)) == [("token", "INVALID")]
    assert codes(call(DELETE, token="x-y")) == [("token", "INVALID")]
    anna.set_password("another-one-now")
    anna.save()
    assert codes(call(DELETE, token=deletion_token)) == [("token", "INVALID")]
    assert User.objects.count() == 2


def test_staff_are_not_deleted_this_way(anna, call, staff, person, deletion_token):
    lea = staff("MANAGE_ORDERS")
    admin = person("admin@rue.example", is_staff=True, is_superuser=True)
    assert codes(call(REQUEST, user=lea, url=REDIRECT)) == [(None, "DELETE_STAFF_ACCOUNT")]
    assert codes(call(REQUEST, user=admin, url=REDIRECT)) == [(None, "DELETE_SUPERUSER_ACCOUNT")]
    User.objects.filter(pk=anna.pk).update(is_staff=True)
    assert codes(call(DELETE, token=deletion_token)) == [(None, "DELETE_STAFF_ACCOUNT")]


def test_refusals_of_leaving(call, graphql):
    assert codes(call(REQUEST, url="https://evil.example")) == [("redirectUrl", "INVALID")]
    for document, variables, name in [
        (REQUEST, {"url": REDIRECT}, "accountRequestDeletion"),
        (DELETE, {"token": "x"}, "accountDelete"),
    ]:
        answer = graphql(document, variables)
        assert (answer["data"], denied(answer)) == ({name: None}, ["PermissionDenied"])
