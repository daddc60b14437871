"""What a basket costs: prices of today, discounts, delivery. The arithmetic is pricing's."""

from ..discounts import queries as discounts
from ..hooks import ask
from ..pricing.spread import half_up
from ..pricing.totals import Line, Shipping, total
from . import basket
from .basket import once
from .choice import chosen


@once
def of(checkout):
    """pricing.totals.Totals, its lines keyed by their CheckoutLine's key. A constant number of statements."""
    shipping = None
    option = chosen(checkout)
    if option is not None and basket.sent_lines(checkout):
        shipping = Shipping(option.price, basket.rate(checkout, option.tax_class_id)[0])
    return total(lines(checkout), adjustments(checkout), shipping)


@once
def subtotal(checkout):
    """What its goods cost after discounts, without the delivery; minor units."""
    return total(lines(checkout), adjustments(checkout)).subtotal_gross


@once
def adjustments(checkout):
    """[pricing.totals.Adjustment], the core's before the plugins'."""
    rows = basket.lines(checkout)
    own = discounts.adjustments_of(checkout, lines(checkout), {row.pk: row.variant_id for row in rows})
    return [*own, *ask("adjustments", checkout=checkout, lines=rows)]


@once
def gift_cards_amount(checkout):
    """How much of the total the gift cards pay: of what money has not paid, so that nobody pays twice; minor units."""
    cards = basket.gift_cards(checkout)
    if not cards:
        return 0
    paid = basket.paid(checkout)
    return discounts.covered(cards, max(of(checkout).total_gross - paid.charged - paid.authorized, 0), checkout.channel)


def to_pay(checkout):
    """What is left to pay with money; minor units."""
    return of(checkout).total_gross - gift_cards_amount(checkout)


def to_pay_net(checkout):
    """The part of to_pay() that is not VAT: gift cards pay of every rate alike."""
    totals = of(checkout)
    vat = totals.total_gross - totals.total_net
    return to_pay(checkout) - (half_up(vat * to_pay(checkout), totals.total_gross) if totals.total_gross else 0)


@once
def line_totals(checkout):
    """{CheckoutLine's key: pricing.totals.LineTotal}"""
    return {line.key: line for line in of(checkout).lines}


@once
def lines(checkout):
    """[pricing.totals.Line] at the prices of today, keyed by their CheckoutLine's key."""
    return [_line(checkout, line) for line in basket.lines(checkout)]


def _line(checkout, line):
    """A line that is not sold any more costs nothing, and keeps the basket from being sold (problems.py)."""
    sellable = basket.sellables(checkout).get(line.variant_id)
    unit = sellable.price if sellable and sellable.price is not None else 0
    before = sellable.undiscounted if unit else 0
    return Line(line.pk, line.quantity, unit, max(before, unit), basket.rate(checkout, basket.tax_class_of(line))[0])
