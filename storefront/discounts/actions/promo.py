"""Codes on a basket: voucher codes and gift cards."""

from django.db.models import Q

from ...kernel import holds, locks
from ...kernel.errors import ShopError
from ...kernel.locks import joining
from ...kernel.models import Hold, Scarce
from ..models import GiftCard
from ..queries import FIELD, gift_card, not_applicable, promo_problem, voucher_code, written

USED_UP = "This code has been used as often as it may be; take it off the basket."


@joining
def apply_promo(checkout, code, lines, *, until=None):
    """Put a code on the locked basket: a gift card beside others, a voucher instead of another.

    lines: the basket's pricing Lines, to see whether the voucher fits. A limited code's use is held until then.
    Refuses with one and the same INVALID what is unknown, over, or another shop's; else VOUCHER_NOT_APPLICABLE or
    GIFT_CARD_NOT_APPLICABLE.
    """
    found = voucher_code(code, checkout.channel)
    card = None if found else gift_card(code, checkout.channel)
    if found:
        _put_voucher(checkout, found, lines, until)
    elif card:
        if not card.current_balance:
            raise ShopError("GIFT_CARD_NOT_APPLICABLE", "This gift card is empty; use another.", FIELD)
        checkout.gift_cards.add(card)
    else:
        raise ShopError(
            "INVALID", "This code cannot be used here; check how it is written and until when it is valid.", FIELD
        )


@joining
def remove_promo(checkout, code=None, row=None):
    """Take a code off the locked basket, named by itself or by what it belongs to: ("Voucher" or "GiftCard", pk)."""
    kind, key = row or ("", None)
    code = written(code) if code else None
    on_it = checkout.voucher_code if checkout.voucher_code_id else None
    if on_it and (on_it.code == code or (kind == "Voucher" and on_it.voucher_id == key)):
        _take_voucher_off(checkout)
        return
    card = GiftCard.objects.filter(Q(code=code) | Q(pk=key if kind == "GiftCard" else None), checkouts=checkout).first()
    if card is None:
        raise ShopError("INVALID", "This code is not on the basket; read the basket again.", FIELD)
    checkout.gift_cards.remove(card)


def _put_voucher(checkout, found, lines, until):
    before = checkout.voucher_code
    checkout.voucher_code = found
    problem = promo_problem(checkout, lines)
    if problem:
        checkout.voucher_code = before
        raise problem
    wants = {before.scarce_id: 0} if before and before.scarce_id else {}
    if found.scarce_id:
        wants[found.scarce_id] = 1
    try:
        _hold(checkout, wants, until)
    except holds.Short:
        checkout.voucher_code = before
        raise not_applicable(USED_UP)
    checkout.save(update_fields=["voucher_code"])


def _take_voucher_off(checkout):
    if checkout.voucher_code.scarce_id:
        _hold(checkout, {checkout.voucher_code.scarce_id: 0})
    checkout.voucher_code = None
    checkout.save(update_fields=["voucher_code"])


def _hold(checkout, wants, until=None):
    """Hold or give back uses, after locking all that the basket holds: it will be extended next, in the fixed order."""
    if wants:
        owner = owner_of(checkout)
        mine = Q(pk__in=Hold.objects.filter(owner=owner).values("scarce"))
        list(locks.locked(Scarce.objects.filter(mine | Q(pk__in=wants))))
        holds.acquire(owner, sorted(wants.items()), until, visitor=checkout.visitor)


def owner_of(row):
    """The name under which a basket or an order holds things: "Checkout:<uuid>"."""
    return f"{type(row).__name__}:{row.pk}"
