"""A basket in the words of an order."""

from ..catalog.returns import is_returnable
from ..kernel.metadata import merged
from ..orders.draft import Draft, LineFact
from . import basket, price
from .choice import chosen


def draft_of(checkout, metadata):
    """The orders.draft.Draft of a basket that may be sold; collected goods go to the collection point's address."""
    sent = bool(basket.sent_lines(checkout))
    option, point = chosen(checkout) if sent else None, checkout.collection_point if sent else None
    code = checkout.voucher_code
    return Draft(
        channel=checkout.channel,
        totals=price.of(checkout),
        lines=_facts(checkout),
        checkout_id=checkout.pk,
        user=checkout.user,
        email=checkout.email,
        language=checkout.language,
        billing_address=checkout.billing_address,
        shipping_address=point.address if point else checkout.shipping_address if sent else None,
        collection_point=point,
        shipping_method=checkout.shipping_method if sent else None,
        shipping_method_name=option.name if option and not point else "",
        voucher=code.voucher if code else None,
        voucher_code=code.code if code else "",
        gift_cards=basket.gift_cards(checkout),
        gift_cards_amount=price.gift_cards_amount(checkout),
        note=checkout.note,
        metadata=merged(checkout.metadata, metadata),
        private_metadata=checkout.private_metadata,
    )


def _facts(checkout):
    by_line = _line_adjustments(checkout)
    return [_fact(checkout, line, by_line.get(line.pk)) for line in basket.lines(checkout)]


def _fact(checkout, line, adjustment):
    variant, product, tax_class = line.variant, line.variant.product, basket.tax_class_of(line)
    return LineFact(
        key=line.pk,
        variant=variant,
        product_name=product.name,
        variant_name=variant.name,
        translated_product_name=_translated(product, checkout.language),
        translated_variant_name=_translated(variant, checkout.language),
        sku=variant.sku or "",
        is_shipping_required=product.product_type.is_shipping_required,
        is_returnable=is_returnable(product),
        tax_class_id=tax_class,
        tax_reason=basket.rate(checkout, tax_class)[1],
        cost=basket.sellables(checkout)[variant.pk].listing.cost,
        discount_reason=adjustment.name if adjustment else "",
        voucher_code=adjustment.code if adjustment else "",
        metadata=line.metadata,
        private_metadata=line.private_metadata,
    )


def _line_adjustments(checkout):
    """{CheckoutLine's key: the Adjustment that names it}"""
    return {
        key: adjustment
        for adjustment, amount in price.of(checkout).adjustments
        if amount
        for key in adjustment.lines or ()
    }


def _translated(row, language):
    name = row.translated("name", language)
    return name if name != row.name else ""
