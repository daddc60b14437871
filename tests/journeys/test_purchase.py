"""The whole purchase, as a customer's program makes it over HTTP: browse, basket, pick-up point or delivery, buy."""

import datetime
import json

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from storefront.accounts.models import PermissionGroup, User
from storefront.discounts.actions import create_gift_card, create_voucher
from storefront.kernel import clock
from storefront.kernel.models import Scarce
from tests.storefront.checkout.shop import PARIS, a_shop, gid

pytestmark = pytest.mark.django_db
PASSWORD = "pain-au-levain-77"
BROWSE = """{ products(first: 10, channel: "pain") { edges { node { name slug
  pricing { priceRange { start { gross { amount currency } } } } variants { id quantityAvailable } } } } }"""
CREATE = """mutation($lines: [CheckoutLineInput!]!) { checkoutCreate(input: {channel: "pain", lines: $lines}) {
  checkout { id totalPrice { gross { amount } } lines { id quantity } email } errors { field code message } } }"""
ORDER = """query($id: ID!, $token: String) { order(id: $id, token: $token) { number userEmail status isPaid chargeStatus
  total { gross { amount } } billingAddress { lastName } lines { productName quantity } } }"""
STEPS = {
    "email": 'checkoutEmailUpdate(id: $id, email: "anna@mail.example")',
    "billing": "checkoutBillingAddressUpdate(id: $id, billingAddress: $value)",
    "shipping": "checkoutShippingAddressUpdate(id: $id, shippingAddress: $value)",
    "delivery": "checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $value)",
    "promo": "checkoutAddPromoCode(checkoutId: $id, promoCode: $value)",
    "attach": "checkoutCustomerAttach(id: $id)",
}
TYPES = {"billing": "AddressInput!", "shipping": "AddressInput!", "delivery": "ID", "promo": "String!"}
CHECKOUT = "checkout { id email totalPrice { gross { amount } } chargeStatus user { email } problems { __typename } }"
OPTIONS = """mutation($id: ID!) { deliveryOptionsCalculate(id: $id) {
  deliveries { id shippingMethod { name } } } }"""
PAY = """mutation($id: ID!, $gateway: String!) {
  transactionInitialize(id: $id, paymentGateway: {id: $gateway}) {
    transaction { id chargePendingAmount { amount } chargedAmount { amount } } transactionEvent { type }
    errors { code message } } }"""
COMPLETE = """mutation($id: ID!) { checkoutComplete(id: $id) {
  order { id number token userEmail status isPaid total { gross { amount } } lines { productName quantity }
          deliveryMethod { __typename ... on Warehouse { name } ... on ShippingMethod { name } } }
  errors { field code message } } }"""


class Program:
    """A customer's program: knows the address of the shop and, when signed in, a token."""

    def __init__(self):
        self.client, self.token, self.basket = Client(), None, None

    def ask(self, document, **variables):
        """The data of an answer without errors."""
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        answer = self.client.post(
            "/graphql/",
            json.dumps({"query": document, "variables": variables}),
            content_type="application/json",
            headers=headers,
        ).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def sign_in(self, email):
        """Sign in with the password that everybody has here."""
        document = "mutation($e: String!, $p: String!) { tokenCreate(email: $e, password: $p) { token } }"
        self.token = self.ask(document, e=email, p=PASSWORD)["tokenCreate"]["token"]
        return self

    def choose(self, *quantities):
        """Look at the shelves and put so many of each product into a new basket."""
        shown = [edge["node"] for edge in self.ask(BROWSE)["products"]["edges"]]
        lines = [
            {"variantId": product["variants"][0]["id"], "quantity": quantity}
            for product, quantity in zip(shown, quantities, strict=False)
        ]
        payload = self.ask(CREATE, lines=lines)["checkoutCreate"]
        assert payload["errors"] == []
        self.basket = payload["checkout"]
        return self

    def step(self, name, value=None):
        """One of STEPS; the basket afterwards."""
        declared = f", $value: {TYPES[name]}" if name in TYPES else ""
        document = f"mutation($id: ID!{declared}) {{ {STEPS[name]} {{ {CHECKOUT} errors {{ field code message }} }} }}"
        [payload] = self.ask(document, id=self.basket["id"], value=value).values()
        assert payload["errors"] == []
        self.basket = payload["checkout"]
        return self.basket

    def options(self):
        """{name: id} of the ways to deliver the basket."""
        found = self.ask(OPTIONS, id=self.basket["id"])["deliveryOptionsCalculate"]["deliveries"]
        return {delivery["shippingMethod"]["name"]: delivery["id"] for delivery in found}

    def pay(self, gateway="shop.pay-in-store"):
        """Begin to pay the basket."""
        payload = self.ask(PAY, id=self.basket["id"], gateway=gateway)["transactionInitialize"]
        assert payload["errors"] == []
        return payload

    def buy(self):
        """The order that the basket becomes."""
        payload = self.ask(COMPLETE, id=self.basket["id"])["checkoutComplete"]
        assert payload["errors"] == []
        return payload["order"]


