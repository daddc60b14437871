"""Orders under real parallel processes: numbers, refunds, cancelling against handing over, paying twice."""

import pytest
from django.db import transaction

from storefront.inventory.models import Stock
from storefront.kernel.errors import ShopError
from storefront.kernel.models import Counter, Task
from storefront.orders import actions
from storefront.orders.actions import HandOver
from storefront.orders.models import Order, OrderRefundRecord, Withdrawal
from storefront.orders.placing import place
from storefront.payments.models import Transaction
from tests import parallel
from tests.orders import a_draft, a_house, an_order, promised, work

pytestmark = pytest.mark.django_db(transaction=True)


def outcomes(answers):
    """The codes of the refusals, None for what went well, sorted."""
    return sorted(answer.code if isinstance(answer, ShopError) else "" for answer in answers)


def test_numbers_have_neither_gaps_nor_twins_though_some_sales_fail(together):
    house = a_house(stock=1000)

    def buy(buyer):
        for sale in range(6):
            try:
                with transaction.atomic():
                    place(a_draft(house))
                    if (buyer + sale) % 3 == 0:
                        raise ShopError("INVALID", "Changed my mind.")
            except ShopError:
                continue

    together(buy, range(4))
    numbers = sorted(Order.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 17))


def test_without_the_lock_numbers_would_be_twins(together):
    """The negative control: reading the last number and adding one sells the same number twice."""
    meeting = parallel.barrier(2)
    Counter.objects.create(name="naive", value=0)

    def naive(_buyer):
        last = Counter.objects.get(name="naive").value
        meeting.wait(30)
        Counter.objects.filter(name="naive").update(value=last + 1)
        return last + 1

    assert together(naive, range(2)) == [1, 1]


def test_two_refunds_at_once_never_give_back_more_than_was_paid(together):
    order = an_order(a_house(), paid=960)
    answers = together(lambda _: actions.refund(order.pk, 600).number, range(4))
    assert outcomes(answers) == ["", "CANNOT_REFUND", "CANNOT_REFUND", "CANNOT_REFUND"]
    payment = Transaction.objects.get()
    assert (payment.charged, payment.refunded, payment.refund_pending) == (360, 600, 0)
    assert list(OrderRefundRecord.objects.values_list("amount", flat=True)) == [600]
    work()
    assert Transaction.objects.get().refunded == 600


def test_small_refunds_at_once_all_fit(together):
    order = an_order(a_house(), paid=960)
    answers = together(lambda _: actions.refund(order.pk, 240).number, range(4))
    assert outcomes(answers) == ["", "", "", ""]
    assert Transaction.objects.get().refunded == 960


def test_without_the_lock_two_refunds_would_both_pass(together):
    """The negative control: looking at what is left before anybody is locked out lets both through."""
    order = an_order(a_house(), paid=960)
    meeting = parallel.barrier(2)

    def naive(_seller):
        left = Transaction.objects.get(order=order).charged
        meeting.wait(30)
        if left < 600:
            return 0
        OrderRefundRecord.objects.create(order=order, amount=600)
        return 600

    assert together(naive, range(2)) == [600, 600]
    assert sum(OrderRefundRecord.objects.values_list("amount", flat=True)) > 960


def test_cancelling_and_handing_over_at_once_only_one_happens(together):
    house = a_house(variants=1)
    order = an_order(house, paid=480)
    line = order.lines.get()

    def act(what):
        if what == "cancel":
            actions.cancel(order.pk)
        else:
            actions.fulfill(order.pk, HandOver([(line.pk, house.point.pk, 2)]))

    answers = together(act, ["cancel", "fulfill"])
    order.refresh_from_db()
    scarce = Stock.objects.get().scarce
    assert promised(order) == 0
    if order.status == "CANCELED":
        assert outcomes(answers) == ["", "INVALID"]
        assert (scarce.capacity, scarce.confirmed, order.fulfillments.count()) == (10, 0, 0)
        assert Transaction.objects.get().refunded == 480
    else:
        assert outcomes(answers) == ["", "CANNOT_CANCEL_ORDER"]
        assert (scarce.capacity, scarce.confirmed, order.fulfillments.count()) == (8, 0, 1)
        assert Transaction.objects.get().charged == 480


def test_cancelled_by_several_at_once_everything_is_given_back_once(together):
    order = an_order(a_house(variants=1), paid=480)
    answers = together(lambda _: actions.cancel(order.pk).number, range(4))
    assert outcomes(answers) == ["", "CANNOT_CANCEL_ORDER", "CANNOT_CANCEL_ORDER", "CANNOT_CANCEL_ORDER"]
    work()
    assert Transaction.objects.get().refunded == 480
    scarce = Stock.objects.get().scarce
    assert (scarce.capacity, scarce.confirmed) == (10, 0)
    assert order.events.filter(type="CANCELED").count() == 1


def test_handed_over_by_several_at_once_it_leaves_once(together):
    house = a_house(variants=1)
    order = an_order(house)
    line = order.lines.get()
    answers = together(lambda _: len(actions.fulfill(order.pk, HandOver([(line.pk, house.point.pk, 2)]))), range(4))
    assert outcomes(answers) == ["", "FULFILL_ORDER_LINE", "FULFILL_ORDER_LINE", "FULFILL_ORDER_LINE"]
    assert Stock.objects.get().scarce.capacity == 8
    assert order.fulfillments.count() == 1


def test_declared_by_several_at_once_it_is_withdrawn_once(together):
    order = an_order(a_house(email="shop@pain.example"), send_mail=False)
    made = together(lambda _: actions.withdraw(order.pk).pk, range(4))
    assert len(set(made)) == Withdrawal.objects.count() == 1
    assert order.events.filter(type="NOTE_ADDED").count() == 1
    assert Task.objects.filter(kind="mail").count() == 2  # to the customer, and to the shop


def test_marked_as_paid_by_several_at_once_it_is_paid_once(together):
    order = an_order(a_house())
    answers = together(lambda _: actions.mark_as_paid(order.pk).number, range(4))
    assert outcomes(answers) == ["", "PAYMENT_ERROR", "PAYMENT_ERROR", "PAYMENT_ERROR"]
    assert sum(Transaction.objects.values_list("charged", flat=True)) == 960
