"""Addresses: one's book, and how each country writes them."""

import pytest

from storefront.accounts import addresses
from storefront.accounts.models import Address, User
from storefront.api.types.countries import CountryCode
from storefront.kernel import ids
from storefront.kernel.errors import ShopError, ShopErrors
from tests.storefront.accounts.conftest import codes, denied

FIELDS = "id firstName streetAddress1 city postalCode country { code } phone isDefaultBillingAddress"
CREATE = f"""mutation($input: AddressInput!, $type: AddressTypeEnum) {{
    accountAddressCreate(input: $input, type: $type) {{
        address {{ {FIELDS} }} user {{ addresses {{ id }} defaultBillingAddress {{ id }} }}
        errors {{ field code }} }} }}"""
UPDATE = f"""mutation($id: ID!, $input: AddressInput!) {{ accountAddressUpdate(id: $id, input: $input) {{
    address {{ {FIELDS} }} user {{ addresses {{ id }} }} errors {{ field code }} }} }}"""
DELETE = """mutation($id: ID!) { accountAddressDelete(id: $id) {
    address { id city } user { addresses { id } defaultBillingAddress { id } } errors { field code } } }"""
DEFAULT = """mutation($id: ID!, $type: AddressTypeEnum!) { accountSetDefaultAddress(id: $id, type: $type) {
    user { defaultBillingAddress { id } defaultShippingAddress { id } } errors { field code } } }"""
RULES = """query($code: CountryCode!, $area: String) { addressValidationRules(countryCode: $code, countryArea: $area) {
    countryCode countryName addressFormat allowedFields requiredFields countryAreaType
    countryAreaChoices { raw verbose } cityType postalCodeType postalCodeMatchers postalCodeExamples } }"""
PARIS = {
    "firstName": "Anna",
    "streetAddress1": "3 rue des  Artisans",
    "city": "Paris",
    "postalCode": "75011",
    "country": "FR",
    "phone": "01 99 00 12 34",
}


@pytest.fixture
def call(graphql, anna, token_of):
    """call(document, **variables): the one payload, as Anna."""

    def post(document, **variables):
        [payload] = graphql(document, variables, token=token_of(anna))["data"].values()
        return payload

    return post


@pytest.fixture
def others(person):
    """The id of an address of somebody else."""
    address = Address.objects.create(country="FR", city="LYON")
    person("boris@client.example").addresses.add(address)
    return ids.to_global("Address", address.pk)


def test_an_address_is_added_as_its_country_writes_it(anna, call):
    payload = call(CREATE, input=PARIS, type="BILLING")
    address = payload["address"]
    assert payload["errors"] == []
    assert {**address, "id": None} == {
        "id": None,
        "firstName": "Anna",
        "streetAddress1": "3 rue des Artisans",
        "city": "PARIS",
        "postalCode": "75011",
        "country": {"code": "FR"},
        "phone": "+33199001234",
        "isDefaultBillingAddress": True,
    }
    assert payload["user"] == {"addresses": [{"id": address["id"]}], "defaultBillingAddress": {"id": address["id"]}}
    assert call(CREATE, input=PARIS)["address"]["isDefaultBillingAddress"] is False
    assert User.objects.get(pk=anna.pk).addresses.count() == 2


def test_what_its_country_refuses(anna, call):
    assert codes(call(CREATE, input={"country": "FR"})) == [
        ("city", "REQUIRED"),
        ("postalCode", "REQUIRED"),
        ("streetAddress1", "REQUIRED"),
    ]
    assert codes(call(CREATE, input={"city": "Paris"})) == [("country", "REQUIRED")]
    assert codes(call(CREATE, input={**PARIS, "postalCode": "ABC"})) == [("postalCode", "INVALID")]
    assert codes(call(CREATE, input={**PARIS, "phone": "12"})) == [("phone", "INVALID")]
    assert codes(call(CREATE, input={**PARIS, "country": "EU"})) == [("country", "INVALID")]
    assert codes(call(CREATE, input={**PARIS, "firstName": "x" * 257})) == [("firstName", "INVALID")]
    assert codes(call(CREATE, input={**PARIS, "country": "US", "countryArea": "Narnia", "postalCode": "10001"})) == [
        ("countryArea", "INVALID")
    ]
    assert list(Address.objects.all()) == []


def test_an_address_is_changed_where_something_is_given(call):
    created = call(CREATE, input=PARIS)["address"]
    payload = call(UPDATE, id=created["id"], input={"city": "Lyon", "postalCode": "69001"})
    assert payload["errors"] == []
    assert payload["address"] == {**created, "city": "LYON", "postalCode": "69001"}
    assert codes(call(UPDATE, id=created["id"], input={"postalCode": "x"})) == [("postalCode", "INVALID")]
    assert Address.objects.get().postal_code == "69001"


def test_an_address_is_deleted(call):
    kept, gone = (call(CREATE, input=PARIS, type="BILLING")["address"]["id"] for _ in range(2))
    payload = call(DELETE, id=gone)
    assert payload == {
        "address": {"id": gone, "city": "PARIS"},
        "errors": [],
        "user": {"addresses": [{"id": kept}], "defaultBillingAddress": None},
    }
    assert codes(call(DELETE, id=gone)) == [("id", "NOT_FOUND")]


