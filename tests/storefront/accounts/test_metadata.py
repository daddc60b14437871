"""Notes on objects."""

import pytest

from storefront.accounts.models import Address
from storefront.catalog.models import ProductType
from storefront.channels.models import Channel
from storefront.checkout.models import Checkout
from storefront.kernel import ids, metadata
from storefront.orders.models import Order
from storefront.payments.models import Transaction
from tests.storefront.accounts.conftest import codes, denied

UPDATE = """mutation($id: ID!, $input: [MetadataInput!]!) { updateMetadata(id: $id, input: $input) {
    item { __typename metadata { key value } metafield(key: "a") ... on User { email } } errors { field code } } }"""
DELETE = """mutation($id: ID!, $keys: [String!]!) { deleteMetadata(id: $id, keys: $keys) {
    item { metadata { key value } } errors { field code } } }"""
UPDATE_PRIVATE = """mutation($id: ID!, $input: [MetadataInput!]!) { updatePrivateMetadata(id: $id, input: $input) {
    item { privateMetadata { key value } } errors { field code } } }"""
DELETE_PRIVATE = """mutation($id: ID!, $keys: [String!]!) { deletePrivateMetadata(id: $id, keys: $keys) {
    item { privateMetadata { key value } } errors { field code } } }"""
A = [{"key": "a", "value": "1"}]


@pytest.fixture
def write(graphql, token_of):
    """write(document, row, input or keys, by=user): the payload, or the codes of errors beside the data."""

    def post(document, row, words, by=None):
        id = row if isinstance(row, str) else ids.to_global(type(row).__name__, row.pk)
        variables = {"id": id, "input" if "input" in document else "keys": words}
        answer = graphql(document, variables, token=token_of(by) if by else None)
        [payload] = answer["data"].values()
        return payload or denied(answer)

    return post


@pytest.fixture
def basket(shops):
    """A basket in the bakery."""
    return Checkout.objects.create(channel=shops["pain"], currency="EUR", country="FR")


def test_people_write_on_themselves(anna, write):
    assert write(UPDATE, anna, A, by=anna) == {
        "errors": [],
        "item": {"__typename": "User", "metadata": A, "metafield": "1", "email": anna.email},
    }
    more = write(UPDATE, anna, [{"key": "b", "value": "2"}, {"key": "a", "value": "3"}], by=anna)
    assert more["item"]["metadata"] == [{"key": "a", "value": "3"}, {"key": "b", "value": "2"}]
    assert write(DELETE, anna, ["a", "unknown"], by=anna) == {
        "errors": [],
        "item": {"metadata": [{"key": "b", "value": "2"}]},
    }


def test_nobody_else_writes_on_them(anna, person, write):
    assert write(UPDATE, anna, A) == ["PermissionDenied"]
    assert write(UPDATE, anna, A, by=person("boris@client.example")) == ["PermissionDenied"]
    anna.refresh_from_db()
    assert anna.metadata == {}


def test_whoever_knows_a_basket_writes_on_it(basket, write):
    assert write(UPDATE, basket, A)["errors"] == []
    basket.refresh_from_db()
    assert basket.metadata == {"a": "1"}


def test_private_notes_are_for_staff_of_the_shop(anna, basket, shops, staff, write):
    baker = staff("MANAGE_CHECKOUTS", channels=[shops["pain"]])
    florist = staff("MANAGE_CHECKOUTS", channels=[shops["fleurs"]], email="leo@fleurs.example")
    for stranger in (None, anna, florist):
        assert write(UPDATE_PRIVATE, basket, A, by=stranger) == ["PermissionDenied"]
        assert write(DELETE_PRIVATE, basket, ["a"], by=stranger) == ["PermissionDenied"]
    assert write(UPDATE_PRIVATE, basket, A, by=baker) == {"errors": [], "item": {"privateMetadata": A}}
    assert write(DELETE_PRIVATE, basket, ["a"], by=baker) == {"errors": [], "item": {"privateMetadata": []}}
    basket.refresh_from_db()
    assert (basket.metadata, basket.private_metadata) == ({}, {})


def test_an_address_belongs_to_its_person(anna, person, write):
    address = Address.objects.create(country="FR")
    anna.addresses.add(address)
    assert write(UPDATE, address, A, by=anna)["item"]["metadata"] == A
    assert write(UPDATE, address, A, by=person("boris@client.example")) == ["PermissionDenied"]


def test_those_who_manage_people_write_on_customers_of_their_shops(anna, person, staff, shops, write):
    stranger = person("boris@client.example")
    Order.objects.create(number=1, channel=shops["pain"], user=anna, currency="EUR")
    baker = staff("MANAGE_USERS", channels=[shops["pain"]])
    assert write(UPDATE, anna, A, by=baker)["errors"] == []
    assert write(UPDATE, stranger, A, by=baker) == ["PermissionDenied"]


