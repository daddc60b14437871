"""The whole sale on one screen."""

from ..accounts.models import Address
from ..discounts import actions as discounts
from ..hooks import ask, join
from ..inventory import actions as inventory
from ..inventory import queries as stock
from ..kernel.errors import ShopError, refuse
from ..kernel.locks import atomic, lock, lock_one
from ..kernel.models import Scarce
from ..orders import queries as orders
from ..orders.placing import place
from ..payments import actions as money
from ..payments import queries as payments
from . import basket, price, problems
from .book import remember
from .draft import draft_of
from .models import Checkout

MOST_UNPAID = 20  # orders of one person in one shop that wait to be fetched and paid


@atomic
def complete(checkout_id, *, metadata=None):
    """Turn a checkout into an order. Safe to call any number of times, from anywhere: it is the same order each time.

    metadata: {key: value} to write on the order beside the checkout's. Refuses with everything that is missing, and
    with INSUFFICIENT_STOCK, VOUCHER_NOT_APPLICABLE, CHECKOUT_NOT_FULLY_PAID …; then the checkout is as it was.
    """
    checkout = lock_one(Checkout, checkout_id, "channel")
    if checkout is None:
        return _placed_before(checkout_id)  # somebody was faster: same order
    _lock(checkout)
    refuse(problems.refusals(checkout))
    _require_paid(checkout)
    order = place(draft_of(checkout, metadata or {}))
    inventory.allocate(
        basket.owner_of(checkout),
        f"Order:{order.pk}",
        _goods(checkout),
        checkout.channel,
        warehouse=checkout.collection_point,
    )
    discounts.use(checkout, order, price.gift_cards_amount(checkout), basket.gift_cards(checkout))
    money.move(checkout, order)
    join("order_placing", checkout=checkout, order=order)
    remember(checkout)
    _forget(checkout)
    return order


def _placed_before(checkout_id):
    order = orders.of_checkout(checkout_id)
    if order is None:
        raise ShopError("NOT_FOUND", "This basket does not exist any more; start a new one.", "id")
    return order


def _lock(checkout):
    """Lock the rows that this sale makes scarcer, and its payments: together, in one order for all sales."""
    variants = [line.variant_id for line in basket.lines(checkout)]
    rows = stock.scarce_rows(basket.owner_of(checkout), variants, checkout.channel)
    if checkout.voucher_code_id and checkout.voucher_code.scarce_id:
        rows.append(Scarce(pk=checkout.voucher_code.scarce_id))
    cards = basket.gift_cards(checkout)
    lock(*rows, *cards, *checkout.transactions.all(), *ask("rows_to_lock", checkout=checkout))
    if cards:
        basket.changed(checkout)  # what they hold is certain only now


def _require_paid(checkout):
    """Paid, promised by a bank, or allowed to be paid when it is collected."""
    trusted = checkout.channel.allow_unpaid_orders and checkout.collection_point_id
    if trusted and not _owes_enough(checkout):
        return
    if payments.covers(checkout, price.of(checkout).total_gross, price.gift_cards_amount(checkout)):
        return
    message = "The basket is not paid yet; pay with transactionInitialize first."
    if trusted:
        message = f"{MOST_UNPAID} orders of yours wait to be fetched and paid; fetch some, or pay this one first."
    raise ShopError("CHECKOUT_NOT_FULLY_PAID", message)


def _owes_enough(checkout):
    waiting = orders.unpaid(checkout.channel_id, email=checkout.email, user_id=checkout.user_id)
    return waiting[:MOST_UNPAID].count() == MOST_UNPAID


def _goods(checkout):
    return [(line.variant, line.quantity) for line in basket.lines(checkout)]


def _forget(checkout):
    """The basket is gone, and its copies of addresses too: the order has its own."""
    copies = Address.objects.filter(pk__in={checkout.billing_address_id, checkout.shipping_address_id} - {None})
    checkout.delete()
    copies._raw_delete(copies.db)  # nobody else points at them: no need to ask every table that could
