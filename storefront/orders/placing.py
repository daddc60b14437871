"""Turning a priced, covered draft into an order: the last step of a sale, inside the caller's transaction."""

from ..accounts.models import Address
from ..hooks import tell
from ..kernel import clock, counters, events
from ..kernel.fields import fitted
from . import mails
from .draft import Draft, LineFact
from .models import Order, OrderDiscount, OrderEvent, OrderLine

__all__ = ["Draft", "LineFact", "place"]

SERIES = "order"  # one series of numbers for the whole street
LINE_AMOUNTS = (
    "quantity",
    "unit_gross",
    "unit_net",
    "undiscounted_unit_gross",
    "undiscounted_unit_net",
    "total_gross",
    "total_net",
    "undiscounted_total_gross",
    "undiscounted_total_net",
    "discount",
)
TOTALS = ("subtotal_gross", "subtotal_net", "total_gross", "total_net", "undiscounted_gross", "undiscounted_net")


def place(draft):
    """The new order, with its lines, discounts, history, event and mail, in a constant number of statements.

    Words copied from translations and plugins are cut to their columns: a long name is no reason not to sell.

    Call it inside the transaction of the sale: its number is given back when that is undone. The basket's stock,
    vouchers and money are the caller's business.
    """
    billing, shipping = _addresses(draft)
    order = fitted(_order(draft, billing, shipping))
    order.save(force_insert=True)
    OrderLine.objects.bulk_create(map(fitted, _lines(order, draft)))
    OrderDiscount.objects.bulk_create(map(fitted, _discounts(order, draft)))
    if draft.gift_cards:
        order.gift_cards.through.objects.bulk_create(
            [order.gift_cards.through(order=order, giftcard=card) for card in draft.gift_cards]
        )
    OrderEvent.objects.create(order=order, type="PLACED", user=draft.user, at=order.created_at)
    events.append("order.placed", order, channel_id=order.channel_id, number=order.number)
    if draft.send_mail:
        mails.promise("ORDER_CONFIRMATION", order)
    tell("order_placed", order=order)
    return order


def _addresses(draft):
    """The draft's addresses, saved as rows of the order's own."""
    copies = [
        address.copy() if address is not None else None for address in (draft.billing_address, draft.shipping_address)
    ]
    Address.objects.bulk_create([copy for copy in copies if copy is not None])
    return copies


def _order(draft, billing, shipping):
    point, method, sent = draft.collection_point, draft.shipping_method, draft.totals.shipping
    return Order(
        number=counters.next_number(SERIES),
        checkout_id=draft.checkout_id,
        origin=draft.origin,
        channel=draft.channel,
        currency=draft.channel.currency,
        language=draft.language,
        user=draft.user,
        email=draft.email,
        customer_note=draft.note,
        billing_address=billing,
        shipping_address=shipping,
        collection_point=point,
        collection_point_name=point.name if point else "",
        shipping_method=method,
        shipping_method_name=draft.shipping_method_name or (method.name if method else ""),
        shipping_gross=sent.gross,
        shipping_net=sent.net,
        shipping_undiscounted=sent.undiscounted,
        shipping_tax_rate=sent.rate,
        **{word: getattr(draft.totals, word) for word in TOTALS},
        voucher=draft.voucher,
        voucher_code=draft.voucher_code,
        gift_cards_amount=draft.gift_cards_amount,
        metadata=draft.metadata,
        private_metadata=draft.private_metadata,
        created_at=draft.placed_at or clock.now(),
    )


def _lines(order, draft):
    priced = {line.key: line for line in draft.totals.lines}
    return [
        OrderLine(
            order=order,
            position=position,
            variant=fact.variant,
            product_name=fact.product_name,
            variant_name=fact.variant_name,
            translated_product_name=fact.translated_product_name,
            translated_variant_name=fact.translated_variant_name,
            product_sku=fact.sku or "",
            is_shipping_required=fact.is_shipping_required,
            is_returnable=fact.is_returnable,
            tax_class_id=fact.tax_class_id,
            tax_reason=fact.tax_reason,
            tax_rate=priced[fact.key].rate,
            cost=fact.cost,
            discount_reason=fact.discount_reason,
            voucher_code=fact.voucher_code,
            metadata=fact.metadata,
            private_metadata=fact.private_metadata,
            **{word: getattr(priced[fact.key], word) for word in LINE_AMOUNTS},
        )
        for position, fact in enumerate(draft.lines)
    ]


def _discounts(order, draft):
    return [
        OrderDiscount(
            order=order,
            type=adjustment.type,
            name=adjustment.name,
            code=adjustment.code,
            value_type=adjustment.value_type,
            value=adjustment.value,
            amount=amount,
        )
        for adjustment, amount in draft.totals.adjustments
        if amount
    ]
