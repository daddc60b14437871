"""Placing: the order keeps what was said, its number leaves no gap, and one letter is promised."""

import datetime
import uuid

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from storefront.catalog.models import ProductVariant
from storefront.kernel import events
from storefront.kernel.models import Event, Task
from storefront.orders.models import Order, OrderEvent
from storefront.orders.placing import place
from storefront.pricing.totals import Adjustment
from tests.orders import a_draft, a_house, an_address, an_order, gid, work

pytestmark = pytest.mark.django_db


def test_what_was_said_is_kept():
    house = a_house(variants=3)
    off = Adjustment("order", "FIXED", 100, name="Welcome", code="BONJOUR")
    basket = uuid.uuid4()
    order = an_order(
        house,
        adjustments=[off],
        shipping=490,
        checkout_id=basket,
        note="Ring twice",
        language="en",
        voucher_code="BONJOUR",
        metadata={"gift": "yes"},
        gift_cards_amount=50,
    )
    order = Order.objects.get(pk=order.pk)
    assert (order.number, order.status, order.preparation, order.handover) == (1, "UNFULFILLED", "SCHEDULED", "WAITING")
    assert (order.subtotal_gross, order.shipping_gross, order.total_gross) == (1340, 490, 1830)
    assert (order.undiscounted_gross, order.gift_cards_amount, order.currency) == (1930, 50, "EUR")
    assert (order.checkout_id, order.customer_note, order.metadata) == (basket, "Ring twice", {"gift": "yes"})
    assert [
        (line.position, line.quantity, line.total_gross, line.discount, line.tax_rate) for line in order.lines.all()
    ] == [(0, 2, 446, 34, 550), (1, 2, 447, 33, 550), (2, 2, 447, 33, 550)]
    assert [(d.type, d.name, d.code, d.amount) for d in order.discounts.all()] == [
        ("VOUCHER", "Welcome", "BONJOUR", 100)
    ]
    assert order.collection_point_name == "Comptoir"
    assert order.billing_address.last_name == "Morel"
    assert [event.type for event in order.events.all()] == ["PLACED"]


def test_the_order_has_addresses_of_its_own():
    house = a_house()
    mine = an_address()
    mine.save()
    order = an_order(house, billing_address=mine, shipping_address=mine)
    assert len({mine.pk, order.billing_address_id, order.shipping_address_id}) == 3


def test_numbers_have_no_gap_after_a_sale_that_failed():
    house = a_house()
    an_order(house)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        place(a_draft(house))
        1 / 0  # noqa: B018
    an_order(house)
    assert sorted(Order.objects.values_list("number", flat=True)) == [1, 2]


def test_a_basket_becomes_one_order():
    house, basket = a_house(), uuid.uuid4()
    an_order(house, checkout_id=basket)
    with pytest.raises(IntegrityError), transaction.atomic():
        place(a_draft(house, checkout_id=basket))
    assert Order.objects.count() == 1


def test_the_event_says_which_order_in_which_shop():
    house = a_house()
    order = an_order(house)
    [event] = [event for event in events.read() if event.name == "order.placed"]
    assert (event.subject, event.channel_id, event.data) == (f"Order:{order.pk}", house.channel.pk, {"number": 1})


@pytest.mark.parametrize("count", [1, 3, 20])
def test_placing_costs_the_same_however_many_lines(statements, count):
    house = a_house(variants=count)
    draft = a_draft(house, shipping_address=an_address())
    with transaction.atomic(), statements() as counted:
        place(draft)
    assert len(counted) == 7


def test_one_letter_in_french(settings):
    settings.SHOP_URL = "https://rue.example"
    house = a_house(email="bonjour@fournil.example", phone="+33 4 72 00 00 00")
    bread = house.variants[0]
    bread.product.name = "Pain <de> seigle & noix"
    off = Adjustment("order", "PERCENTAGE", 1000, name="Bienvenue", code="BONJOUR")
    placed_at = datetime.datetime(2026, 7, 14, 6, 5, tzinfo=datetime.UTC)
    order = an_order(
        house, [(bread, 2)], adjustments=[off], voucher_code="BONJOUR", placed_at=placed_at, note="Bien cuit"
    )
    work()
    work()
    [letter] = mail.outbox
    assert letter.to == ["anna@client.example"]
    assert letter.reply_to == ["bonjour@fournil.example"]
    assert letter.subject == "Votre commande n° 1 chez Fournil"
    body = letter.body.replace("\u202f", " ").replace("\u00a0", " ")
    for words in (
        "Bonjour Anna,",
        "n° 1, reçue le 14 juillet 2026 à 8 h 05",
        "2 × Pain <de> seigle & noix – One : 4,32 €",
        "Total, TVA comprise : 4,32 € (dont TVA 0,23 €)",
        "Remise déjà déduite : 0,48 € (code BONJOUR)",
        "Reste à régler au retrait : 4,32 €",
        "À retirer ici :\nComptoir\n",
        "pas encore prête",
        "Votre message : Bien cuit",
        f"https://rue.example/fr/pain/order/{gid(order)}/?token={order.token}\n",
        "+33 4 72 00 00 00",
    ):
        assert words in body
    assert [event.data["emailType"] for event in OrderEvent.objects.filter(type="EMAIL_SENT")] == ["ORDER_CONFIRMATION"]


def test_one_letter_in_english_for_a_delivery_that_is_paid():
    house = a_house(default_language="fr")
    an_order(
        house,
        language="en-GB",
        collection_point=None,
        shipping_address=an_address(),
        shipping=490,
        shipping_method_name="Bicycle",
        paid=1450,
    )
    work()
    [letter] = mail.outbox
    body = letter.body.replace("\u00a0", " ")
    assert letter.subject == "Your order no. 1 at Fournil"
    assert "Bicycle: 4,90 €" in body
    assert "Everything is paid." in body
    assert "To be delivered here:\nMorel SARL\nAnna Morel\n3 rue des Lilas\n2e étage\n69002 Lyon\n" in body
    assert "To collect" not in body


def test_no_letter_without_an_address_or_when_not_wanted():
    house = a_house()
    an_order(house, email="")
    an_order(house, send_mail=False)
    assert Task.objects.filter(kind="orders.mail").count() == 0


def test_a_letter_that_cannot_be_written_does_not_undo_the_sale():
    house = a_house(timezone="Nowhere/At-All")
    an_order(house)
    work()
    assert Order.objects.count() == 1
    assert mail.outbox == []
    assert Task.objects.get(kind="orders.mail").last_error != ""


def test_an_order_without_goods_of_ours_any_more_is_still_an_order():
    house = a_house(variants=1)
    order = an_order(house)
    ProductVariant.objects.all().delete()
    assert [(line.variant, line.product_sku != "") for line in order.lines.all()] == [(None, True)]


def test_events_are_written_with_the_sale_or_not_at_all():
    house = a_house()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        place(a_draft(house))
        1 / 0  # noqa: B018
    assert Event.objects.filter(name="order.placed").count() == 0
    assert Task.objects.filter(kind="orders.mail").count() == 0
