"""What is written about a withdrawal: to the customer at once, to the shop, and into the order's history."""

from typing import NamedTuple

from ..kernel import clock, mail
from . import withdrawal as law
from . import words

NOTHING = "This cannot be given back: it spoils soon, or was made for you."
NOTE = (
    "Rétractation{of}\N{NO-BREAK SPACE}: {goods}. À rembourser au plus tard le {day}, une fois les articles revenus ou "
    "leur envoi prouvé.",
    "Withdrawal{of}: {goods}. To be refunded by {day} at the latest, once the goods are back or proof of sending is.",
)
OF = (" de {name}", " by {name}")


class Letter(NamedTuple):
    """A letter to be promised: its template and language, whom it goes to, and its key, of which there is one."""

    name: str
    language: str
    to: str
    key: str


def acknowledge(order, withdrawal, goods):
    """Promise the acknowledgement that the law asks for, and the letter to the shop. goods: [(line, how many)]."""
    shop = order.channel
    facts = {"withdrawal": withdrawal, "name": words.harmless(withdrawal.name)}
    key = f"WITHDRAWAL:{withdrawal.pk}"
    _put(order, Letter("withdrawal", _language(order), withdrawal.email, key), goods, facts)
    if shop.email:
        language = words.spoken(shop.default_language)
        _put(order, Letter("withdrawal_shop", language, shop.email, f"{key}:shop"), goods, facts)


def refuse(order, code):
    """Promise the customer a letter that says why nothing was declared; one a day for each reason."""
    key = f"WITHDRAWAL_REFUSED:{order.pk}:{code}:{law.today(order, clock.now())}"
    _put(order, Letter("withdrawal_refused", _language(order), order.email, key), [], {"code": code})


def note(order, withdrawal, goods):
    """The line of the history that staff read, in the shop's language."""
    language = words.spoken(order.channel.default_language)
    number = words.SPOKEN.index(language)
    name = withdrawal.name
    return NOTE[number].format(
        of=OF[number].format(name=name) if name else "",
        goods=", ".join(f"{quantity} × {words.thing(line)}" for line, quantity in goods),
        day=_days(order, withdrawal, language)["refund_day"],
    )


def _language(order):
    return words.spoken(order.language, order.channel.default_language)


def _put(order, letter, goods, facts):
    shop = order.channel
    withdrawal = facts.get("withdrawal")
    about = {
        "order": order,
        "shop": shop,
        "link": words.link(order),
        "ordered": words.manner(order, letter.language).dated(order.created_at),
        "goods": [{"quantity": quantity, "name": words.thing(line)} for line, quantity in goods],
        **(_days(order, withdrawal, letter.language) if withdrawal else {}),
        **facts,
    }
    mail.put_mail(
        letter.key,
        letter.to,
        letter.name,
        letter.language,
        words=about,
        channel_id=shop.pk,
        sender=shop.name,
        reply_to=(withdrawal.email if letter.name == "withdrawal_shop" else shop.email) or None,
    )


def _days(order, withdrawal, language):
    """When it was declared, and the days by which goods and money are back, as the shop's country writes them."""
    manner, today = words.manner(order, language), law.today(order, withdrawal.at)
    return {
        "day": manner.dated(withdrawal.at),
        "time": manner.hour(withdrawal.at),
        "back_day": manner.dated(today + law.SENDING_BACK),
        "refund_day": manner.dated(today + law.REFUND),
    }
