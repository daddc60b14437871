"""Withdrawing from the contract: who may, what, until when, once; what is written to whom."""

import datetime
import json

import pytest
from django.core import mail
from django.test import Client

from storefront.channels.models import Channel
from storefront.kernel import clock, ids
from storefront.orders import actions
from storefront.orders.actions import HandOver
from storefront.orders.models import Fulfillment, Order, Withdrawal, WithdrawalLine
from tests.orders import OrderLine, an_order, codes, gid, work

STANDING = """withdrawal { isPossible until requestedAt email refundUntil
    lines { quantity quantityWithdrawn orderLine { id productName } } }"""
ORDER = f"query($id: ID, $token: String) {{ order(id: $id, token: $token) {{ {STANDING} }} }}"
WITHDRAW = f"""mutation($id: ID!, $token: String, $lines: [OrderWithdrawLineInput!], $name: String, $email: String) {{
    orderWithdraw(id: $id, token: $token, lines: $lines, name: $name, email: $email) {{
        errors {{ field code message }} order {{ status {STANDING} }} }} }}"""
BY_NUMBER = """mutation($number: String!, $email: String!, $name: String) {
    orderWithdrawByNumber(number: $number, email: $email, name: $name) { errors { field code message } } }"""
NOW = "2026-11-24T08:30+01:00"  # a Tuesday


@pytest.fixture
def order(house):
    """A guest's order of two bowls and two of a thing that spoils, on that Tuesday."""
    clock.move(NOW)
    Channel.objects.update(email="shop@pain.example")
    order = an_order(house, send_mail=False)
    bowl, cake = order.lines.all()
    OrderLine.objects.filter(pk=bowl.pk).update(product_name="Bowl", variant_name="")
    OrderLine.objects.filter(pk=cake.pk).update(product_name="Cake", is_returnable=False)
    return order


@pytest.fixture
def withdraw(graphql):
    """withdraw(order, lines={line: quantity}, **more): the payload, as whoever holds the order's token."""

    def send(order, lines=None, user=None, **more):
        given = {"id": gid(order), "token": order.token, **more}
        if lines is not None:
            given["lines"] = [{"orderLineId": gid(line), "quantity": quantity} for line, quantity in lines]
        answer = graphql(WITHDRAW, given, user)
        assert "errors" not in answer
        return answer["data"]["orderWithdraw"]

    return send


def hand_over(order, house, lines=None):
    """All of it, or these lines, now."""
    items = [(line.pk, house.point.pk, line.quantity) for line in lines or order.lines.all()]
    actions.fulfill(order.pk, HandOver(items, notify=False))


def letters(to):
    """[(subject, body)] that went to that address."""
    return [(one.subject, one.body) for one in mail.outbox if one.to == [to]]


def test_before_anything_is_declared(graphql, order):
    bowl = order.lines.first()
    found = graphql(ORDER, {"id": gid(order), "token": order.token})["data"]["order"]["withdrawal"]
    assert found == {
        "isPossible": True,
        "until": None,
        "requestedAt": None,
        "email": None,
        "refundUntil": None,
        "lines": [{"quantity": 2, "quantityWithdrawn": 0, "orderLine": {"id": gid(bowl), "productName": "Bowl"}}],
    }


def test_all_that_may_be_given_back(withdraw, order, house):
    payload = withdraw(order, name=" Anna  Morel ", email="Anna@Other.example")
    assert payload["errors"] == []
    found = payload["order"]["withdrawal"]
    assert payload["order"]["status"] == "UNFULFILLED"
    assert found["requestedAt"].startswith("2026-11-24T07:30")
    assert (found["isPossible"], found["email"], found["refundUntil"]) == (False, "anna@other.example", "2026-12-08")
    assert [(line["quantity"], line["quantityWithdrawn"]) for line in found["lines"]] == [(0, 2)]
    work()
    [(subject, body)] = letters("anna@other.example")
    assert subject == "Votre rétractation est enregistrée\xa0: commande n° 1"
    assert "Bonjour Anna Morel," in body and "Le 24 novembre 2026 à 8\xa0h\xa030" in body and "2 × Bowl\n" in body
    assert "au plus tard le 8 décembre 2026" in body and order.token in body and "Cake" not in body
    [(subject, body)] = letters("shop@pain.example")
    assert subject == "Rétractation\xa0: commande n° 1"
    assert "Anna Morel (anna@other.example)" in body and "2 × Bowl\n" in body and order.token not in body


def test_staff_read_it_in_the_history(graphql, withdraw, order, token):
    withdraw(order, name="Anna")
    document = "query($id: ID) { order(id: $id) { events { type message } } }"
    events = graphql(document, {"id": gid(order)}, token)["data"]["order"]["events"]
    assert events[-1] == {
        "type": "NOTE_ADDED",
        "message": "Rétractation de Anna\xa0: 2 × Bowl. À rembourser au plus tard le 8 décembre 2026, une fois les "
        "articles revenus ou leur envoi prouvé.",
    }


