"""Order.words: what a customer reads in place of codes, at every step, in French and in English."""

import datetime

import pytest

from storefront.channels.models import Channel
from storefront.kernel import clock
from storefront.orders import actions
from storefront.orders.actions import HandOver
from storefront.orders.models import Fulfillment, Order
from tests.orders import an_order, gid, pay

WORDS = """query($id: ID, $token: String, $language: LanguageCodeEnum) {
    order(id: $id, token: $token) { words(languageCode: $language) { state next } } }"""
PAY = "À régler sur place\xa0: 9,60\xa0€."


@pytest.fixture
def told(graphql):
    """told(order, language=None) -> (state, next) as whoever has the link reads them."""

    def ask(order, language=None):
        asked = {"id": gid(order), "token": order.token, "language": language}
        answer = graphql(WORDS, asked)
        assert "errors" not in answer
        return tuple(answer["data"]["order"]["words"].values())

    return ask


def written(order, **fields):
    """The order with these fields, however it came to have them."""
    Order.objects.filter(pk=order.pk).update(**fields)
    return order


def test_from_the_basket_to_the_bag(house, told):
    Channel.objects.update(hours={"tuesday": [["07:00", "13:00"]]})
    clock.move("2026-11-24T08:30+01:00")
    order = an_order(house)
    assert told(order) == ("Nous avons bien reçu votre commande", f"Nous vous écrivons dès qu’elle est prête. {PAY}")
    actions.move_preparation(order.pk, "PREPARING")
    assert told(order) == ("Nous préparons votre commande", f"Nous vous écrivons dès qu’elle est prête. {PAY}")
    actions.move_preparation(order.pk, "READY")
    assert told(order) == (
        "Votre commande vous attend",
        f"Passez la chercher\xa0: {place(house)}. Ouvert jusqu’à 13\xa0h. {PAY}",
    )
    assert told(order, "EN_GB") == (
        "Your order is waiting for you",
        f"Come and fetch it: {place(house)}. Open until 1\xa0pm. To pay there: 9,60\xa0€.",
    )
    pay(order, 960)
    actions.move_handover(order.pk, "ARRIVED")
    assert told(order) == ("Nous savons que vous êtes là", "Nous arrivons.")
    actions.fulfill(order.pk, HandOver([(line.pk, house.point.pk, line.quantity) for line in order.lines.all()]))
    assert told(order) == ("Remise le mardi 24 novembre à 8\xa0h\xa030", "Merci, et à bientôt.")
    assert told(order, "EN") == ("Handed over on Tuesday 24 November at 8:30\xa0am", "Thank you, and see you soon.")
    clock.move("2027-01-02T08:30+01:00")
    assert told(order)[0] == "Remise le mardi 24 novembre 2026 à 8\xa0h\xa030"


def place(house):
    """Where the bakery's customers go."""
    address = house.point.address
    return ", ".join([house.point.name, address.street_address_1, address.city])


@pytest.mark.parametrize(
    ("fields", "state", "following"),
    [
        (
            {"preparation": "PARTLY_READY"},
            "Votre commande est presque prête",
            "Nous vous écrivons dès qu’elle est prête.",
        ),
        ({"handover": "NO_SHOW"}, "Nous vous avons attendu", "Appelez-nous\xa0: nous trouverons un autre moment."),
        (
            {"status": "PARTIALLY_FULFILLED"},
            "Une partie vous a été remise",
            "Nous vous écrivons dès que le reste est prêt.",
        ),
        (
            {"status": "UNCONFIRMED"},
            "Nous avons bien reçu votre commande",
            "Nous la relisons avant de la confirmer.",
        ),
        (
            {"status": "EXPIRED"},
            "Votre commande a expiré",
            "Elle n’a pas été réglée à temps\xa0; vous pouvez la passer de nouveau.",
        ),
        ({"status": "RETURNED"}, "Vous nous avez rendu votre commande", ""),
        ({"status": "PARTIALLY_RETURNED"}, "Vous nous avez rendu une partie de votre commande", ""),
    ],
)
def test_every_other_state_of_a_collected_order(house, told, fields, state, following):
    assert told(written(an_order(house, paid=960), **fields)) == (state, following)


@pytest.mark.parametrize(
    ("fields", "state", "following"),
    [
        ({}, "We have your order", "It leaves as soon as it is ready."),
        ({"preparation": "READY"}, "Your order is ready to leave", "It is on its way out of the door."),
        (
            {"status": "PARTIALLY_FULFILLED"},
            "Part of your order is on its way",
            "The rest follows as soon as it is ready.",
        ),
    ],
)
def test_a_parcel_has_words_of_its_own(house, told, fields, state, following):
    order = an_order(house, collection_point=None, language="en")
    assert told(written(order, **fields)) == (state, following)


def test_a_parcel_that_left(house, told):
    order = written(an_order(house, collection_point=None), status="FULFILLED")
    at = datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.UTC)
    clock.move("2026-10-26T08:30+01:00")
    Fulfillment.objects.create(order=order, fulfillment_order=1, created_at=at)
    assert told(order) == ("Partie le dimanche 25 octobre à 2\xa0h\xa030", "Elle est en route vers vous.")


def test_a_cancelled_order_says_what_comes_back(house, told):
    order = an_order(house, paid=960)
    actions.cancel(order.pk)
    assert told(order) == ("Votre commande est annulée", "Nous vous rendons 9,60\xa0€.")


def test_a_language_that_we_do_not_speak_is_the_shops(house, told):
    assert told(an_order(house, language="de"))[0] == "Nous avons bien reçu votre commande"
    Channel.objects.update(default_language="en")
    assert told(an_order(house, language="de"))[0] == "We have your order"
    assert told(an_order(house, language="fr-CA"))[0] == "Nous avons bien reçu votre commande"


def test_words_cost_no_more_for_more_orders(house, graphql, customer, statements):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            an_order(house, user=customer[0], wants=[(house.variants[0], 1)])
        with statements() as count:
            answer = graphql("{ me { orders(first: 9) { edges { node { words { state } } } } } }", token=customer[1])
        assert len(answer["data"]["me"]["orders"]["edges"]) == len(counts) * 2 + 1
        counts.append(len(count))
    assert counts[0] == counts[1]
