"""The books of the street: what must be true at any moment, whoever was faster and whatever died."""

from collections import Counter, defaultdict

from django.db.models import Sum

from storefront.checkout.models import Checkout
from storefront.discounts.models import GiftCard, GiftCardEvent, VoucherUse
from storefront.kernel import clock
from storefront.kernel.models import Event, Hold, Scarce, Task
from storefront.orders.models import Order, OrderEvent, OrderRefundRecord
from storefront.payments.amounts import AMOUNTS, summed
from storefront.payments.models import Transaction

PAID_BY_CARD = ("USED_IN_ORDER", "REFUNDED_IN_ORDER")


def faults(lowered=()):
    """Everything that is wrong, as sentences; [] when the books are right.

    lowered: keys of Scarce rows whose capacity staff put below what was promised; only these may be short.
    """
    checks = (_counts, _room, _owners, _numbers, _sums, _promises, _cards, _vouchers, _news, _money)
    return [fault for check in checks for fault in (check(lowered) if check is _room else check())]


def _counts():
    sold = _held(Hold.objects.filter(state="CONFIRMED"))
    for scarce in Scarce.objects.all():
        if scarce.confirmed != sold[scarce.pk]:
            yield f"{scarce.key}: confirmed is {scarce.confirmed}, its confirmed holds are {sold[scarce.pk]}"


def _room(lowered):
    live = _held(Hold.objects.filter(state="HELD", held_until__gt=clock.now()))
    for scarce in Scarce.objects.exclude(pk__in=lowered):
        if scarce.confirmed + live[scarce.pk] > scarce.capacity:
            yield f"{scarce.key}: {scarce.confirmed} sold and {live[scarce.pk]} held of {scarce.capacity}"


def _owners():
    names = {f"Checkout:{pk}" for pk in Checkout.objects.values_list("pk", flat=True)}
    for hold in Hold.objects.filter(state="HELD", held_until__gt=clock.now()).exclude(owner__in=names):
        yield f"{hold.owner} holds {hold.quantity}, but there is no such basket"
    names = {f"Order:{pk}" for pk in Order.objects.values_list("pk", flat=True)}
    for hold in Hold.objects.filter(state="CONFIRMED").exclude(owner__in=names):
        yield f"{hold.owner} is no order, but something was sold to it"


def _numbers():
    numbers = sorted(Order.objects.values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"orders are numbered {numbers}"
    twice = Checkout.objects.filter(pk__in=Order.objects.values("checkout_id"))
    yield from (f"basket {pk} became an order and is still there" for pk in twice.values_list("pk", flat=True))


def _sums():
    for order in Order.objects.prefetch_related("lines"):
        lines = list(order.lines.all())
        if not lines or order.subtotal_gross != sum(line.total_gross for line in lines):
            yield f"order {order.number}: its {len(lines)} lines do not make {order.subtotal_gross}"
        if order.total_gross != order.subtotal_gross + order.shipping_gross:
            yield f"order {order.number}: {order.total_gross} is not its goods and its delivery"


def _promises():
    promised = Counter()
    for owner, quantity in Hold.objects.filter(state="CONFIRMED", scarce__kind="stock").values_list(
        "owner", "quantity"
    ):
        promised[owner] += quantity
    for order in Order.objects.prefetch_related("lines"):
        due = sum(line.quantity - line.quantity_fulfilled for line in order.lines.all())
        due = 0 if order.status == "CANCELED" else due
        if promised[f"Order:{order.pk}"] != due:
            yield f"order {order.number}: {promised[f'Order:{order.pk}']} are set aside, {due} are due"


def _cards():
    spent = _by("gift_card", "amount", GiftCardEvent.objects.filter(type__in=PAID_BY_CARD))
    for card in GiftCard.objects.all():
        if card.current_balance != card.initial_balance - spent[card.pk]:
            yield f"gift card {card.pk}: {card.current_balance} left of {card.initial_balance}, {spent[card.pk]} spent"
    paid = _by("order", "amount", GiftCardEvent.objects.filter(type__in=PAID_BY_CARD))
    for order in Order.objects.all():
        due = 0 if order.status == "CANCELED" else order.gift_cards_amount
        if paid[order.pk] != due:
            yield f"order {order.number}: gift cards paid {paid[order.pk]}, it says {due}"


def _vouchers():
    uses = Counter(VoucherUse.objects.filter(given_back_at=None).values_list("order", flat=True))
    kept = Counter()
    for owner, count in Hold.objects.filter(state="CONFIRMED", scarce__kind="voucher").values_list("owner", "quantity"):
        kept[owner] += count
    for order in Order.objects.select_related("voucher"):
        due = int(order.voucher_id is not None and order.status != "CANCELED")
        if uses[order.pk] != due:
            yield f"order {order.number}: its voucher is used {uses[order.pk]} times"
        limited = due and order.voucher.usage_limit is not None
        if kept[f"Order:{order.pk}"] != int(limited):
            yield f"order {order.number}: it holds {kept[f'Order:{order.pk}']} uses of its voucher"


def _news():
    letters = Counter(Task.objects.filter(kind="orders.mail").values_list("key", flat=True))
    told = Counter(Event.objects.filter(name="order.placed").values_list("subject", flat=True))
    noted = Counter(OrderEvent.objects.filter(type="PLACED").values_list("order", flat=True))
    for order in Order.objects.all():
        counts = (
            letters[f"orders.mail:ORDER_CONFIRMATION:{order.pk}:"],
            letters[f"orders.mail:ORDER_CANCEL:{order.pk}:"],
            told[f"Order:{order.pk}"],
            noted[order.pk],
        )
        if counts != (1, int(order.status == "CANCELED"), 1, 1):
            yield f"order {order.number}: {counts} letters of both kinds, events, lines of history"
    if sum(told.values()) > Order.objects.count():
        yield "an order was told of that does not exist"


def _money():
    said = defaultdict(list)
    back = _by("order", "amount", OrderRefundRecord.objects.all())
    for payment in Transaction.objects.prefetch_related("events"):
        events = sorted(payment.events.all(), key=lambda event: event.pk)
        amounts = summed([(event.type, event.amount) for event in events])
        if any(getattr(payment, word) != amounts[word] for word in AMOUNTS):
            yield f"payment {payment.pk}: its amounts are not what its events say"
        if (payment.checkout_id is None) == (payment.order_id is None):
            yield f"payment {payment.pk}: of no basket and no order, or of both"
        said[payment.order_id].append(payment)
    for order in Order.objects.all():
        refunded = sum(payment.refunded for payment in said[order.pk])
        received = sum(payment.refunded + payment.refund_pending + payment.charged for payment in said[order.pk])
        if not back[order.pk] <= refunded <= received:
            yield f"order {order.number}: {refunded} given back, {back[order.pk]} written down, of {received}"


def _held(holds):
    return _by("scarce", "quantity", holds)


def _by(key, amount, rows):
    """{key: sum of the amounts}"""
    return Counter(dict(rows.order_by().values_list(key).annotate(total=Sum(amount))))
