"""Vouchers, gift cards and plugins' codes come to the basket and leave it."""

from ...discounts import actions as discounts
from ...hooks import ask
from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from .. import price
from .opening import hold_end, kept, opened


@atomic
def add_promo(checkout_id, code):
    """Put a code on the basket: a voucher's, a gift card's or, when the core does not know it, a plugin's."""
    checkout = opened(checkout_id)
    try:
        discounts.apply_promo(checkout, code, price.lines(checkout), until=hold_end(checkout))
    except ShopError as unknown:
        if unknown.code != "INVALID" or not any(ask("promo_code", checkout=checkout, code=code.strip())):
            raise
    return kept(checkout)


@atomic
def remove_promo(checkout_id, code=None, row=None):
    """Take a code off, named by itself (then it may be a plugin's) or by its GiftCard or Voucher ("GiftCard", pk)."""
    checkout = opened(checkout_id)
    try:
        discounts.remove_promo(checkout, code, row)
    except ShopError:
        if code is None or not any(ask("promo_code_off", checkout=checkout, code=code.strip())):
            raise
    return kept(checkout)
