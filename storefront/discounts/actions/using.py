"""At the sale: uses and money are taken for good. When it is cancelled: everything is given back."""

from collections import Counter

from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from ...kernel import clock, events, holds, locks
from ...kernel.errors import ShopError
from ...kernel.holds.ledger import chosen
from ...kernel.locks import joining
from ...kernel.models import Hold
from ..models import GiftCard, GiftCardEvent, VoucherUse
from ..queries import customer_of, not_applicable, shares
from .promo import USED_UP, owner_of

USED, GIVEN_BACK = "USED_IN_ORDER", "REFUNDED_IN_ORDER"


def gift_cards_of(checkout):
    """The basket's gift cards, locked and fresh, in the order they were put on it: price with these at the sale."""
    places = checkout.gift_cards.through.objects.filter(checkout=checkout).order_by("pk")
    order = list(places.values_list("giftcard", flat=True))
    cards = {card.pk: card for card in locks.locked(GiftCard.objects.filter(pk__in=order))} if order else {}
    return [cards[key] for key in order]


@joining
def use(checkout, order, amount, cards=()):
    """The basket becomes this order: its voucher is used, and its gift cards pay `amount` together.

    cards: gift_cards_of(checkout). Raises VOUCHER_NOT_APPLICABLE or GIFT_CARD_NOT_APPLICABLE when somebody was faster.
    """
    if checkout.voucher_code_id:
        _use_voucher(checkout, order)
    if amount:
        _pay(order, shares(cards, amount, checkout.channel), amount)


@joining
def give_back(order):
    """The order is cancelled: uses and money return to where they came from. Safe to repeat."""
    locks.lock(order)
    mine = Hold.objects.filter(owner=owner_of(order), scarce__kind="voucher")
    holds.release(owner_of(order), only=list(mine.values_list("scarce", flat=True)))
    VoucherUse.objects.filter(order=order, given_back_at=None).update(given_back_at=clock.now())
    spent = _spent(order)
    if spent:
        _move({card: -amount for card, amount in spent.items()}, order, GIVEN_BACK)


def _use_voucher(checkout, order):
    code, voucher = checkout.voucher_code, checkout.voucher_code.voucher
    if code.scarce_id:
        try:
            holds.confirm(owner_of(checkout), [(code.scarce_id, 1)], new_owner=owner_of(order))
        except holds.Short:
            raise not_applicable(USED_UP)
    once = voucher.apply_once_per_customer
    try:
        with transaction.atomic():
            VoucherUse.objects.create(
                voucher=voucher, order=order, customer=customer_of(order.email), once_per_customer=once
            )
    except IntegrityError:
        raise not_applicable("This code has been used with this e-mail address before; it works once per customer.")


def _pay(order, paid, amount):
    if sum(share for _card, share in paid) < amount:
        raise _gone()
    _move({card.pk: share for card, share in paid}, order, USED)


def _move(amounts, order, event):
    """Take {card id: amount} from the cards, in one conditional statement, and write it down."""
    now = clock.now()
    taken = GiftCard.objects.filter(pk__in=list(amounts), current_balance__gte=chosen(amounts)).update(
        current_balance=F("current_balance") - chosen(amounts), last_used_at=now
    )
    if taken < len(amounts):
        raise _gone()
    GiftCardEvent.objects.bulk_create(
        [
            GiftCardEvent(gift_card_id=card, order=order, type=event, amount=amount, at=now)
            for card, amount in amounts.items()
        ]
    )
    events.append("gift_card.moved", order, order.channel_id)


def _spent(order):
    """{card id: what it paid for the order and did not get back}."""
    moves = GiftCardEvent.objects.filter(order=order, type__in=(USED, GIVEN_BACK)).order_by()
    return {
        card: total
        for card, total in Counter(dict(moves.values_list("gift_card").annotate(Sum("amount")))).items()
        if total > 0
    }


def _gone():
    return ShopError(
        "GIFT_CARD_NOT_APPLICABLE",
        "The gift card does not hold that much any more; pay the rest another way.",
        "promoCode",
    )