@pytest.fixture
def shop(db):
    """Three goods of 2.50 EUR, ten of each, and people with a password."""
    shop = a_shop()
    shop.channel.product_listings.update(lowest_price=250, highest_price=250)
    hashed = make_password(PASSWORD)
    User.objects.create(email="marc@mail.example", password=hashed, is_confirmed=True)
    staff = User.objects.create(email="staff@pain.example", password=hashed, is_confirmed=True, is_staff=True)
    group = PermissionGroup.objects.create(name="pain", permissions=["MANAGE_ORDERS"])
    group.channels.add(shop.channel)
    group.users.add(staff)
    return shop


def test_a_guest_collects_and_pays_at_the_counter(shop):
    guest = Program().choose(2, 1)
    assert guest.basket["totalPrice"]["gross"]["amount"] == 7.5
    guest.step("email")
    guest.step("billing", PARIS)
    guest.step("delivery", guest.options()["Pain Comptoir"])
    assert guest.basket["problems"] == []
    order = guest.buy()
    assert (order["number"], order["userEmail"], order["isPaid"]) == ("1", "anna@mail.example", False)
    assert order["deliveryMethod"] == {"__typename": "Warehouse", "name": "Pain Comptoir"}
    assert guest.buy() == order  # pressing twice buys once
    products = [edge["node"] for edge in guest.ask(BROWSE)["products"]["edges"]]
    assert [product["variants"][0]["quantityAvailable"] for product in products] == [8, 9, 10]


def test_the_token_opens_a_guest_s_order_and_nothing_else_does(shop):
    guest = Program().choose(1)
    guest.step("email")
    guest.step("billing", PARIS)
    guest.step("delivery", gid(shop.point))
    order = guest.buy()
    mine = Program().ask(ORDER, id=order["id"], token=order["token"])["order"]
    assert (mine["userEmail"], mine["billingAddress"]["lastName"]) == ("anna@mail.example", "Morel")
    theirs = Program().ask(ORDER, id=order["id"])["order"]
    assert theirs["number"] == "1"
    assert (theirs["userEmail"], theirs["billingAddress"]["lastName"]) == ("a...@example.com", "M....")


def test_a_signed_in_customer_has_the_order_in_the_account(shop):
    marc = Program().sign_in("marc@mail.example").choose(1, 1, 1)
    assert marc.basket["email"] == "marc@mail.example"
    marc.step("billing", PARIS)
    marc.step("delivery", gid(shop.point))
    order = marc.buy()
    me = marc.ask("{ me { orders(first: 5) { edges { node { id number } } } addresses { lastName } } }")["me"]
    assert me == {
        "orders": {"edges": [{"node": {"id": order["id"], "number": "1"}}]},
        "addresses": [{"lastName": "Morel"}],
    }


def test_a_guest_signs_in_half_way(shop):
    somebody = Program().choose(1)
    somebody.sign_in("marc@mail.example")
    assert somebody.step("attach")["user"] == {"email": "marc@mail.example"}
    somebody.step("billing", PARIS)
    somebody.step("delivery", gid(shop.point))
    assert somebody.buy()["userEmail"] == "marc@mail.example"


def test_a_voucher_and_a_gift_card_pay_for_a_delivery(shop):
    create_voucher(shop.channel, ["BONJOUR"], value=100)
    card = create_gift_card(shop.channel, 2000)
    guest = Program().choose(2, 2)
    guest.step("email")
    guest.step("shipping", PARIS)
    guest.step("billing", PARIS)
    assert list(guest.options()) == ["Bicycle", "Post", "Pain Comptoir"]
    guest.step("delivery", guest.options()["Bicycle"])
    assert guest.basket["totalPrice"]["gross"]["amount"] == 14.9
    assert guest.step("promo", "bonjour")["totalPrice"]["gross"]["amount"] == 13.9
    paid = guest.step("promo", card.code)
    assert (paid["totalPrice"]["gross"]["amount"], paid["chargeStatus"]) == (0.0, "FULL")
    order = guest.buy()
    assert (order["total"]["gross"]["amount"], order["isPaid"]) == (13.9, True)
    assert order["deliveryMethod"] == {"__typename": "ShippingMethod", "name": "Bicycle"}
    card.refresh_from_db()
    assert card.current_balance == 610


def test_paid_in_store_staff_take_the_money(shop):
    guest = Program().choose(1)
    guest.step("email")
    guest.step("billing", PARIS)
    guest.step("delivery", gid(shop.point))
    paying = guest.pay()
    assert paying["transaction"]["chargePendingAmount"]["amount"] == 2.5
    order = guest.buy()
    assert order["isPaid"] is False
    staff = Program().sign_in("staff@pain.example")
    assert staff.ask(ORDER, id=order["id"])["order"]["userEmail"] == "anna@mail.example"
    document = "mutation($id: ID!) { orderMarkAsPaid(id: $id) { order { isPaid chargeStatus } errors { code } } }"
    assert staff.ask(document, id=order["id"])["orderMarkAsPaid"] == {
        "order": {"isPaid": True, "chargeStatus": "FULL"},
        "errors": [],
    }


def test_who_comes_back_after_lunch_still_buys_what_is_there(shop):
    guest = Program().choose(3)
    guest.step("email")
    guest.step("billing", PARIS)
    guest.step("delivery", gid(shop.point))
    try:
        clock.move(clock.now() + datetime.timedelta(hours=2))
        assert guest.buy()["lines"] == [{"productName": "pain 0", "quantity": 3}]
    finally:
        clock.move()
    assert sorted(Scarce.objects.values_list("confirmed", flat=True)) == [0, 0, 3]
