"""Which codes there are, when a voucher applies, what it takes off a basket, what gift cards can pay."""

from django.db.models import Q

from ..catalog.models import ProductVariant
from ..channels.queries import today
from ..kernel import clock
from ..kernel.errors import ShopError
from ..kernel.models import Scarce
from ..kernel.money import Money
from ..pricing.totals import Adjustment
from .models import GiftCard, Voucher, VoucherCode, VoucherUse

FIELD = "promoCode"


def written(code):
    """A code as it is stored: without the spaces and the case of whoever typed it."""
    return "".join(str(code).split()).upper()


def customer_of(email):
    """Whom "once per customer" means: the e-mail without case, spaces and +tag."""
    name, at, domain = email.strip().casefold().rpartition("@")
    return f"{name.split('+')[0]}{at}{domain}"


def voucher_code(code, channel, now=None):
    """The channel's VoucherCode that is active and in season, with its voucher, or None."""
    now = now or clock.now()
    return (
        VoucherCode.objects.filter(code=written(code), is_active=True, voucher__channel=channel)
        .filter(Q(voucher__end_at=None) | Q(voucher__end_at__gt=now), voucher__start_at__lte=now)
        .select_related("voucher")
        .first()
    )


def gift_card(code, channel, now=None):
    """The channel's gift card that can still be used, or None."""
    return spendable(GiftCard.objects.filter(code=written(code), channel=channel), channel, now).first()


def spendable(cards, channel, now=None):
    """Those of the cards that may pay in the channel today."""
    cards = cards.filter(is_active=True, currency=channel.currency, channel=channel)
    return cards.filter(Q(expiry_date=None) | Q(expiry_date__gte=today(channel, now)))


def shares(cards, amount, channel):
    """[(card, what it pays)] of an amount in the shop, in the order given; each card pays as much as it can."""
    day, paid = today(channel), []
    for card in cards:
        usable = card.is_active and (card.expiry_date is None or card.expiry_date >= day)
        share = min(card.current_balance, amount) if usable else 0
        if share > 0:
            paid.append((card, share))
            amount -= share
    return paid


def covered(cards, amount, channel):
    """How much of an amount these cards pay together in the shop."""
    return sum(share for _card, share in shares(cards, amount, channel))


def scarce_rows(order):
    """What giving back touches: the order's GiftCards and the Scarce rows of its codes, for the one lock call."""
    owner = f"Order:{order.pk}"
    codes = Scarce.objects.filter(kind="voucher", holds__owner=owner)
    return [*GiftCard.objects.filter(events__order=order).distinct(), *codes]


def adjustments_of(checkout, lines, variants, now=None):
    """What the basket's voucher takes off, as a list of at most one Adjustment; none while it does not apply.

    lines: pricing Lines; variants: {line key: variant id}. Read checkout.voucher_code.voucher beforehand to save
    statements: one more is needed, two for vouchers on chosen products.
    """
    if checkout.voucher_code_id is None or promo_problem(checkout, lines, now):
        return []
    code, voucher = checkout.voucher_code, checkout.voucher_code.voucher
    target, per, chosen = "order", "order", None
    if voucher.type == Voucher.Kind.SHIPPING:
        target = "shipping"
    elif voucher.type == Voucher.Kind.SPECIFIC_PRODUCT:
        reached = _reached(voucher, set(variants.values()))
        chosen = frozenset(key for key, variant in variants.items() if variant in reached)
        target, per = "lines", "item"
    if voucher.apply_once_per_order and target != "shipping":
        target, per = "lines", "cheapest"
    name = voucher.translated("name", checkout.language) or code.code
    return [Adjustment(target, voucher.value_type, voucher.value, lines=chosen, per=per, name=name, code=code.code)]


def promo_problem(checkout, lines, now=None):
    """Why the basket's voucher does not apply to it now: a ShopError, or None."""
    if checkout.voucher_code_id is None:
        return None
    code = checkout.voucher_code
    voucher, now = code.voucher, now or clock.now()
    over = voucher.end_at is not None and voucher.end_at <= now
    if not code.is_active or over or voucher.start_at > now or voucher.channel_id != checkout.channel_id:
        return not_applicable("This offer is over; take the code off the basket.")
    return _unmet(voucher, checkout, lines)


def not_applicable(message):
    """The refusal of a voucher that exists but does not fit."""
    return ShopError("VOUCHER_NOT_APPLICABLE", message, FIELD)


def _unmet(voucher, checkout, lines):
    spent = sum(line.quantity * line.unit for line in lines)
    if voucher.min_spent is not None and spent < voucher.min_spent:
        least = Money.of_minor(voucher.min_spent, checkout.currency)
        return not_applicable(f"This code is for baskets from {least.amount} {least.currency} on; add something.")
    if sum(line.quantity for line in lines) < voucher.min_items:
        return not_applicable(f"This code is for baskets of {voucher.min_items} items or more; add something.")
    if voucher.only_for_staff and not (checkout.user_id and checkout.user.is_staff):
        return not_applicable("This code is for the people who work here; sign in as one of them.")
    if voucher.type == Voucher.Kind.SHIPPING and voucher.countries and _country(checkout) not in voucher.countries:
        return not_applicable("This code is not for deliveries to that country; choose another address.")
    if voucher.apply_once_per_customer and checkout.email and _used_by(voucher, checkout.email):
        return not_applicable("This code has been used with this e-mail address before; it works once per customer.")
    return None


def _country(checkout):
    return checkout.shipping_address.country if checkout.shipping_address_id else checkout.country


def _used_by(voucher, email):
    return VoucherUse.objects.filter(voucher=voucher, customer=customer_of(email), given_back_at=None).exists()


def _reached(voucher, variant_ids):
    """Those of the variants that the voucher names: themselves, their product, its category's branch, a collection."""
    named = Q(pk__in=voucher.variants.values("pk")) | Q(product__in=voucher.products.values("pk"))
    named |= Q(product__collections__in=voucher.collections.values("pk"))
    for path in voucher.categories.values_list("path", flat=True):
        named |= Q(product__category__path__startswith=path)
    return set(ProductVariant.objects.filter(named, pk__in=variant_ids).values_list("pk", flat=True))
