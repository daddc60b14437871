"""A basket becomes an order: once, whole, or not at all."""

import datetime

import pytest

from storefront.accounts.models import Address
from storefront.channels.actions import set_tax_rate
from storefront.channels.models import Channel, TaxClass, TaxRate
from storefront.checkout import actions
from storefront.checkout.models import Checkout
from storefront.discounts.actions import create_gift_card
from storefront.inventory import actions as inventory
from storefront.kernel import clock, ids
from storefront.kernel.models import Event, Hold, Scarce, Task
from storefront.orders.models import Order
from storefront.payments.models import Transaction
from tests.storefront.checkout.shop import (
    LYON,
    PARIS,
    a_checkout,
    a_customer,
    a_shop,
    a_type,
    a_variant,
    gid,
)
from tests.storefront.checkout.words import ADD_PROMO, BILLING, CALCULATE, COMPLETE, DELIVERY, EMAIL, SHIPPING, codes

pytestmark = pytest.mark.django_db


def pay(checkout, amount):
    """The bank says that so much has been charged for the basket."""
    return Transaction.objects.create(
        checkout=checkout,
        channel=checkout.channel,
        gateway="test",
        charged=amount,
        currency="EUR",
        idempotency_key=str(checkout.pk),
    )


def delivered(shop, say, address=PARIS, **words):
    """A basket that the post brings, with everything but money."""
    checkout = a_checkout(shop, **words)
    say(DELIVERY, id=gid(checkout), deliveryMethodId=None)
    say(SHIPPING, id=gid(checkout), shippingAddress=address)
    say(DELIVERY, id=gid(checkout), deliveryMethodId=gid(shop.post))
    return checkout


def test_a_basket_for_the_counter_becomes_an_order(shop, say):
    checkout = a_checkout(shop, 2, shop.variants[:2])
    answer = say(COMPLETE, id=gid(checkout))
    assert answer["errors"] == []
    order = answer["order"]
    assert (order["number"], order["userEmail"], order["status"]) == ("1", "anna@mail.example", "UNFULFILLED")
    assert order["total"]["gross"] == {"amount": 10.0, "currency": "EUR"}
    assert [
        (line["productName"], line["quantity"], line["totalPrice"]["gross"]["amount"]) for line in order["lines"]
    ] == [("pain 0", 2, 5.0), ("pain 1", 2, 5.0)]
    assert order["deliveryMethod"] == {
        "__typename": "Warehouse",
        "id": gid(shop.point),
        "name": "Pain Comptoir",
        "address": {"city": "Paris"},
    }
    assert order["shippingAddress"] == {"streetAddress1": "1 rue des Artisans", "city": "Paris"}
    assert (order["isPaid"], order["chargeStatus"]) == (False, "NONE")


def test_goods_are_sold_the_basket_is_gone_and_everybody_is_told(shop, say):
    checkout = a_checkout(shop, 2)
    order = Order.objects.get(number=say(COMPLETE, id=gid(checkout))["order"]["number"])
    [hold] = Hold.objects.filter(state="CONFIRMED")
    assert (hold.owner, hold.quantity, hold.scarce.confirmed) == (f"Order:{order.pk}", 2, 2)
    assert not Checkout.objects.exists()
    assert Address.objects.filter(city="Paris", first_name="Anna").count() == 1  # the order's own
    assert Event.objects.filter(name="order.placed", subject=f"Order:{order.pk}").count() == 1
    assert Task.objects.filter(kind="orders.mail").count() == 1


def test_completing_again_answers_the_same_order(shop, say):
    checkout = a_checkout(shop)
    first, second = say(COMPLETE, id=gid(checkout)), say(COMPLETE, id=gid(checkout))
    assert first == second
    assert (first["order"]["userEmail"], Order.objects.count()) == ("anna@mail.example", 1)


def test_what_never_was_a_basket(shop, say):
    assert codes(say(COMPLETE, id=ids.to_global("Checkout", "f" * 32))) == [("NOT_FOUND", "id")]
    assert codes(say(COMPLETE, id=gid(shop.point))) == [("GRAPHQL_ERROR", "id")]


