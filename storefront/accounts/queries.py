"""Reading people and what they may do."""

from django.db.models import Q

from ..kernel.permissions import EVERYWHERE, PERMISSIONS
from .models import Address, PermissionGroup, User


def visible_to(visitor):
    """The people a visitor may see: themselves; with MANAGE_USERS also the customers who ordered in those channels."""
    where = visitor.channels("MANAGE_USERS")
    if where == EVERYWHERE:
        return User.objects.all()
    allowed = Q(pk=visitor.user_id) if visitor.user_id is not None else Q(pk__in=[])
    if where:
        allowed |= Q(is_staff=False, pk__in=User.objects.filter(orders__channel_id__in=where).values("pk"))
    return User.objects.filter(allowed)


def address_book(user_id):
    """Somebody's addresses."""
    return Address.objects.filter(owners=user_id)


def address_book_visible_to(visitor):
    """The addresses in the books of the people a visitor may see."""
    return Address.objects.filter(owners__in=visible_to(visitor))


def grants_of(user):
    """{permission: EVERYWHERE or set of channel ids} of a member of staff, {} for others. At most one statement."""
    if not (user.is_staff and user.is_active):
        return {}
    if user.is_superuser:
        return dict.fromkeys(PERMISSIONS, EVERYWHERE)
    grants = {}
    rows = PermissionGroup.objects.filter(users=user.pk).values_list(
        "permissions", "restricted_to_channels", "channels"
    )
    for permissions, restricted, channel_id in rows.order_by():
        for permission in PERMISSIONS.keys() & set(permissions):
            if not restricted:
                grants[permission] = EVERYWHERE
            elif channel_id is not None and grants.get(permission) != EVERYWHERE:
                grants.setdefault(permission, set()).add(channel_id)
    return grants


def works_everywhere(user):
    """Is no group of this person restricted to some channels?"""
    return user.is_superuser or not user.groups.filter(restricted_to_channels=True).exists()
