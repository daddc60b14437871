"""What orders know about somebody, for the copy that everybody may ask for: plain words, ready for JSON."""

from ..accounts.known import address, moment
from ..kernel.money import Money
from .models import Order

WORDS = ("number", "email", "language", "status", "customer_note", "voucher_code", "metadata")
LINE = ("product_name", "variant_name", "product_sku", "quantity", "quantity_fulfilled")
PARTS = (
    "lines",
    "discounts",
    "refunds",
    "fulfillments",
    "gift_cards",
    "transactions",
    "withdrawals__lines__order_line",
)


def about(user):
    """The person's orders, newest first; a constant number of statements."""
    orders = Order.objects.filter(user=user).select_related("channel", "billing_address", "shipping_address")
    return [_order(order) for order in orders.prefetch_related(*PARTS)]


def _order(order):
    def money(minor):
        return {"amount": str(Money.of_minor(minor, order.currency).amount), "currency": order.currency}

    return {
        **{word: getattr(order, word) for word in WORDS},
        "shop": order.channel.slug,
        "placed_at": moment(order.created_at),
        "total": money(order.total_gross),
        "total_net": money(order.total_net),
        "delivery": {"method": order.shipping_method_name or None, "price": money(order.shipping_gross)},
        "collection_point": order.collection_point_name or None,
        "billing_address": address(order.billing_address),
        "shipping_address": address(order.shipping_address),
        "lines": [
            {**{word: getattr(line, word) for word in LINE}, "total": money(line.total_gross)}
            for line in order.lines.all()
        ],
        "discounts": [
            {"name": each.name, "code": each.code, "amount": money(each.amount)} for each in order.discounts.all()
        ],
        "gift_cards": [f"… {each.code[-4:]}" for each in order.gift_cards.all()],
        "payments": [_payment(each, money) for each in order.transactions.all()],
        "refunds": [
            {"amount": money(each.amount), "reason": each.reason, "at": moment(each.at)} for each in order.refunds.all()
        ],
        "withdrawals": [_withdrawal(each) for each in order.withdrawals.all()],
        "hand_overs": [
            {"at": moment(each.created_at), "tracking_number": each.tracking_number or None}
            for each in order.fulfillments.all()
        ],
    }


def _withdrawal(row):
    return {
        "at": moment(row.at),
        "name": row.name,
        "email": row.email,
        "lines": [
            {"product_name": each.order_line.product_name, "quantity": each.quantity} for each in row.lines.all()
        ],
    }


def _payment(row, money):
    return {
        "by": row.gateway,
        "name": row.name,
        "reference": row.psp_reference,
        "charged": money(row.charged),
        "refunded": money(row.refunded),
        "at": moment(row.created_at),
    }