def test_everything_that_is_missing_is_named_at_once(shop, say):
    checkout = a_checkout(shop, ready=False)
    assert codes(say(COMPLETE, id=gid(checkout))) == [
        ("EMAIL_NOT_SET", "email"),
        ("SHIPPING_METHOD_NOT_SET", "shippingMethod"),
        ("SHIPPING_ADDRESS_NOT_SET", "shippingAddress"),
        ("BILLING_ADDRESS_NOT_SET", "billingAddress"),
    ]
    empty = a_checkout(shop, variants=[])
    assert codes(say(COMPLETE, id=gid(empty))) == [("NO_LINES", "lines")]
    assert (Checkout.objects.count(), Order.objects.count()) == (2, 0)


def test_a_shop_that_closed_meanwhile(shop, say):
    checkout = a_checkout(shop)
    Channel.objects.update(is_active=False)
    assert codes(say(COMPLETE, id=gid(checkout))) == [("CHANNEL_INACTIVE", "channel")]


def test_what_is_delivered_must_be_paid(shop, say):
    checkout = delivered(shop, say)
    refused = say(COMPLETE, id=gid(checkout))
    assert codes(refused) == [("CHECKOUT_NOT_FULLY_PAID", None)]
    paid = pay(checkout, 1039)
    assert codes(say(COMPLETE, id=gid(checkout))) == [("CHECKOUT_NOT_FULLY_PAID", None)]
    Transaction.objects.update(charged=1040)
    order = say(COMPLETE, id=gid(checkout))["order"]
    assert (order["total"]["gross"]["amount"], order["shippingPrice"]["gross"]["amount"]) == (10.4, 7.9)
    assert (order["isPaid"], order["chargeStatus"]) == (True, "FULL")
    assert order["deliveryMethod"] == {"__typename": "ShippingMethod", "id": gid(shop.post), "name": "Post"}
    paid.refresh_from_db()
    assert (ids.to_global("Order", paid.order_id), paid.checkout_id) == (order["id"], None)


def test_a_shop_that_wants_its_money_first(say, db):
    shop = a_shop(allow_unpaid_orders=False)
    checkout = a_checkout(shop)
    assert codes(say(COMPLETE, id=gid(checkout))) == [("CHECKOUT_NOT_FULLY_PAID", None)]
    pay(checkout, 250)
    assert say(COMPLETE, id=gid(checkout))["order"]["isPaid"] is True


def test_a_delivery_that_is_not_possible_any_more(shop, say):
    checkout = delivered(shop, say)
    say(DELIVERY, id=gid(checkout), deliveryMethodId=gid(shop.bike))
    say(SHIPPING, id=gid(checkout), shippingAddress=LYON)
    pay(checkout, 10_000)
    assert codes(say(COMPLETE, id=gid(checkout))) == [("INVALID_SHIPPING_METHOD", "shippingMethod")]
    [post, _point] = say(CALCULATE, id=gid(checkout))["deliveries"]
    say(DELIVERY, id=gid(checkout), deliveryMethodId=post["id"])
    assert say(COMPLETE, id=gid(checkout))["errors"] == []


def test_what_is_not_sold_any_more_stays_in_the_basket(shop, say):
    checkout = a_checkout(shop, variants=shop.variants[:2])
    shop.variants[0].product.listings.update(is_published=False)
    answer = say(COMPLETE, id=gid(checkout))
    assert codes(answer) == [("UNAVAILABLE_VARIANT_IN_CHANNEL", "lines")]
    assert answer["errors"][0]["variants"] == [gid(shop.variants[0])]
    assert checkout.lines.count() == 2


@pytest.mark.parametrize(("left", "sold"), [(2, True), (1, False)])
def test_a_hold_that_expired_is_tried_again(shop, say, left, sold):
    checkout = a_checkout(shop, 2)
    inventory.set_stock(shop.variants[0], [(shop.point, 2)])
    try:
        clock.move(clock.now() + datetime.timedelta(minutes=40))
        a_checkout(shop, 2 - left) if left < 2 else None
        answer = say(COMPLETE, id=gid(checkout))
    finally:
        clock.move()
    if sold:
        assert answer["order"]["number"] == "1"
    else:
        assert codes(answer) == [("INSUFFICIENT_STOCK", "quantity")]
        assert answer["errors"][0]["variants"] == [gid(shop.variants[0])]
        assert checkout.lines.get().quantity == 2
        assert set(Scarce.objects.values_list("confirmed", flat=True)) == {0}


