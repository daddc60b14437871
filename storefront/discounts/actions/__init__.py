"""Writing vouchers and gift cards: make them, put them on a basket, use them, give them back."""

from .making import create_gift_card, create_voucher
from .promo import apply_promo, remove_promo
from .using import gift_cards_of, give_back, use

__all__ = ["apply_promo", "create_gift_card", "create_voucher", "gift_cards_of", "give_back", "remove_promo", "use"]
