"""Vouchers and gift cards on a basket."""

import pytest

from storefront.discounts.actions import create_gift_card, create_voucher
from storefront.discounts.models import GiftCard, VoucherUse
from storefront.kernel.models import Hold
from storefront.payments import actions as payments
from tests.doubles import till
from tests.storefront.checkout.shop import a_checkout, a_shop, gid
from tests.storefront.checkout.words import ADD_PROMO, COMPLETE, LINES_UPDATE, READ, REMOVE_PROMO, codes

pytestmark = pytest.mark.django_db


def test_a_voucher_is_spread_over_the_lines(shop, say):
    create_voucher(shop.channel, ["bonjour"], name="Welcome", value=100)
    checkout = a_checkout(shop, variants=shop.variants)
    answer = say(ADD_PROMO, checkoutId=gid(checkout), promoCode=" Bonjour ")
    assert answer["errors"] == []
    basket = answer["checkout"]
    assert (basket["voucherCode"], basket["discountName"]) == ("BONJOUR", "Welcome")
    assert basket["discount"] == {"amount": 1.0, "currency": "EUR"}
    assert [line["totalPrice"]["gross"]["amount"] for line in basket["lines"]] == [2.16, 2.17, 2.17]
    assert [line["undiscountedTotalPrice"]["amount"] for line in basket["lines"]] == [2.5, 2.5, 2.5]
    assert basket["totalPrice"]["gross"]["amount"] == 6.5


def test_a_gift_card_pays_a_part_or_all(shop, say):
    checkout = a_checkout(shop, variants=shop.variants)
    small, large = create_gift_card(shop.channel, 300), create_gift_card(shop.channel, 5000)
    answer = say(ADD_PROMO, checkoutId=gid(checkout), promoCode=small.code)["checkout"]
    assert answer["giftCards"] == [
        {"id": gid(small), "displayCode": small.code[-4:], "currentBalance": {"amount": 3.0}}
    ]
    assert answer["totalPrice"] == {
        "gross": {"amount": 4.5, "currency": "EUR"},
        "net": {"amount": 4.27},
        "tax": {"amount": 0.23},
    }
    assert answer["subtotalPrice"]["gross"]["amount"] == 7.5
    answer = say(ADD_PROMO, checkoutId=gid(checkout), promoCode=large.code)["checkout"]
    assert (answer["totalPrice"]["gross"]["amount"], answer["chargeStatus"], answer["authorizeStatus"]) == (
        0.0,
        "FULL",
        "FULL",
    )


def test_codes_come_off_by_name_and_by_id(shop, say):
    voucher = create_voucher(shop.channel, ["MOINS"], value=100)
    card = create_gift_card(shop.channel, 300)
    checkout = a_checkout(shop)
    for code in ("MOINS", card.code):
        say(ADD_PROMO, checkoutId=gid(checkout), promoCode=code)
    assert say(REMOVE_PROMO, checkoutId=gid(checkout), promoCodeId=gid(card))["checkout"]["giftCards"] == []
    assert say(REMOVE_PROMO, checkoutId=gid(checkout), promoCodeId=gid(voucher))["checkout"]["voucherCode"] is None
    say(ADD_PROMO, checkoutId=gid(checkout), promoCode="MOINS")
    assert say(REMOVE_PROMO, checkoutId=gid(checkout), promoCode="moins")["checkout"]["voucherCode"] is None
    assert codes(say(REMOVE_PROMO, checkoutId=gid(checkout), promoCode="moins")) == [("INVALID", "promoCode")]
    assert codes(say(REMOVE_PROMO, checkoutId=gid(checkout))) == [("REQUIRED", "promoCode")]


def test_codes_that_do_not_fit(shop, say):
    other = a_shop("fleurs")
    create_voucher(other.channel, ["FLEUR"], value=100)
    create_voucher(shop.channel, ["GRAND"], value=100, min_spent=10_000)
    GiftCard.objects.filter(pk=create_gift_card(shop.channel, 1, code="EMPTY").pk).update(current_balance=0)
    checkout = a_checkout(shop)
    for code, expected in (
        ("NEVER", "INVALID"),
        ("FLEUR", "INVALID"),
        ("GRAND", "VOUCHER_NOT_APPLICABLE"),
        ("EMPTY", "GIFT_CARD_NOT_APPLICABLE"),
    ):
        assert codes(say(ADD_PROMO, checkoutId=gid(checkout), promoCode=code)) == [(expected, "promoCode")]
    assert say(READ, id=gid(checkout))["voucherCode"] is None


def test_a_voucher_that_stopped_fitting_takes_nothing_off_and_is_named_at_the_sale(shop, say):
    create_voucher(shop.channel, ["DIX"], value=100, min_spent=1000)
    checkout = a_checkout(shop, 4)
    say(ADD_PROMO, checkoutId=gid(checkout), promoCode="DIX")
    [line] = checkout.lines.all()
    answer = say(LINES_UPDATE, id=gid(checkout), lines=[{"lineId": gid(line), "quantity": 3}])["checkout"]
    assert (answer["discount"]["amount"], answer["totalPrice"]["gross"]["amount"]) == (0.0, 7.5)
    assert codes(say(COMPLETE, id=gid(checkout))) == [("VOUCHER_NOT_APPLICABLE", "promoCode")]


def test_a_use_is_held_then_used(shop, say):
    create_voucher(shop.channel, ["SEUL"], value=100, single_use=True)
    mine, late = a_checkout(shop), a_checkout(shop, email="late@mail.example")
    assert say(ADD_PROMO, checkoutId=gid(mine), promoCode="SEUL")["errors"] == []
    assert codes(say(ADD_PROMO, checkoutId=gid(late), promoCode="SEUL")) == [("VOUCHER_NOT_APPLICABLE", "promoCode")]
    order = say(COMPLETE, id=gid(mine))["order"]
    assert (order["total"]["gross"]["amount"], order["discounts"]) == (
        1.5,
        [{"amount": {"amount": 1.0}, "name": "SEUL"}],
    )
    assert Hold.objects.get(scarce__kind="voucher").state == "CONFIRMED"
    assert VoucherUse.objects.get().customer == "anna@mail.example"


def test_a_gift_card_is_emptied_once(shop, say):
    card = create_gift_card(shop.channel, 600)
    first, second = a_checkout(shop, 2), a_checkout(shop, 2)
    for checkout in (first, second):
        say(ADD_PROMO, checkoutId=gid(checkout), promoCode=card.code)
    assert say(COMPLETE, id=gid(first))["order"]["isPaid"] is True
    assert say(READ, id=gid(second))["totalPrice"]["gross"]["amount"] == 4.0
    assert say(COMPLETE, id=gid(second))["order"]["chargeStatus"] == "PARTIAL"
    card.refresh_from_db()
    assert card.current_balance == 0


def test_a_gift_card_does_not_pay_what_is_paid_already(shop, say):
    checkout = a_checkout(shop)  # 2.50
    with till.offered("CHARGE_SUCCESS"):
        payments.start(checkout, payments.Intent("tests.till", 200))
    card = create_gift_card(shop.channel, 1000)
    basket = say(ADD_PROMO, checkoutId=gid(checkout), promoCode=card.code)["checkout"]
    assert (basket["totalPrice"]["gross"]["amount"], basket["chargeStatus"]) == (2.0, "FULL")
    say(COMPLETE, id=gid(checkout))
    card.refresh_from_db()
    assert card.current_balance == 950
