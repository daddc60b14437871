"""Every hook is called by the core, at its moment: asks and joins inside the transaction, tells after its commit."""

import inspect
from types import SimpleNamespace

import pytest
from django.db import connection

from storefront import hooks
from storefront.kernel import ids
from storefront.kernel.errors import ShopError
from storefront.orders.models import Order
from storefront.payments.models import Transaction
from tests.goods import a_worker
from tests.storefront.checkout.shop import a_checkout, a_shop, gid
from tests.storefront.checkout.words import ADD_PROMO, CALCULATE, COMPLETE, REMOVE_PROMO

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = [name for names in hooks.WORDS.values() for name in names]
REGISTER = """mutation { accountRegister(input: {email: "anna@mail.example", password: "croissant-dore",
    redirectUrl: "http://127.0.0.1:8000/"}) { errors { code } } }"""
GATEWAYS = "query($id: ID) { checkout(id: $id) { availablePaymentGateways { id } } }"
NOTE = 'mutation($id: ID!) { orderNoteAdd(order: $id, input: {message: "Sans noix"}) { errors { code } } }'
PAID = "mutation($id: ID!) { orderMarkAsPaid(id: $id) { errors { code } } }"
CANCEL = "mutation($id: ID!) { orderCancel(id: $id) { errors { code } } }"
FULFILL = """mutation($id: ID!, $line: ID!, $place: ID!) { orderFulfill(order: $id, input: {lines: [
    {orderLineId: $line, stocks: [{quantity: 1, warehouse: $place}]}]}) { errors { code } } }"""


@pytest.fixture
def listen():
    """listen({name: function(**facts)}): these hooks answer during the test."""
    board, mine = hooks.switchboard(), []

    def register(answers):
        for name, answer in answers.items():
            words = ", ".join(inspect.signature(getattr(hooks, name)).parameters)
            passed = ", ".join(f"{word}={word}" for word in words.split(", "))
            made = {"answer": answer}
            exec(f"def {name}({words}): return answer({passed})", made)  # pluggy looks at the arguments' names
            mine.append(SimpleNamespace(**{name: hooks.hook(made[name])}))
            board.register(mine[-1])

    yield register
    for one in mine:
        board.unregister(one)


@pytest.fixture
def shop(transactional_db):
    """A small shop."""
    return a_shop()


@pytest.fixture
def say(graphql):
    """say(document, token=None, **variables): the payload, which has no errors."""

    def post(document, token=None, **variables):
        answer = graphql(document, variables, token)
        assert "errors" not in answer, answer["errors"]
        [payload] = answer["data"].values()
        assert payload.get("errors", []) == []
        return payload

    return post


def buy(say, shop):
    """An order of one thing, and its global id."""
    order = say(COMPLETE, id=gid(a_checkout(shop)))["order"]
    return Order.objects.get(pk=ids.to_pk(order["id"], "Order")), order["id"]


def test_all_of_them_in_the_life_of_a_shop(shop, say, listen):
    moments = {}

    def noting(name):
        def note(**facts):
            moments.setdefault(name, set()).add(connection.in_atomic_block)
            return name in ("promo_code", "promo_code_off") or []

        return note

    listen({name: noting(name) for name in NAMES})
    token = a_worker("MANAGE_ORDERS", shops=[shop.channel])[1]
    say(REGISTER)
    checkout = gid(a_checkout(shop))
    say(CALCULATE, id=checkout)
    say(ADD_PROMO, checkoutId=checkout, promoCode="ANNA")
    say(REMOVE_PROMO, checkoutId=checkout, promoCode="ANNA")
    say(GATEWAYS, id=checkout)
    order, id = buy(say, shop)
    say(NOTE, token, id=id)
    say(PAID, token, id=id)
    say(FULFILL, token, id=id, line=gid(order.lines.get()), place=gid(shop.point))
    say(CANCEL, token, id=buy(say, shop)[1])
    assert sorted(moments) == sorted(NAMES)
    for name in hooks.WORDS["join"]:
        assert moments[name] == {True}, name
    for name in hooks.WORDS["tell"]:
        assert moments[name] == {False}, name


def test_what_they_are_told(shop, say, listen):
    told = []
    listen({
        "order_placing": lambda checkout, order: told.append(("placing", checkout.pk == order.checkout_id)),
        "order_placed": lambda order: told.append(("placed", order.number)),
        "order_changed": lambda order: told.append(("changed", order.number)),
        "payment_recording": lambda transaction, event: told.append((transaction.order.number, event.type)),
        "order_fulfilling": lambda order, fulfillment: told.append((order.number, fulfillment.lines.get().quantity)),
    })  # fmt: skip
    token = a_worker("MANAGE_ORDERS", shops=[shop.channel])[1]
    order, id = buy(say, shop)
    say(PAID, token, id=id)
    say(FULFILL, token, id=id, line=gid(order.lines.get()), place=gid(shop.point))
    assert told == [
        ("placing", True),
        ("placed", 1),
        (1, "CHARGE_SUCCESS"),
        ("changed", 1),
        (1, 1),
        ("changed", 1),
    ]


def test_who_fails_when_told_changes_nothing(shop, say, listen, caplog):
    def order_placed(order):
        raise RuntimeError("The bell is broken.")

    listen({"order_placed": order_placed})
    order, _ = buy(say, shop)
    assert order.status == "UNFULFILLED"
    assert "failed when told of order_placed" in caplog.text


@pytest.mark.parametrize(
    ("name", "document"),
    [("payment_recording", PAID), ("order_fulfilling", FULFILL), ("order_cancelling", CANCEL)],
)
def test_who_refuses_to_join_undoes_everything(shop, graphql, say, listen, name, document):
    order, id = buy(say, shop)
    token = a_worker("MANAGE_ORDERS", shops=[shop.channel])[1]

    def refuse(**facts):
        raise ShopError("INVALID", "Not today.")

    listen({name: refuse})
    variables = {"id": id}
    if document is FULFILL:
        variables |= {"line": gid(order.lines.get()), "place": gid(shop.point)}
    [payload] = graphql(document, variables, token)["data"].values()
    assert payload == {"errors": [{"code": "INVALID"}]}
    order.refresh_from_db()
    assert (order.status, order.fulfillments.count(), Transaction.objects.count()) == ("UNFULFILLED", 0, 0)
    assert order.events.exclude(type__in=("PLACED", "EMAIL_SENT")).count() == 0
