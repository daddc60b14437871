"""What is known of one basket. Each thing is read once per checkout object, in a constant number of statements.

An action reads under the basket's lock and hands the object on to the answer: see changed().
"""

from functools import wraps

from ..catalog import queries as catalog
from ..channels import queries as channels
from ..kernel import clock, rows
from ..payments import queries as payments

GOODS = "variant__product__product_type"


def once(read):
    """Decorator: the answer about a checkout is kept on the object; read it anew from a fresh object."""

    @wraps(read)
    def kept(checkout):
        memo = vars(checkout).setdefault("memo", {})
        if kept not in memo:
            memo[kept] = read(checkout)
        return memo[kept]

    return kept


def changed(checkout):
    """What was worked out before a change does not hold any more; what was read about its goods does."""
    memo = vars(checkout).get("memo", {})
    vars(checkout)["memo"] = {read: memo[read] for read in (sellables, rates) if read in memo}


def fill(checkout, lines, sold=None):
    """From now on these are its lines, oldest first; sold: the Sellables of their variants, when they were read."""
    vars(checkout)["memo"] = {sellables: sold} if sold is not None else {}
    rows.know(checkout, "lines", sorted(lines, key=lambda line: (line.created_at, line.pk)))


def owner_of(checkout):
    """Whose name is on the holds of a basket's goods."""
    return f"Checkout:{checkout.pk}"


def lines(checkout):
    """Its lines, oldest first, with variant, product and product type."""
    if rows.known(checkout, "lines") is None:
        rows.know(checkout, "lines", checkout.lines.select_related(GOODS))
    return list(rows.known(checkout, "lines"))


@once
def sellables(checkout):
    """{variant_id: catalog Sellable}: whether, and for how much, the shop sells each variant."""
    return catalog.sellables([line.variant for line in lines(checkout)], checkout.channel, clock.now())


@once
def sent_lines(checkout):
    """The lines whose goods are delivered or collected."""
    return [line for line in lines(checkout) if line.variant.product.product_type.is_shipping_required]


@once
def rates(checkout):
    """{tax_class_id: (hundredths of a percent, reason)} where the shop stands: it sells at home, whoever buys."""
    return channels.tax_rates(checkout.channel.country, channels.today(checkout.channel))


def rate(checkout, tax_class_id):
    """The VAT rate of a tax class and its reason; (0, "") without one."""
    return rates(checkout).get(tax_class_id, (0, ""))


def tax_class_of(line):
    """The tax class of a line's goods: the product's own, else its type's."""
    product = line.variant.product
    return product.tax_class_id or product.product_type.tax_class_id


@once
def gift_cards(checkout):
    """The gift cards that shall pay, in the order they were put on the basket."""
    places = checkout.gift_cards.through.objects.filter(checkout=checkout).order_by("pk")
    return [place.giftcard for place in places.select_related("giftcard")]


@once
def paid(checkout):
    """payments.queries.Paid: what its transactions say."""
    return payments.paid(checkout)
