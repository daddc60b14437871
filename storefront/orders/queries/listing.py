"""Choosing and sorting orders for a list of staff: conditions, those about money over `counted` orders."""

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from ...payments.models import Transaction
from ..models import OrderLine
from .standing import GIFT_CARDS_GIVEN_BACK

NOBODY = Q(pk__in=[])
SEARCHED = (
    "email",
    "user__first_name",
    "user__last_name",
    "billing_address__first_name",
    "billing_address__last_name",
    "billing_address__company_name",
    "billing_address__phone",
    "shipping_address__last_name",
    "voucher_code",
)
CHARGE = {
    "NONE": Q(paid_in__lte=0, total_gross__gt=0),
    "PARTIAL": Q(paid_in__gt=0, paid_in__lt=F("total_gross")),
    "FULL": Q(paid_in=F("total_gross")),
    "OVERCHARGED": Q(paid_in__gt=F("total_gross")),
}
AUTHORIZE = {
    "NONE": Q(covered__lte=0, total_gross__gt=0),
    "PARTIAL": Q(covered__gt=0, covered__lt=F("total_gross")),
    "FULL": Q(covered__gte=F("total_gross")),
}
PAYMENT = {
    "NOT_CHARGED": Q(paid_in__lte=0, given_back=0, total_gross__gt=0),
    "PARTIALLY_CHARGED": Q(paid_in__gt=0, paid_in__lt=F("total_gross"), given_back=0),
    "FULLY_CHARGED": Q(paid_in__gte=F("total_gross"), given_back=0),
    "PARTIALLY_REFUNDED": Q(paid_in__gt=0, given_back__gt=0),
    "FULLY_REFUNDED": Q(paid_in__lte=0, given_back__gt=0),
}
TO_FULFILL = Q(status__in=("UNFULFILLED", "PARTIALLY_FULFILLED"))
STATUS = {
    "READY_TO_FULFILL": TO_FULFILL & Q(paid_in__gte=F("total_gross")),
    "READY_TO_CAPTURE": ~Q(status__in=("DRAFT", "CANCELED", "EXPIRED")) & Q(covered__gt=F("paid_in")),
}
ORDERS = {
    "NUMBER": ("number",),
    "RANK": ("number",),
    "CREATION_DATE": ("created_at", "number"),
    "CREATED_AT": ("created_at", "number"),
    "LAST_MODIFIED_AT": ("updated_at", "number"),
    "CUSTOMER": ("customer_name", "number"),
    "PAYMENT": ("payment_rank", "number"),
    "FULFILLMENT_STATUS": ("status", "number"),
    "STATUS": ("status", "number"),
}


def counted(orders):
    """The orders with `paid_in`, `covered` (authorised too) and `given_back`, in minor units, as `standing` counts, and
    `goods`, the number of their lines; all for conditions only."""
    cards = Case(
        When(status__in=GIFT_CARDS_GIVEN_BACK, then=Value(0)),
        default=F("gift_cards_amount"),
        output_field=BigIntegerField(),
    )
    return orders.alias(
        goods=_counted_lines(),
        paid_in=_summed("charged") + cards,
        covered=_summed("charged") + _summed("authorized") + cards,
        given_back=_summed("refunded") + F("gift_cards_amount") - cards,
    )


def one_of(table, words):
    """The condition that any of a table's words holds, such as one_of(CHARGE, ["NONE", "PARTIAL"])."""
    condition = NOBODY
    for word in words:
        condition |= table.get(word, Q(status=word) if table is STATUS else NOBODY)
    return condition


def matching(text):
    """The condition that an order's number, customer, goods or voucher contains each word of the text."""
    condition = Q()
    for word in text.split()[:8]:
        found = Q(lines__product_name__icontains=word) | Q(lines__product_sku__iexact=word)
        number = word.lstrip("#")
        if number.isascii() and number.isdigit() and len(number) < 19:
            found |= Q(number=int(number))
        for path in SEARCHED:
            found |= Q(**{f"{path}__icontains": word})
        condition &= found
    return condition


def sorted_by(orders, field, down):
    """(orders, terms for a page) in the order of one of Saleor's OrderSortField words."""
    if field == "CUSTOMER":
        name = Coalesce(F("billing_address__last_name"), F("email"), Value(""), output_field=CharField())
        orders = orders.annotate(customer_name=name)
    if field == "PAYMENT":
        ranks = [When(CHARGE[word], then=Value(rank)) for rank, word in enumerate(CHARGE)]
        orders = counted(orders).annotate(payment_rank=Case(*ranks, default=Value(0), output_field=IntegerField()))
    sign = "-" if down else ""
    return orders, [sign + term for term in ORDERS[field]]


def _summed(word):
    rows = Transaction.objects.filter(order=OuterRef("pk")).order_by().values("order").annotate(amount=Sum(word))
    return Coalesce(Subquery(rows.values("amount")), 0, output_field=BigIntegerField())


def _counted_lines():
    rows = OrderLine.objects.filter(order=OuterRef("pk")).order_by().values("order").annotate(count=Count("pk"))
    return Coalesce(Subquery(rows.values("count")), 0, output_field=IntegerField())
