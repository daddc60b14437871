"""Paying over GraphQL, as a customer's program and as staff see it."""

import contextlib

import pytest

from storefront.kernel import abroad
from storefront.kernel.ids import to_global
from storefront.payments.gateway import Result
from storefront.payments.models import Transaction
from tests.doubles import till
from tests.goods import a_basket, a_place, a_shop, a_variant, a_worker, an_order

pytestmark = pytest.mark.django_db
GATEWAYS = """mutation($id: ID!, $gateways: [PaymentGatewayToInitialize!]) {
  paymentGatewayInitialize(id: $id, paymentGateways: $gateways) {
    gatewayConfigs { id data errors { field message code } } errors { field message code } } }"""
START = """mutation($id: ID!, $amount: PositiveDecimal, $gateway: PaymentGatewayToInitialize!, $key: String,
                    $action: TransactionFlowStrategyEnum) {
  transactionInitialize(id: $id, amount: $amount, paymentGateway: $gateway, idempotencyKey: $key, action: $action) {
    transaction { id actions chargedAmount { amount currency } chargePendingAmount { amount } message }
    transactionEvent { type message amount { amount } } data errors { field message code } } }"""
GO_ON = """mutation($id: ID!, $data: JSON) { transactionProcess(id: $id, data: $data) {
  transaction { chargedAmount { amount } } transactionEvent { type } data errors { field message code } } }"""
CHECKOUT = """query($id: ID!) { checkout(id: $id) { chargeStatus authorizeStatus
  availablePaymentGateways { id name currencies config { field value } } } }"""
PRIVATE = """mutation($id: ID!, $gateway: PaymentGatewayToInitialize!) {
  transactionInitialize(id: $id, paymentGateway: $gateway) { transaction { pspReference events { type } } } }"""


def named(row):
    return to_global(type(row).__name__, row.pk)


@pytest.fixture
def basket():
    """Two loaves, 2.40 EUR."""
    shop = a_shop(allow_unpaid_orders=True)
    made = a_basket(shop)
    made.lines.create(variant=a_variant(shop, {a_place(shop): 5}), quantity=2)
    return made


def start(graphql, payable, *, gateway="tests.till", token=None, **words):
    answer = graphql(START, {"id": named(payable), "gateway": {"id": gateway}, **words}, token)
    return answer["data"]["transactionInitialize"]


def test_services_that_hang_do_not_stop_the_shop(graphql, basket, monkeypatch):
    monkeypatch.setattr(abroad, "PATIENCE", 0)
    with till.offered("CHARGE_SUCCESS") as service:
        with contextlib.ExitStack() as hanging:
            for _thread in range(abroad.AT_ONCE):
                hanging.enter_context(abroad.waiting())
            waits = start(graphql, basket, key="1", amount=1)
            in_store = start(graphql, basket, gateway="shop.pay-in-store", amount=1)
        assert service.asked == []
        later = start(graphql, basket, key="1", amount=1)
    assert (waits["transactionEvent"]["type"], waits["errors"]) == ("CHARGE_REQUEST", [])
    assert in_store["transaction"]["chargePendingAmount"]["amount"] == 1.0
    assert later["transaction"]["chargedAmount"]["amount"] == 1.0
    assert later["transaction"]["id"] == waits["transaction"]["id"]


def test_the_basket_lists_its_ways_to_pay(graphql, basket):
    with till.offered("CHARGE_SUCCESS"):
        answer = graphql(CHECKOUT, {"id": named(basket)})["data"]["checkout"]
    assert answer == {
        "chargeStatus": "NONE",
        "authorizeStatus": "NONE",
        "availablePaymentGateways": [
            {"id": "shop.pay-in-store", "name": "Pay in store", "currencies": [], "config": []},
            {
                "id": "tests.till",
                "name": "Till",
                "currencies": ["EUR"],
                "config": [{"field": "key", "value": "pk_test"}],
            },
        ],
    }


def test_ways_to_pay_say_what_they_need(graphql, basket):
    with till.offered("CHARGE_SUCCESS"):
        everything = graphql(GATEWAYS, {"id": named(basket)})["data"]["paymentGatewayInitialize"]
        chosen = [{"id": "tests.till", "data": "refuse"}, {"id": "no"}]
        some = graphql(GATEWAYS, {"id": named(basket), "gateways": chosen})
    assert everything == {
        "errors": [],
        "gatewayConfigs": [
            {"id": "shop.pay-in-store", "data": None, "errors": []},
            {"id": "tests.till", "data": {"till": "open", "amount": 240}, "errors": []},
        ],
    }
    codes = [
        (config["id"], config["errors"][0]["code"])
        for config in some["data"]["paymentGatewayInitialize"]["gatewayConfigs"]
    ]
    assert codes == [("tests.till", "INVALID"), ("no", "NOT_FOUND")]


def test_what_is_due_is_paid(graphql, basket):
    with till.offered("CHARGE_SUCCESS"):
        payload = start(graphql, basket)
        status = graphql(
            CHECKOUT.replace("availablePaymentGateways { id name currencies config { field value } }", ""),
            {"id": named(basket)},
        )
    assert payload == {
        "transaction": {
            "id": to_global("TransactionItem", Transaction.objects.get().token),
            "actions": ["REFUND"],
            "chargedAmount": {"amount": 2.4, "currency": "EUR"},
            "chargePendingAmount": {"amount": 0.0},
            "message": "",
        },
        "transactionEvent": {"type": "CHARGE_SUCCESS", "message": "", "amount": {"amount": 2.4}},
        "data": {"told": "CHARGE_SUCCESS"},
        "errors": [],
    }
    assert status["data"]["checkout"] == {"chargeStatus": "FULL", "authorizeStatus": "FULL"}


