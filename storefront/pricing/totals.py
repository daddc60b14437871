"""From lines and adjustments to what is to be paid, and the VAT in it. Amounts are minor units, VAT included."""

from dataclasses import dataclass, field

from .spread import half_up, spread

WHOLE = 10_000  # rates and percentages are hundredths of a percent: 550 is 5.5 %


@dataclass(frozen=True, slots=True)
class Line:
    """So many of a thing. `unit` is what is asked today, `undiscounted_unit` what was asked before the shop's sale."""

    key: object
    quantity: int
    unit: int
    undiscounted_unit: int
    rate: int  # VAT


@dataclass(frozen=True, slots=True)
class Shipping:
    """What the delivery costs, before adjustments."""

    gross: int
    rate: int


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A discount (or, with a negative value, a charge).

    target: "lines" (those in `lines`, or all), "order" (all lines together, after the former) or "shipping".
    value: minor units (FIXED) or hundredths of a percent (PERCENTAGE).
    per: "order" once; "item" for each single item; "cheapest" for one item of the cheapest line.
    ceiling: it never takes more than that.
    """

    target: str
    value_type: str
    value: int
    lines: frozenset | None = None
    per: str = "order"
    ceiling: int | None = None
    name: str = ""
    code: str = ""
    type: str = "VOUCHER"


@dataclass(frozen=True, slots=True)
class LineTotal:
    """A line after everything; `discount` is its share of all adjustments."""

    key: object
    quantity: int
    unit_gross: int
    unit_net: int
    total_gross: int
    total_net: int
    undiscounted_unit_gross: int
    undiscounted_unit_net: int
    undiscounted_total_gross: int
    undiscounted_total_net: int
    discount: int
    rate: int


@dataclass(frozen=True, slots=True)
class ShippingTotal:
    """The delivery after adjustments."""

    gross: int = 0
    net: int = 0
    undiscounted: int = 0
    rate: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """What is to be paid. Each amount is the sum of the lines' (and the delivery's), never computed beside them."""

    lines: list
    shipping: ShippingTotal
    subtotal_gross: int
    subtotal_net: int
    total_gross: int
    total_net: int
    undiscounted_gross: int
    undiscounted_net: int
    discount: int
    adjustments: list = field(default_factory=list)  # [(Adjustment, amount it took)]
    vat: dict = field(default_factory=dict)  # {rate: (net, tax, gross)}, ascending


def net_of(gross, rate):
    """The amount without its VAT; the VAT is rounded half up."""
    return gross - half_up(gross * rate, WHOLE + rate)


def total(lines, adjustments=(), shipping=None):
    """Totals of these Lines under these Adjustments, with the Shipping."""
    lines = list(lines)
    left = [line.quantity * line.unit for line in lines]
    delivery = shipping.gross if shipping else 0
    taken = {}
    for index, adjustment in sorted(enumerate(adjustments), key=lambda pair: _turn(pair[1])):
        if adjustment.target == "shipping":
            amount = _amount(adjustment, delivery)
            delivery -= amount
        else:
            parts = _parts(adjustment, lines, left)
            left = [rest - part for rest, part in zip(left, parts, strict=True)]
            amount = sum(parts)
        taken[index] = (adjustment, amount)
    rate = shipping.rate if shipping else 0
    sent = ShippingTotal(delivery, net_of(delivery, rate), shipping.gross if shipping else 0, rate)
    return _summed([_line(*pair) for pair in zip(lines, left, strict=True)], sent, [taken[i] for i in sorted(taken)])


def _turn(adjustment):
    return ("lines", "order", "shipping").index(adjustment.target)


def _amount(adjustment, base):
    """What an adjustment takes from an amount: never more than there is, nor more than its ceiling."""
    if adjustment.value_type == "PERCENTAGE":
        amount = half_up(base * adjustment.value, WHOLE)
    else:
        amount = adjustment.value
    return min(amount, base, base if adjustment.ceiling is None else adjustment.ceiling)


def _parts(adjustment, lines, left):
    """What an adjustment takes from each line."""
    meant = [adjustment.target == "order" or adjustment.lines is None or line.key in adjustment.lines for line in lines]
    base = [rest if yes else 0 for rest, yes in zip(left, meant, strict=True)]
    if not any(meant):
        return [0] * len(lines)
    if adjustment.per == "cheapest":
        return _off_the_cheapest(adjustment, lines, left, meant)
    if adjustment.per == "item" and adjustment.value_type == "FIXED":
        wished = [
            min(adjustment.value * line.quantity, rest) if yes else 0
            for line, rest, yes in zip(lines, left, meant, strict=True)
        ]
        if adjustment.ceiling is None or sum(wished) <= adjustment.ceiling:
            return wished
        return spread(adjustment.ceiling, wished)
    weights = base if any(base) else [int(yes) for yes in meant]
    return spread(_amount(adjustment, sum(base)), weights)


def _off_the_cheapest(adjustment, lines, left, meant):
    cheapest = min((i for i, yes in enumerate(meant) if yes), key=lambda i: lines[i].unit)
    base = min(lines[cheapest].unit, left[cheapest])
    return [_amount(adjustment, base) if i == cheapest else 0 for i in range(len(lines))]


def _line(line, gross):
    before = line.quantity * line.undiscounted_unit
    unit = half_up(gross, line.quantity)
    return LineTotal(
        key=line.key,
        quantity=line.quantity,
        rate=line.rate,
        discount=line.quantity * line.unit - gross,
        unit_gross=unit,
        unit_net=net_of(unit, line.rate),
        total_gross=gross,
        total_net=net_of(gross, line.rate),
        undiscounted_unit_gross=line.undiscounted_unit,
        undiscounted_unit_net=net_of(line.undiscounted_unit, line.rate),
        undiscounted_total_gross=before,
        undiscounted_total_net=net_of(before, line.rate),
    )


def _summed(lines, shipping, adjustments):
    def all_of(word):
        return sum(getattr(line, word) for line in lines)

    subtotal_gross, subtotal_net = all_of("total_gross"), all_of("total_net")
    return Totals(
        lines=lines,
        shipping=shipping,
        subtotal_gross=subtotal_gross,
        subtotal_net=subtotal_net,
        total_gross=subtotal_gross + shipping.gross,
        total_net=subtotal_net + shipping.net,
        undiscounted_gross=all_of("undiscounted_total_gross") + shipping.undiscounted,
        undiscounted_net=all_of("undiscounted_total_net") + net_of(shipping.undiscounted, shipping.rate),
        discount=sum(amount for _, amount in adjustments),
        adjustments=adjustments,
        vat=_vat(lines, shipping),
    )


def _vat(lines, shipping):
    """{rate: (net, tax, gross)}: sums of what each line and the delivery hold."""
    amounts = [(line.rate, line.total_net, line.total_gross) for line in lines]
    if shipping.gross:
        amounts.append((shipping.rate, shipping.net, shipping.gross))
    table = {}
    for rate, net, gross in sorted(amounts):
        so_far = table.get(rate, (0, 0, 0))
        table[rate] = (so_far[0] + net, so_far[1] + gross - net, so_far[2] + gross)
    return table
