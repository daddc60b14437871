"""Orders that somebody promised to pay when they fetch them."""

from django.db.models import Exists, F, OuterRef, Q

from ...payments.models import Transaction
from ..models import Order
from ..moves import OPEN


def unpaid(channel, *, email, user_id=None):
    """The person's orders in a shop that are neither paid, nor promised by a bank, nor handed over.

    A signed-in person's own ones; a guest's are those of the e-mail that guests gave.
    """
    whose = {"user": user_id} if user_id else {"user": None, "email": email}
    money = Transaction.objects.filter(Q(charged__gt=0) | Q(authorized__gt=0), order=OuterRef("pk"))
    open_ones = Order.objects.filter(channel=channel, status__in=OPEN, **whose).exclude(handover="HANDED_OVER")
    return open_ones.filter(~Exists(money), gift_cards_amount__lt=F("total_gross")).order_by()
