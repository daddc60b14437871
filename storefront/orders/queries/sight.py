"""Who sees which order, and how much of it. There is no other way to get an order by its id."""

import hmac

from django.db.models import Q

from ...kernel.permissions import EVERYWHERE
from ..models import Order

PERMISSION = "MANAGE_ORDERS"


def visible_to(visitor):
    """The orders a visitor sees whole by who he is: his own, and as staff those of his channels."""
    return Order.objects.filter(_of_staff(visitor) | _own(visitor))


def for_staff(visitor):
    """The orders a visitor may work on: those of the channels where he manages orders."""
    return Order.objects.filter(_of_staff(visitor))


def of_customer(visitor, user_id):
    """A customer's orders, as far as the visitor sees them whole."""
    return visible_to(visitor).filter(user_id=user_id)


def known(pk):
    """The order with that id for whoever names it; what of it he sees, `sees_whole` decides."""
    return Order.objects.filter(pk=pk)


def opens(order, token):
    """Does this token open the order? Takes as long for a wrong one as for the right one."""
    return bool(token) and hmac.compare_digest(token.encode(errors="replace"), order.token.encode())


def of_checkout(checkout_id):
    """The order that a basket became, or None."""
    return Order.objects.filter(checkout_id=checkout_id).first()


def sees_whole(visitor, order):
    """Does the visitor see all of this order by who he is: its customer, or staff of its channel?"""
    return is_own(visitor, order) or visitor.may(PERMISSION, order.channel_id)


def is_own(visitor, order):
    """Is the visitor the order's customer?"""
    return visitor.user_id is not None and order.user_id == visitor.user_id


def _own(visitor):
    return Q(user_id=visitor.user_id) if visitor.user_id is not None else Q(pk__in=[])


def _of_staff(visitor):
    channels = visitor.channels(PERMISSION)
    return Q() if channels == EVERYWHERE else Q(channel_id__in=channels)