def test_nothing_to_deliver_needs_neither_address_nor_method(shop, say):
    shop.variants.clear()
    variant = a_variant(shop, "cours", type=a_type("cours", sent=False))
    checkout = a_checkout(shop, variants=[variant], ready=False)
    say(EMAIL, id=gid(checkout), email="anna@mail.example")
    say(BILLING, id=gid(checkout), billingAddress=PARIS)
    card = create_gift_card(shop.channel, 5000)
    say(ADD_PROMO, checkoutId=gid(checkout), promoCode=card.code)
    order = say(COMPLETE, id=gid(checkout))["order"]
    assert (order["deliveryMethod"], order["shippingAddress"], order["isPaid"]) == (None, None, True)


def test_note_and_metadata_go_along(shop, say, graphql):
    checkout = a_checkout(shop, metadata={"paper.marketing_opt_in": "true"})
    actions.set_note(checkout.pk, "Sans noix")
    document = COMPLETE.replace(
        "checkoutComplete(id: $id)", 'checkoutComplete(id: $id, metadata: [{key: "source", value: "kiosk"}])'
    )
    order = say(document, id=gid(checkout))["order"]
    assert order["customerNote"] == "Sans noix"
    assert order["metadata"] == [
        {"key": "paper.marketing_opt_in", "value": "true"},
        {"key": "source", "value": "kiosk"},
    ]


@pytest.mark.parametrize("save", [True, False])
def test_a_customer_s_book_learns_the_addresses_unless_they_say_no(shop, say, save):
    marc = a_customer()
    for _ in range(2):
        checkout = a_checkout(shop, user=marc)
        say(BILLING, marc, id=gid(checkout), billingAddress=LYON, saveAddress=save)
        assert say(COMPLETE, marc, id=gid(checkout))["errors"] == []
    marc.refresh_from_db()
    assert [address.city for address in marc.addresses.all()] == (["LYON"] if save else [])
    assert (marc.default_billing_address is not None) is save
    assert marc.orders.count() == 2


def test_the_whole_request_takes_as_many_statements_for_one_line_as_for_twenty(db, say, statements):
    shop = a_shop(goods=20)
    counts = []
    for number in (1, 3, 20):
        checkout = a_checkout(shop, variants=shop.variants[:number])
        card = create_gift_card(shop.channel, 100)
        say(ADD_PROMO, checkoutId=gid(checkout), promoCode=card.code)
        with statements() as count:
            answer = say(COMPLETE, id=gid(checkout))
        assert len(answer["order"]["lines"]) == number
        counts.append(len(count))
    assert counts[0] == counts[1] == counts[2]
    assert counts[0] <= 50


def test_an_order_keeps_names_in_its_customer_s_language(shop, say):
    product = shop.variants[0].product
    product.translations = {"en": {"name": "Rye bread"}}
    product.save()
    checkout = a_checkout(shop, language="en")
    document = COMPLETE.replace("productName", "productName translatedProductName")
    [line] = say(document, id=gid(checkout))["order"]["lines"]
    assert (line["productName"], line["translatedProductName"]) == ("pain 0", "Rye bread")


def test_the_rate_is_that_of_the_day_where_the_shop_stands(shop, say):
    new_year = datetime.datetime(clock.now().year + 1, 1, 1, tzinfo=datetime.UTC)
    set_tax_rate(shop.tax_class, "FR", 1000, valid_from=new_year.date(), reason="Law of the year")
    for before_midnight in (datetime.timedelta(minutes=61), datetime.timedelta(minutes=59)):  # Paris is an hour ahead
        clock.move(new_year - before_midnight)
        checkout = a_checkout(shop, 2)
        assert say(COMPLETE, id=gid(checkout))["order"]["total"]["gross"]["amount"] == 5.0
    found = [line for order in Order.objects.order_by("number") for line in order.lines.all()]
    assert [(line.tax_rate, line.total_net, line.tax_reason) for line in found] == [
        (550, 474, "Food"),
        (1000, 455, "Law of the year"),
    ]


def test_each_line_has_the_rate_of_its_goods(shop, say):
    other, _ = TaxClass.objects.get_or_create(slug="things", defaults={"name": "Things"})
    TaxRate.objects.create(tax_class=other, country="FR", rate=2000, valid_from=datetime.date(2020, 1, 1))
    variant = shop.variants[1]
    variant.product.tax_class = None
    variant.product.save()
    shop.type.tax_class = other
    shop.type.save()
    checkout = a_checkout(shop, 2, shop.variants[:2])
    say(COMPLETE, id=gid(checkout))
    order = Order.objects.get()
    assert list(order.lines.values_list("tax_rate", "total_net", "tax_reason")) == [(550, 474, "Food"), (2000, 417, "")]
    assert (order.total_gross, order.total_net) == (1000, 891)