def test_english_is_answered_in_english(withdraw, order):
    Order.objects.update(language="en")
    withdraw(order)
    work()
    [(subject, body)] = letters("anna@client.example")
    assert subject == "Your withdrawal is recorded: order no. 1"
    assert body.startswith("Hello,\n") and "This message acknowledges it" in body


def test_twice_is_once(withdraw, order):
    first = withdraw(order)
    clock.move("2026-11-25T08:30+01:00")
    assert withdraw(order) == first
    work()
    assert (len(letters("anna@client.example")), len(letters("shop@pain.example"))) == (1, 1)
    assert order.events.filter(type="NOTE_ADDED").count() == Withdrawal.objects.count() == 1


def test_a_part_and_then_the_rest(withdraw, order):
    bowl = order.lines.first()
    withdraw(order, [(bowl, 1)])
    assert withdraw(order, [(bowl, 1)])["order"]["withdrawal"]["lines"][0]["quantityWithdrawn"] == 1
    assert withdraw(order, [(bowl, 2)])["order"]["withdrawal"]["lines"][0]["quantityWithdrawn"] == 2
    assert list(WithdrawalLine.objects.values_list("quantity", flat=True)) == [1, 1]
    work()
    assert [body.count("1 × Bowl\n") for _, body in letters("anna@client.example")] == [1, 1]


def test_what_cannot_be(withdraw, order, house):
    bowl, cake = order.lines.all()
    elsewhere = an_order(house).lines.first()
    assert codes(withdraw(order, [(cake, 1)])) == [("orderLineId", "NOT_RETURNABLE")]
    assert codes(withdraw(order, [(bowl, 3)])) == [("quantity", "INVALID_QUANTITY")]
    assert codes(withdraw(order, [(bowl, -1)])) == [("quantity", "INVALID_QUANTITY")]
    assert codes(withdraw(order, [(bowl, 0)])) == [("lines", "ZERO_QUANTITY")]
    assert codes(withdraw(order, [])) == [("lines", "ZERO_QUANTITY")]
    assert codes(withdraw(order, [(bowl, 1), (bowl, 1)])) == [("orderLineId", "DUPLICATED_INPUT_ITEM")]
    assert codes(withdraw(order, [(elsewhere, 1)])) == [("orderLineId", "NOT_FOUND")]
    assert codes(withdraw(order, email="nobody")) == [("email", "INVALID")]
    assert not Withdrawal.objects.exists()


def test_nothing_that_may_be_given_back(graphql, withdraw, order):
    OrderLine.objects.update(is_returnable=False)
    assert codes(withdraw(order)) == [("lines", "NOT_RETURNABLE")]
    assert graphql(ORDER, {"id": gid(order), "token": order.token})["data"]["order"] == {"withdrawal": None}


@pytest.mark.parametrize("status", ["CANCELED", "EXPIRED", "RETURNED"])
def test_an_order_that_is_over(withdraw, order, status):
    Order.objects.update(status=status)
    assert codes(withdraw(order)) == [("id", "INVALID")]


@pytest.mark.parametrize("who", ["nobody", "customer", "neighbour"])
def test_strangers_neither_see_nor_declare(graphql, withdraw, order, strangers, who):
    for wrong in (None, "", "wrong"):
        assert codes(withdraw(order, user=strangers[who], token=wrong)) == [("id", "NOT_FOUND")]
        answer = graphql(ORDER, {"id": gid(order), "token": wrong}, strangers[who])
        assert answer["data"]["order"] == {"withdrawal": None}
    unknown = ids.to_global("Order", "00000000-0000-4000-8000-000000000000")
    assert codes(withdraw(order, id=unknown)) == [("id", "NOT_FOUND")]
    assert not Withdrawal.objects.exists()


def test_its_customer_and_the_shop_s_staff_may(withdraw, house, order, customer, seller):
    own = an_order(house, user=customer[0])
    assert withdraw(own, user=customer[1], token=None)["errors"] == []
    assert withdraw(order, user=seller[1], token=None)["errors"] == []
    assert list(Withdrawal.objects.values_list("user", flat=True)) == [customer[0].pk, seller[0].pk]