def test_a_part_may_be_paid_then_the_rest_is_due(graphql, basket):
    with till.offered("CHARGE_SUCCESS") as asked:
        start(graphql, basket, amount="1.10")
        start(graphql, basket)
        answer = start(graphql, basket)
    assert [amount for _verb, amount, _key in asked.asked] == [110, 130]
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [("INVALID", "amount")]


def test_the_same_key_pays_once(graphql, basket):
    with till.offered("CHARGE_SUCCESS") as asked:
        first, second = (start(graphql, basket, amount=2, key="once") for _ in range(2))
        other = start(graphql, basket, amount=1, key="once")
    assert first["transaction"] == second["transaction"]
    assert (len(asked.asked), [e["code"] for e in other["errors"]]) == (1, ["UNIQUE"])


def test_the_customer_goes_on_after_a_step_elsewhere(graphql, basket):
    with till.offered("CHARGE_ACTION_REQUIRED", "CHARGE_SUCCESS") as asked:
        begun = start(graphql, basket)
        done = graphql(GO_ON, {"id": begun["transaction"]["id"], "data": {"code": "1234"}})
    assert begun["transactionEvent"]["type"] == "CHARGE_ACTION_REQUIRED"
    assert begun["transaction"]["chargePendingAmount"] == {"amount": 2.4}
    assert done["data"]["transactionProcess"] == {
        "transaction": {"chargedAmount": {"amount": 2.4}},
        "data": {"told": "CHARGE_SUCCESS"},
        "transactionEvent": {"type": "CHARGE_SUCCESS"},
        "errors": [],
    }
    assert asked.asked[1] == ("PROCEED", None, {"code": "1234"})


def test_a_failure_is_an_event_and_not_an_error(graphql, basket):
    with till.offered(Result("CHARGE_FAILURE", message="No money.")):
        payload = start(graphql, basket)
    assert payload["errors"] == []
    assert payload["transactionEvent"] == {"type": "CHARGE_FAILURE", "message": "No money.", "amount": {"amount": 2.4}}


def test_silence_is_told_and_nothing_is_lost(graphql, basket):
    with till.offered(till.SILENCE):
        payload = start(graphql, basket)
    assert payload["transactionEvent"]["type"] == "CHARGE_REQUEST"
    assert "did not answer" in payload["transactionEvent"]["message"]
    assert payload["transaction"]["chargePendingAmount"] == {"amount": 2.4}


def test_an_order_can_be_paid_later(graphql):
    order = an_order(a_shop(), total_gross=700)
    with till.offered("CHARGE_SUCCESS"):
        assert start(graphql, order)["transaction"]["chargedAmount"]["amount"] == 7.0


@pytest.mark.parametrize(
    ("id", "code"),
    [
        (to_global("Checkout", 123), "GRAPHQL_ERROR"),
        (to_global("Product", 1), "GRAPHQL_ERROR"),
        ("§", "GRAPHQL_ERROR"),
        (to_global("Checkout", "6a1e1b9e-0000-4000-8000-000000000000"), "NOT_FOUND"),
    ],
)
def test_what_is_not_there_cannot_be_paid(graphql, id, code):
    answer = graphql(START, {"id": id, "gateway": {"id": "tests.till"}})["data"]["transactionInitialize"]
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [(code, "id")]
    answer = graphql(GO_ON, {"id": id})["data"]["transactionProcess"]
    assert [e["code"] for e in answer["errors"]] == ["GRAPHQL_ERROR"]


def test_the_shop_chooses_between_charging_and_authorising(graphql, basket):
    answer = graphql(START, {"id": named(basket), "gateway": {"id": "tests.till"}, "action": "AUTHORIZATION"})
    assert answer["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"
    token = a_worker("HANDLE_PAYMENTS", shops=[basket.channel])[1]
    with till.offered("AUTHORIZATION_SUCCESS") as asked:
        payload = start(graphql, basket, action="AUTHORIZATION", token=token)
    assert (asked.asked[0][0], payload["transaction"]["actions"]) == ("AUTHORIZATION", ["CHARGE", "CANCEL"])
    assert Transaction.objects.get().created_by is not None


def test_references_and_history_are_for_staff(graphql, basket):
    asked = {"id": named(basket), "gateway": {"id": "tests.till"}}
    with till.offered(Result("CHARGE_SUCCESS", 100, psp_reference="pi_1")):
        answer = graphql(PRIVATE, asked)
        assert answer["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"
    with till.offered(Result("CHARGE_SUCCESS", 140, psp_reference="pi_2")):
        answer = graphql(PRIVATE, asked, a_worker("MANAGE_ORDERS", shops=[basket.channel])[1])
    assert answer["data"]["transactionInitialize"]["transaction"] == {
        "pspReference": "pi_2",
        "events": [{"type": "CHARGE_REQUEST"}, {"type": "CHARGE_SUCCESS"}],
    }


def test_the_same_key_without_an_amount_goes_on_with_what_was_begun(graphql, basket):
    with till.offered(till.SILENCE, Result("CHARGE_SUCCESS", 240)) as asked:
        start(graphql, basket, key="once")
        again = start(graphql, basket, key="once")
    assert (again["errors"], again["transactionEvent"]["type"]) == ([], "CHARGE_SUCCESS")
    assert [amount for _, amount, _ in asked.asked] == [240, 240]
    assert Transaction.objects.get().charged == 240


def test_a_cancelled_order_cannot_be_paid(graphql):
    order = an_order(a_shop(), total_gross=500, status="CANCELED")
    with till.offered("CHARGE_SUCCESS") as asked:
        payload = start(graphql, order, amount=5)
    assert [(error["field"], error["code"]) for error in payload["errors"]] == [("id", "INVALID")]
    assert asked.asked == []
