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
        allowed |= Q(pk__in=customers_of(where).values("pk"))
    return User.objects.filter(allowed)


def customers_of(where):
    """The customers of these channels (EVERYWHERE, or a set of ids): whoever ordered there and does not work here."""
    customers = User.objects.filter(is_staff=False)
    if where == EVERYWHERE:
        return customers
    return customers.filter(pk__in=User.objects.filter(orders__channel_id__in=where).values("pk"))


def noted_by(visitor):
    """The people whose private notes a visitor reads and writes: customers of their channels, and of staff, all."""
    people = customers_of(visitor.channels("MANAGE_USERS"))
    return people | User.objects.filter(is_staff=True) if visitor.may("MANAGE_STAFF", EVERYWHERE) else people


def address_book(user_id):
    """Somebody's addresses."""
    return Address.objects.filter(owners=user_id)


def address_books_noted_by(visitor):
    """The addresses in the books of these people; who notes down everybody's reads those of orders and places too."""
    if visitor.may("MANAGE_USERS", EVERYWHERE) and visitor.may("MANAGE_STAFF", EVERYWHERE):
        return Address.objects.all()
    return Address.objects.filter(owners__in=noted_by(visitor))


def consents_in_force(user):
    """The newest Consent for each shop and medium; no statement when `consents` are loaded."""
    newest = {(each.channel_id, each.medium): each for each in sorted(user.consents.all(), key=lambda row: row.pk)}
    return list(newest.values())


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