def test_a_shop_is_written_on_by_those_who_manage_it(shops, staff, write):
    florist = staff("MANAGE_CHANNELS", channels=[shops["fleurs"]])
    assert write(UPDATE, shops["fleurs"], A, by=florist)["item"]["metadata"] == A
    assert write(UPDATE, shops["pain"], A, by=florist) == ["PermissionDenied"]


def test_what_is_the_streets_is_written_on_by_those_who_may_everywhere(shops, staff, write, graphql, token_of):
    bread = ProductType.objects.create(name="Bread", slug="bread")
    florist = staff("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES", channels=[shops["fleurs"]])
    everywhere = staff("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES", email="max@rue.example")
    assert write(UPDATE, bread, A, by=florist) == ["PermissionDenied"]
    assert write(UPDATE_PRIVATE, bread, A, by=everywhere) == {"errors": [], "item": {"privateMetadata": A}}
    document = 'query($id: ID!) { productType(id: $id) { privateMetafield(key: "a") } }'
    asked = {"id": ids.to_global("ProductType", bread.pk)}
    answer = graphql(document, asked, token=token_of(florist))
    assert answer["data"]["productType"] == {"privateMetafield": None}
    assert answer["errors"][0]["message"] == (
        "To access this path, you need one of the following permissions: MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES"
    )
    assert graphql(document, asked, token=token_of(everywhere))["data"]["productType"] == {"privateMetafield": "1"}


def test_a_payment_is_named_by_its_token(shops, staff, write):
    payment = Transaction.objects.create(channel=shops["pain"], gateway="till", idempotency_key="1", currency="EUR")
    id = ids.to_global("TransactionItem", payment.token)
    florist = staff("HANDLE_PAYMENTS", channels=[shops["fleurs"]])
    baker = staff("HANDLE_PAYMENTS", channels=[shops["pain"]], email="max@pain.example")
    assert write(UPDATE, id, A, by=florist) == ["PermissionDenied"]
    assert write(UPDATE, id, A, by=baker)["item"]["metadata"] == A


def test_notes_on_staff_are_for_those_who_manage_staff_everywhere(staff, shops, write):
    lea = staff("MANAGE_ORDERS")
    florist = staff("MANAGE_STAFF", "MANAGE_USERS", channels=[shops["fleurs"]], email="leo@fleurs.example")
    manager = staff("MANAGE_STAFF", email="max@rue.example")
    assert write(UPDATE_PRIVATE, lea, A, by=florist) == ["PermissionDenied"]
    assert write(UPDATE_PRIVATE, lea, A, by=manager)["item"]["privateMetadata"] == A


def test_strangers_do_not_learn_who_exists(anna, write):
    for user in (anna, ids.to_global("User", 99_999)):
        assert write(UPDATE, user, A) == ["PermissionDenied"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([{"key": "", "value": "x"}], ("input", "REQUIRED")),
        ([{"key": "  ", "value": "x"}], ("input", "REQUIRED")),
        ([{"key": "x" * 256, "value": "x"}], ("input", "INVALID")),
        ([{"key": "x", "value": "x" * 20_001}], ("input", "INVALID")),
        ([{"key": str(number), "value": "x"} for number in range(101)], ("input", "INVALID")),
    ],
)
def test_what_cannot_be_written(anna, write, words, expected):
    assert codes(write(UPDATE, anna, words, by=anna)) == [expected]
    anna.refresh_from_db()
    assert anna.metadata == {}


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("nonsense", ("id", "GRAPHQL_ERROR")),
        (ids.to_global("Money", 1), ("id", "NOT_FOUND")),
        (ids.to_global("Checkout", "6b1c0c1e-0000-4000-8000-000000000000"), ("id", "NOT_FOUND")),
        (ids.to_global("Checkout", "1" * 30), ("id", "GRAPHQL_ERROR")),
    ],
)
def test_what_is_not_there(db, write, id, expected):
    assert codes(write(UPDATE, id, A)) == [expected]


def test_two_who_write_different_keys_at_once_both_stay(together, transactional_db):
    shop = Channel.objects.create(slug="terre", name="Terre", currency="EUR", country="FR")
    together(lambda key: metadata.rewrite(Channel, shop.pk, {key: "x"}).pk, ["a", "b", "c", "d"])
    shop.refresh_from_db()
    assert shop.metadata == {"a": "x", "b": "x", "c": "x", "d": "x"}
