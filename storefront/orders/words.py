"""How an order is told to a person: language, country's way of writing prices and dates, states in words, the link."""

import re

from ..channels import domains
from ..kernel import ids, said
from ..kernel.money import Money

SPOKEN = ("fr", "en")
LINK = re.compile(r"://|www\.|@|\w\.\w\w", re.IGNORECASE)
STATUS = {
    "DRAFT": ("Brouillon", "Draft"),
    "UNCONFIRMED": ("À confirmer", "Unconfirmed"),
    "UNFULFILLED": ("En attente", "Unfulfilled"),
    "PARTIALLY_FULFILLED": ("Remise en partie", "Partially fulfilled"),
    "FULFILLED": ("Remise au client", "Fulfilled"),
    "PARTIALLY_RETURNED": ("Retournée en partie", "Partially returned"),
    "RETURNED": ("Retournée", "Returned"),
    "CANCELED": ("Annulée", "Canceled"),
    "EXPIRED": ("Expirée", "Expired"),
}
PAYMENT = {
    "NOT_CHARGED": ("Non réglée", "Not charged"),
    "PENDING": ("Paiement en cours", "Pending"),
    "PARTIALLY_CHARGED": ("Réglée en partie", "Partially charged"),
    "FULLY_CHARGED": ("Réglée", "Fully charged"),
    "PARTIALLY_REFUNDED": ("Remboursée en partie", "Partially refunded"),
    "FULLY_REFUNDED": ("Remboursée", "Fully refunded"),
    "REFUSED": ("Paiement refusé", "Refused"),
    "CANCELLED": ("Paiement annulé", "Cancelled"),
}


def spoken(language, otherwise="en"):
    """The language among those we speak: "fr-CA" -> "fr", "de" -> otherwise."""
    for code in (language or "", otherwise):
        head = code.replace("_", "-").split("-")[0].lower()
        if head in SPOKEN:
            return head
    return SPOKEN[0]


def in_words(table, state, language):
    """A state of STATUS or PAYMENT in that language."""
    return table[state][SPOKEN.index(spoken(language))]


def manner(order, language):
    """How things are said to whoever reads about this order: said.Manner. Reads order.channel."""
    return said.Manner(language, order.channel.country, order.channel.timezone)


def price(minor, currency, manner):
    """(1240, "EUR", French) -> "12,40 €"."""
    return manner.price({"amount": Money.of_minor(minor, currency).amount, "currency": currency})


def thing(line):
    """What a line is called, "Baguette – 250 g", in the order's language."""
    parts = (line.translated_product_name or line.product_name, line.translated_variant_name or line.variant_name)
    return " – ".join(dict.fromkeys(" ".join(part.split()) for part in parts if part))


def harmless(text):
    """What a customer wrote, or nothing when a mail program would make a link of it.

    Anybody can order in anybody's name: nobody shall have us send their links to a stranger.
    """
    return "" if LINK.search(text) else text


def link(order):
    """The order's page, for whoever holds this link. Reads order.channel."""
    language = spoken(order.language, order.channel.default_language)
    page = f"/order/{ids.to_global('Order', order.pk)}/"
    return f"{domains.address(order.channel, language, page)}?token={order.token}"
