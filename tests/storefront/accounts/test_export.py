"""A copy of everything the shop knows about somebody: accountExport."""

import datetime
import json

import pytest

from storefront.accounts.models import Address, Consent
from storefront.checkout.models import Checkout
from storefront.kernel import clock
from storefront.orders.models import Order, OrderLine
from tests.storefront.accounts.conftest import denied

EXPORT = "mutation { accountExport { export errors { field code } } }"
MOMENT = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)


@pytest.fixture
def export(graphql, anna, token_of):
    """export(user=Anna): the payload."""
    return lambda user=anna: graphql(EXPORT, token=token_of(user))["data"]["accountExport"]


def an_order(user, shop, number):
    """An order with one line, brought home."""
    home = Address.objects.create(street_address_1=f"{number} rue des Lilas", city="Lyon", country="FR")
    words = {"number": number, "email": user.email, "currency": "EUR", "total_gross": 540, "customer_note": "No bell"}
    order = Order.objects.create(user=user, channel=shop, shipping_address=home, created_at=MOMENT, **words)
    prices = ("unit_gross", "unit_net", "undiscounted_unit_gross", "undiscounted_unit_net", "total_gross", "total_net")
    sums = dict.fromkeys((*prices, "undiscounted_total_gross", "undiscounted_total_net"), 270)
    OrderLine.objects.create(order=order, product_name="Baguette", quantity=2, **sums)
    return order


@pytest.fixture
def past(anna, shops):
    """Something of everything that Anna left in the street: (order, basket)."""
    anna.note, anna.private_metadata, anna.metadata = "Likes it dark", {"crm": "77"}, {"shoe": "38"}
    anna.default_billing_address = Address.objects.create(street_address_1="3 rue des Roses", city="Lyon", country="FR")
    anna.save()
    anna.addresses.add(anna.default_billing_address)
    proof = {"text_version": "1", "text": "Monthly", "place": "checkout", "at": MOMENT}
    for given in (True, False):
        Consent.objects.create(user=anna, channel=shops["pain"], medium="SMS", given=given, **proof)
    order = an_order(anna, shops["fleurs"], 7)
    return order, Checkout.objects.create(channel=shops["pain"], user=anna, currency="EUR", country="FR", note="Soon")


def test_it_tells_everything_but_secrets(export, anna, past):
    payload = export()
    assert payload["errors"] == []
    told = payload["export"]
    assert set(told) == {"profile", "addresses", "consents", "orders", "baskets"}
    profile = told["profile"]
    assert (profile["email"], profile["note"], profile["metadata"]) == (anna.email, "Likes it dark", {"shoe": "38"})
    [address] = told["addresses"]
    assert (address["street_address_1"], address["default_billing"], address["default_shipping"]) == (
        "3 rue des Roses",
        True,
        False,
    )
    assert [(each["shop"], each["given"], each["text"], each["at"]) for each in told["consents"]] == [
        ("pain", True, "Monthly", MOMENT.isoformat()),
        ("pain", False, "Monthly", MOMENT.isoformat()),
    ]
    [sold] = told["orders"]
    assert (sold["number"], sold["shop"], sold["placed_at"], sold["customer_note"], sold["total"]) == (
        7,
        "fleurs",
        MOMENT.isoformat(),
        "No bell",
        {"amount": "5.40", "currency": "EUR"},
    )
    assert [(line["product_name"], line["quantity"], line["total"]["amount"]) for line in sold["lines"]] == [
        ("Baguette", 2, "2.70")
    ]
    assert sold["shipping_address"]["street_address_1"] == "7 rue des Lilas"
    assert [(each["shop"], each["note"]) for each in told["baskets"]] == [("pain", "Soon")]
    text = json.dumps(told)
    secrets = (past[0].token, str(past[1].pk), anna.password, anna.jwt_key, "crm")
    assert [secret for secret in secrets if secret in text] == []


def test_nobody_is_told_of_others(export, graphql, anna, person, shops, staff):
    an_order(anna, shops["pain"], 1)
    boris = person("boris@client.example", first_name="Boris")
    an_order(boris, shops["pain"], 2)
    assert [order["number"] for order in export(boris)["export"]["orders"]] == [2]
    assert anna.email not in json.dumps(export(boris))
    boss = staff("MANAGE_USERS", "MANAGE_ORDERS", email="boss@rue.example")
    told = export(boss)["export"]
    assert (told["profile"]["email"], told["orders"]) == ("boss@rue.example", [])
    answer = graphql(EXPORT)
    assert (answer["data"], denied(answer)) == ({"accountExport": None}, ["PermissionDenied"])


def test_five_a_day_for_each(export, person, at):
    at(MOMENT)
    assert [export()["errors"] for _ in range(5)] == [[]] * 5
    at(MOMENT + datetime.timedelta(hours=23, minutes=59))
    assert export() == {"export": None, "errors": [{"field": None, "code": "TOO_MANY"}]}
    assert export(person("boris@client.example"))["errors"] == []
    clock.move(MOMENT + datetime.timedelta(hours=24, minutes=1))
    assert export()["errors"] == []


def test_it_costs_as_many_statements_for_1_or_3_orders(export, anna, shops, statements):
    counts = []
    for number in range(3):
        an_order(anna, shops["pain"], number + 1)
        Checkout.objects.create(channel=shops["pain"], user=anna, currency="EUR", country="FR")
        with statements() as count:
            assert len(export()["export"]["orders"]) == number + 1
        counts.append(len(count))
    assert counts[0] == counts[1] + 1 == counts[2] + 1 or counts[0] == counts[1] == counts[2]
