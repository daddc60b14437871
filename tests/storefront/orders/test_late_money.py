"""Money that lands after the order was cancelled goes back by itself."""

import pytest

from storefront.orders import actions
from storefront.payments import actions as payments
from storefront.payments.gateway import Result
from storefront.payments.models import Transaction
from tests.doubles import till
from tests.orders import an_order
from tests.orders import work as later

pytestmark = pytest.mark.django_db(transaction=True)


def a_payment_under_way(house):
    """An order's payment of 9.60 that nobody has answered yet."""
    order = an_order(house)
    return order, payments.start(order, payments.Intent("tests.till", 960)).transaction


def amounts():
    payment = Transaction.objects.get()
    return payment.charged, payment.refunded, payment.refund_pending, payment.charge_pending


def test_a_charge_that_lands_late_is_given_back(house, work):
    with till.offered(till.SILENCE, "CANCEL_FAILURE", "REFUND_SUCCESS") as asked:
        order, payment = a_payment_under_way(house)
        actions.cancel(order.pk)
        payments.record(payment, Result("CHARGE_SUCCESS", 960, psp_reference="ch_1"))
        assert amounts() == (960, 0, 0, 0)
        work()
        later()
        assert amounts() == (0, 960, 0, 0)
        payments.record(payment, Result("CHARGE_SUCCESS", 960, psp_reference="ch_1"))  # told twice
        work()
        later()
    assert [verb for verb, _, _ in asked.asked] == ["CHARGE", "CANCEL", "REFUND"]
    assert amounts() == (0, 960, 0, 0)


def test_a_gateway_that_refuses_is_not_asked_without_end(house, work):
    with till.offered(till.SILENCE, "CANCEL_FAILURE", "REFUND_FAILURE") as asked:
        order, payment = a_payment_under_way(house)
        actions.cancel(order.pk)
        payments.record(payment, Result("CHARGE_SUCCESS", 960, psp_reference="ch_1"))
        for _ in range(3):
            work()
            later()
    assert [verb for verb, _, _ in asked.asked] == ["CHARGE", "CANCEL", "REFUND"]
    assert amounts() == (960, 0, 0, 0)


def test_money_of_an_open_order_stays(house, work):
    with till.offered(till.SILENCE):
        _, payment = a_payment_under_way(house)
        payments.record(payment, Result("CHARGE_SUCCESS", 960, psp_reference="ch_1"))
        work()
        later()
    assert amounts() == (960, 0, 0, 0)