def test_an_address_becomes_the_default(call):
    first, second = (call(CREATE, input=PARIS)["address"]["id"] for _ in range(2))
    call(DEFAULT, id=first, type="SHIPPING")
    payload = call(DEFAULT, id=second, type="BILLING")
    assert payload == {
        "errors": [],
        "user": {"defaultBillingAddress": {"id": second}, "defaultShippingAddress": {"id": first}},
    }


def test_other_peoples_addresses_are_not_there(call, others):
    assert codes(call(UPDATE, id=others, input={"city": "Paris"})) == [("id", "NOT_FOUND")]
    assert codes(call(DELETE, id=others)) == [("id", "NOT_FOUND")]
    assert codes(call(DEFAULT, id=others, type="BILLING")) == [("id", "NOT_FOUND")]
    assert Address.objects.get().city == "LYON"


@pytest.mark.parametrize("id", ["nonsense", ids.to_global("User", 1), ids.to_global("Address", "9" * 20)])
def test_ids_of_something_else_are_refused(call, id):
    assert codes(call(DELETE, id=id)) == [("id", "GRAPHQL_ERROR")]


def test_books_belong_to_people(graphql):
    for document, variables, name in [
        (CREATE, {"input": PARIS}, "accountAddressCreate"),
        (DELETE, {"id": "x"}, "accountAddressDelete"),
        (UPDATE, {"id": "x", "input": {}}, "accountAddressUpdate"),
        (DEFAULT, {"id": "x", "type": "BILLING"}, "accountSetDefaultAddress"),
    ]:
        answer = graphql(document, variables)
        assert (answer["data"], denied(answer)) == ({name: None}, ["PermissionDenied"])


def test_a_book_has_an_end(anna, call):
    anna.addresses.set(Address.objects.bulk_create([Address(country="FR") for _ in range(100)]))
    assert codes(call(CREATE, input=PARIS)) == [(None, "INVALID")]


def test_payloads_cost_the_same_for_one_address_and_twenty(person, graphql, token_of, statements):
    counts = []
    for number in (1, 20):
        user = person(f"p{number}@client.example")
        user.addresses.set([Address.objects.create(country="FR") for _ in range(number)])
        with statements() as count:
            graphql(CREATE, {"input": PARIS}, token=token_of(user))
        counts.append(len(count))
    assert counts[0] == counts[1]


# As its country writes it --------------------------------------------------------------------------------------------
def test_unfinished_addresses_are_kept_as_written():
    address = addresses.validated({"country": "FR", "city": "Paris"}, required=False)
    assert (address.city, address.country, address.postal_code) == ("Paris", "FR", "")


def test_formats_may_be_left_unchecked():
    words = {"country": "FR", "city": "Paris", "street_address_1": "x", "postal_code": "?", "phone": "?"}
    address = addresses.validated(words, formats=False)
    assert (address.postal_code, address.phone) == ("?", "?")
    with pytest.raises(ShopError) as refusal:
        addresses.validated({**words, "city": ""}, formats=False)
    assert (refusal.value.code, refusal.value.field) == ("REQUIRED", "city")


def test_spelling_may_be_left_alone():
    words = {"country": "FR", "city": "Paris", "street_address_1": "x", "postal_code": "75011"}
    assert addresses.validated(words, normalised=False).city == "Paris"


def test_errors_say_which_address():
    with pytest.raises(ShopErrors) as refusals:
        addresses.validated({"country": "FR"}, address_type="SHIPPING")
    assert {error.extra["address_type"] for error in refusals.value.errors} == {"SHIPPING"}


def test_signs_that_cannot_be_printed_are_refused_and_odd_spaces_mended():
    words = {"country": "FR", "city": "Paris", "street_address_1": "3\u00a0rue\nHaute", "postal_code": "75011"}
    assert addresses.validated(words).street_address_1 == "3 rue Haute"
    with pytest.raises(ShopError) as refusal:
        addresses.validated({**words, "city": "Pa\u0000ris"})
    assert refusal.value.field == "city"


def test_the_rules_of_a_country(db, graphql):
    rules = graphql(RULES, {"code": "FR"})["data"]["addressValidationRules"]
    assert rules == {
        "countryCode": "FR",
        "countryName": "France",
        "addressFormat": "%O%n%N%n%A%n%Z %C",
        "allowedFields": ["companyName", "name", "streetAddress1", "streetAddress2", "postalCode", "city"],
        "requiredFields": ["streetAddress1", "city", "postalCode"],
        "countryAreaType": "province",
        "countryAreaChoices": [],
        "cityType": "city",
        "postalCodeType": "postal",
        "postalCodeMatchers": [r"^\d{2} ?\d{3}$"],
        "postalCodeExamples": rules["postalCodeExamples"],
    }


def test_the_rules_of_a_country_with_areas(db, graphql):
    rules = graphql(RULES, {"code": "US", "area": "NY"})["data"]["addressValidationRules"]
    assert {"raw": "NY", "verbose": "New York"} in rules["countryAreaChoices"]
    assert "countryArea" in rules["requiredFields"]
    assert len(rules["postalCodeMatchers"]) == 2


def test_every_country_of_the_enum_has_rules_but_the_union():
    lacking = []
    for code in sorted(CountryCode.words):
        try:
            addresses.rules(code)
        except ShopError:
            lacking.append(code)
    assert lacking == ["EU"]
