"""New vouchers with their codes, new gift cards."""

import secrets

from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from ...kernel.models import Scarce
from ..models import GiftCard, GiftCardEvent, Voucher, VoucherCode
from ..queries import written

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is read as something else
UNLIMITED = None


@atomic
def create_voucher(channel, codes, *, products=(), variants=(), categories=(), collections=(), **words):
    """A voucher of the channel with its codes (text as customers type it); `words` are its fields."""
    voucher = Voucher.objects.create(channel=channel, **words)
    most = 1 if voucher.single_use else voucher.usage_limit
    names = list(dict.fromkeys(written(code) for code in codes))
    _refuse_taken(names, VoucherCode)
    counts = dict.fromkeys(names)
    if most is not None:
        rows = [Scarce(kind="voucher", key=f"{voucher.pk}:{number}", capacity=most) for number in range(len(names))]
        counts = dict(zip(names, Scarce.objects.bulk_create(rows), strict=True))
    VoucherCode.objects.bulk_create(
        [VoucherCode(voucher=voucher, code=name, scarce=scarce) for name, scarce in counts.items()]
    )
    for relation, chosen in (
        ("products", products),
        ("variants", variants),
        ("categories", categories),
        ("collections", collections),
    ):
        getattr(voucher, relation).set(chosen)
    return voucher


@atomic
def create_gift_card(channel, amount, *, code=None, expiry_date=None, **words):
    """A gift card of so many minor units; without a code one is drawn that nobody guesses (80 bits)."""
    if amount <= 0:
        raise ShopError("INVALID", "A gift card holds more than nothing.", "balance")
    code = written(code) if code else "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    _refuse_taken([code], GiftCard)
    card = GiftCard.objects.create(
        channel=channel,
        currency=channel.currency,
        code=code,
        initial_balance=amount,
        current_balance=amount,
        expiry_date=expiry_date,
        **words,
    )
    GiftCardEvent.objects.create(gift_card=card, type="ISSUED", amount=-amount)
    return card


def _refuse_taken(names, model):
    """Codes are one series for vouchers and gift cards: a customer types either into the same field."""
    for kind in (VoucherCode, GiftCard):
        if kind.objects.filter(code__in=names).exists():
            raise ShopError("ALREADY_EXISTS", "This code exists already; choose another.", "code")
