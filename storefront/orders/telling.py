"""What a customer is told about an order: how it stands, and what happens next. Warm, short, never a code."""

from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date

from ..channels import hours, opening
from ..kernel import clock
from ..kernel.said import town
from . import queries, words

RECEIVED = ("Nous avons bien reçu votre commande", "We have your order")
PREPARING = ("Nous préparons votre commande", "We are preparing your order")
NEARLY = ("Votre commande est presque prête", "Your order is nearly ready")
WHEN_READY = ("Nous vous écrivons dès qu’elle est prête.", "We write to you as soon as it is ready.")
TO_SEND = ("Elle part vers vous dès qu’elle est prête.", "It leaves as soon as it is ready.")
THE_REST = ("Nous vous écrivons dès que le reste est prêt.", "We write to you as soon as the rest is ready.")
THANKS = ("Merci, et à bientôt.", "Thank you, and see you soon.")
COLLECTED = {  # how far preparation is -> (state, next)
    "SCHEDULED": (RECEIVED, WHEN_READY),
    "PREPARING": (PREPARING, WHEN_READY),
    "PARTLY_READY": (NEARLY, WHEN_READY),
    "READY": (("Votre commande vous attend", "Your order is waiting for you"), ("", "")),
}
SENT = {
    "SCHEDULED": (RECEIVED, TO_SEND),
    "PREPARING": (PREPARING, TO_SEND),
    "PARTLY_READY": (NEARLY, TO_SEND),
    "READY": (
        ("Votre commande est prête à partir", "Your order is ready to leave"),
        ("Elle part vers vous.", "It is on its way out of the door."),
    ),
}
OVER = {
    "DRAFT": (RECEIVED, ("Nous la relisons avant de la confirmer.", "We read it through before we confirm it.")),
    "UNCONFIRMED": (RECEIVED, ("Nous la relisons avant de la confirmer.", "We read it through before we confirm it.")),
    "CANCELED": (("Votre commande est annulée", "Your order is cancelled"), ("", "")),
    "EXPIRED": (
        ("Votre commande a expiré", "Your order has expired"),
        (
            "Elle n’a pas été réglée à temps\N{NO-BREAK SPACE}; vous pouvez la passer de nouveau.",
            "It was not paid in time; you can place it again.",
        ),
    ),
    "RETURNED": (("Vous nous avez rendu votre commande", "You have returned your order"), ("", "")),
    "PARTIALLY_RETURNED": (
        ("Vous nous avez rendu une partie de votre commande", "You have returned part of your order"),
        ("", ""),
    ),
}
HANDED = ("Remise le {when}", "Handed over on {when}")
LEFT = ("Partie le {when}", "Sent on {when}")
AT = ("{day} à {time}", "{day} at {time}")
PARTLY = {
    True: (("Une partie vous a été remise", "Part of your order was handed over"), THE_REST),
    False: (
        ("Une partie est en route vers vous", "Part of your order is on its way"),
        ("Le reste suit dès qu’il est prêt.", "The rest follows as soon as it is ready."),
    ),
}
ON_ITS_WAY = ("Elle est en route vers vous.", "It is on its way to you.")
ARRIVED = (("Nous savons que vous êtes là", "We know that you are here"), ("Nous arrivons.", "We are coming."))
MISSED = (
    ("Nous vous avons attendu", "We waited for you"),
    ("Appelez-nous\N{NO-BREAK SPACE}: nous trouverons un autre moment.", "Call us: we will find another time."),
)
FETCH = ("Passez la chercher\N{NO-BREAK SPACE}: {place}.", "Come and fetch it: {place}.")
TO_PAY = ("À régler sur place\N{NO-BREAK SPACE}: {amount}.", "To pay there: {amount}.")
GIVEN_BACK = ("Nous vous rendons {amount}.", "We give you {amount} back.")


class Told(NamedTuple):
    """One short sentence each, without codes; `next` may be empty."""

    state: str
    next: str


def told(order, language=None):
    """How the order stands and what comes next, in that language or the customer's.

    Reads channel, collection_point with its address, fulfillments and transactions.
    """
    language = words.spoken(language or order.language, order.channel.default_language)
    state, following = _pair(order)
    when = _handed_over(order, language)
    parts = [_in(language, following), *_asides(order, language, state)]
    return Told(_in(language, state).format(when=when), " ".join(filter(None, parts)))


def _pair(order):
    """(state, next), each in all languages."""
    collected = bool(order.collection_point_name)
    if order.status in OVER:
        return OVER[order.status]
    if order.status == "FULFILLED":
        return (HANDED, THANKS) if collected else (LEFT, ON_ITS_WAY)
    if order.status == "PARTIALLY_FULFILLED":
        return PARTLY[collected]
    if collected and order.handover in ("ARRIVED", "NO_SHOW"):
        return ARRIVED if order.handover == "ARRIVED" else MISSED
    return (COLLECTED if collected else SENT)[order.preparation]


def _asides(order, language, state):
    """What else to know: where to go and whether it is open, what is to pay, what comes back."""
    stand = queries.standing(order)
    manner = words.manner(order, language)

    def price(minor):
        return words.price(minor, order.currency, manner)

    if order.status in OVER:
        back = stand.refunded + stand.refund_pending
        return [_in(language, GIVEN_BACK).format(amount=price(back))] if back else []
    if order.status == "FULFILLED" or not order.collection_point_name:
        return []
    said = []
    if state is COLLECTED["READY"][0]:
        now = opening.standing(order.channel.hours, order.channel.timezone, clock.now())
        sign = opening.said(now, language)
        said = [_in(language, FETCH).format(place=_place(order)), sign and f"{sign}."]
    return said + ([_in(language, TO_PAY).format(amount=price(stand.due))] if stand.due else [])


def _place(order):
    """ "Le Pétrin d'Oscar, 5 rue des Artisans, Montreuil"."""
    at = order.collection_point and order.collection_point.address
    return ", ".join(filter(None, [order.collection_point_name, *((at.street_address_1, town(at.city)) if at else ())]))


def _handed_over(order, language):
    """When the last of it left, in words; "" before that."""
    moments = [one.created_at for one in order.fulfillments.all() if one.status != "CANCELED"]
    if not moments:
        return ""
    zone = ZoneInfo(order.channel.timezone)
    there = max(moments).astimezone(zone)
    year = "" if there.year == clock.now().astimezone(zone).year else " y"
    day = format_date(there.date(), f"EEEE d MMMM{year}", locale=words.manner(order, language).locale)
    return _in(language, AT).format(day=day, time=hours.time_said(f"{there:%H:%M}", language))


def _in(language, pair):
    return pair[words.SPOKEN.index(language)]