@pytest.mark.parametrize(
    ("handed", "collected", "until"),
    [
        ("2026-11-24T08:30+01:00", True, "2026-12-08"),
        ("2026-11-24T23:30+01:00", True, "2026-12-08"),
        ("2026-11-28T10:00+01:00", True, "2026-12-14"),  # it would end on a Saturday
        ("2026-12-11T10:00+01:00", True, "2026-12-28"),  # on Christmas, a Friday
        ("2027-03-15T10:00+01:00", True, "2027-03-30"),  # on Easter Monday
        ("2026-11-24T08:30+01:00", False, "2026-12-15"),  # a parcel travels
    ],
)
def test_the_days_begin_when_all_is_received(graphql, withdraw, order, house, handed, collected, until):
    def found():
        return graphql(ORDER, {"id": gid(order), "token": order.token})["data"]["order"]["withdrawal"]

    if not collected:
        Order.objects.update(collection_point_name="")
    clock.move(handed)
    hand_over(order, house, order.lines.all()[:1])
    assert (found()["until"], found()["isPossible"]) == (None, True)
    hand_over(order, house, order.lines.all()[1:])
    Fulfillment.objects.filter(fulfillment_order=1).update(created_at="2026-11-01T10:00+01:00")
    assert (found()["until"], found()["isPossible"]) == (until, True)
    clock.move(f"{until}T23:59+01:00" if until < "2027-03-28" else f"{until}T23:59+02:00")
    assert found()["isPossible"] is True
    clock.move(clock.now() + datetime.timedelta(minutes=1))
    assert found()["isPossible"] is False
    assert codes(withdraw(order)) == [("id", "PERIOD_OVER")]


def test_what_was_declared_in_time_stays_declared(withdraw, order, house):
    hand_over(order, house)
    first = withdraw(order)
    clock.move("2027-02-01T10:00+01:00")
    assert withdraw(order) == first


def test_letters_carry_no_markup_and_no_strangers_links(withdraw, order):
    OrderLine.objects.filter(is_returnable=True).update(product_name="<b>Bowl</b> & Co")
    withdraw(order, name="Win at evil.example\nSubject: x")
    work()
    [(_, body)] = letters("anna@client.example")
    assert "2 × <b>Bowl</b> & Co\n" in body and "evil" not in body
    assert {one.content_subtype for one in mail.outbox} == {"plain"}
    assert Withdrawal.objects.get().name == "Win at evil.example Subject: x"


@pytest.fixture
def by_number(graphql):
    """by_number(number, email): the codes of the answer."""

    def send(number, email="anna@client.example", address="127.0.0.1"):
        body = {"query": BY_NUMBER, "variables": {"number": number, "email": email, "name": "Anna"}}
        client = Client(REMOTE_ADDR=address)
        answer = client.post("/graphql/", json.dumps(body), content_type="application/json").json()
        return codes(answer["data"]["orderWithdrawByNumber"])

    return send


def test_by_number_and_e_mail(by_number, order):
    assert by_number(f" n° {order.number} ", "ANNA@client.example") == []
    clock.move("2026-11-24T08:31+01:00")
    work()
    made = Withdrawal.objects.get()
    assert (made.order, made.name, made.email) == (order, "Anna", "anna@client.example")
    assert made.at.isoformat().startswith("2026-11-24T07:30")
    assert len(letters("anna@client.example")) == 1
    assert by_number(str(order.number)) == []
    work()
    assert len(letters("anna@client.example")) == 1


def test_whoever_tries_numbers_learns_nothing(by_number, order, statements):
    counts = []
    for number, email in (
        (order.number, "anna@client.example"),
        (order.number, "eve@evil.example"),
        (99, "a@b.example"),
    ):
        with statements() as count:
            assert by_number(str(number), email) == []
        counts.append(len(count))
    assert len(set(counts)) == 1
    work()
    assert letters("eve@evil.example") == letters("a@b.example") == []
    assert Withdrawal.objects.count() == 1


@pytest.mark.parametrize(("number", "email", "told"), [("x", "a@b.example", "number"), ("1", "x", "email")])
def test_what_cannot_be_a_number_or_an_e_mail(by_number, order, number, email, told):
    assert by_number(number, email) == [(told, "INVALID")]


def test_by_number_the_customer_hears_why_not(by_number, order):
    OrderLine.objects.update(is_returnable=False)
    for _ in range(2):
        by_number(str(order.number))
    work()
    refused = "Votre rétractation\xa0: commande n° 1"
    said = [body for subject, body in letters("anna@client.example") if subject == refused]
    assert len(said) == 1 and "périssable ou a été fait pour vous" in said[0]


def test_one_address_declares_so_many_an_hour(by_number, order):
    clock.move(NOW)
    answers = [by_number("1", address="203.0.113.7") for _ in range(21)]
    assert (answers[:20], answers[20]) == ([[]] * 20, [(None, "TOO_MANY")])
    assert by_number("1", address="203.0.113.8") == []
    clock.move("2026-11-24T09:31+01:00")
    assert by_number("1", address="203.0.113.7") == []


def test_many_lines_cost_no_more_statements(graphql, house, statements):
    counts = []
    for wants in ([(house.variants[0], 1)], [(variant, 1) for variant in house.variants]):
        order = an_order(house, wants)
        actions.withdraw(order.pk)
        with statements() as count:
            graphql(ORDER, {"id": gid(order), "token": order.token})
        counts.append(len(count))
    assert counts[0] == counts[1]
