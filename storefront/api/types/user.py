"""People."""

import graphene

from ...accounts import models, queries
from ...channels import queries as channels
from ...kernel import ids
from ...kernel.permissions import PERMISSIONS
from ..extend import extends
from ..lookahead import needs, paths_of, planned
from ..mutation import enum
from ..scalars import DateTime
from .address import Address
from .channel import Channel
from .consent import Consent, readable
from .languages import LanguageCodeEnum, to_enum
from .media import image, shown
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes

PermissionEnum = enum("PermissionEnum", PERMISSIONS)


class UserPermission(graphene.ObjectType):
    """Something a member of staff may do; resolvers give its code."""

    code = graphene.Field(PermissionEnum, required=True)
    name = graphene.String(required=True)

    @staticmethod
    def resolve_code(code, info):
        return code

    @staticmethod
    def resolve_name(code, info):
        return PERMISSIONS[code]


def _oneself(visitor, user):
    return visitor.user_id is not None and visitor.user_id == user.pk


NOTES = Notes(("MANAGE_USERS", "MANAGE_STAFF"), owner=_oneself, seen=queries.noted_by)


@represents(models.User, NOTES)
class User(graphene.ObjectType):
    """A customer or a member of staff."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    email = graphene.String(required=True)
    first_name = graphene.String(required=True)
    last_name = graphene.String(required=True)
    is_staff = graphene.Boolean(required=True)
    is_active = graphene.Boolean(required=True)
    is_confirmed = graphene.Boolean(required=True)
    addresses = graphene.List(graphene.NonNull(Address), required=True)
    default_shipping_address = graphene.Field(Address)
    default_billing_address = graphene.Field(Address)
    language_code = graphene.Field(LanguageCodeEnum, required=True)
    avatar = image()
    note = graphene.String(description="What staff wrote about a customer; for staff.")
    external_reference = graphene.String()
    consents = graphene.List(
        graphene.NonNull(Consent), required=True, description="What is in force, for each shop and medium."
    )
    user_permissions = graphene.List(graphene.NonNull(UserPermission))
    accessible_channels = graphene.List(graphene.NonNull(Channel))
    restricted_access_to_channels = graphene.Boolean(required=True)
    last_login = graphene.Field(DateTime)
    date_joined = graphene.Field(DateTime, required=True)
    updated_at = graphene.Field(DateTime, required=True)

    @staticmethod
    def resolve_id(user, info):
        """Nothing for somebody who has just registered: the answer must not tell whether they were known."""
        return ids.to_global("User", user.pk) if user.pk is not None else ""

    @needs("addresses")
    def resolve_addresses(user, info):
        return user.addresses.all() if user.pk is not None else []

    @needs("default_shipping_address")
    def resolve_default_shipping_address(user, info):
        return user.default_shipping_address

    @needs("default_billing_address")
    def resolve_default_billing_address(user, info):
        return user.default_billing_address

    @staticmethod
    def resolve_language_code(user, info):
        return to_enum(user.language)

    @staticmethod
    def resolve_avatar(user, info, size=None, format=None):
        return shown("User", user, user.avatar, alt=None, size=size, format=format)

    @staticmethod
    def resolve_note(user, info):
        NOTES.require(info.context.visitor, user, info.context.memo)
        return user.note

    @needs("consents__channel", under="consents")
    def resolve_consents(user, info):
        return readable(user, info) if user.pk is not None else []

    @staticmethod
    def resolve_user_permissions(user, info):
        return sorted(_grants(user, info))

    @staticmethod
    def resolve_accessible_channels(user, info):
        return list(planned(channels.granted_to(_grants(user, info)), info))

    @staticmethod
    def resolve_restricted_access_to_channels(user, info):
        return user.is_staff and not queries.works_everywhere(user)

    @staticmethod
    def resolve_updated_at(user, info):
        return user.updated_at or user.date_joined


def _grants(user, info):
    """The rights of a person, read once per request; those of whoever asks are known already."""
    if user.pk is None:
        return {}
    kept = info.context.memo.setdefault("grants", {})
    if user.pk not in kept:
        kept[user.pk] = queries.grants_of(user)
    return kept[user.pk]


def fresh(info, user, at=("user",)):
    """The person as they are now, with what the payload's selection below `at` will read."""
    asker = info.context.user if info.context.visitor.user_id == user.pk else None
    found = planned(models.User.objects.filter(pk=user.pk), info, at).get()
    if asker is not None:  # addresses say whether they are the asker's default ones
        asker.default_billing_address_id = found.default_billing_address_id
        asker.default_shipping_address_id = found.default_shipping_address_id
    return found


@extends("Query")
class UserQueries:
    """The one who asks."""

    me = graphene.Field(User)

    def resolve_me(root, info):
        user = info.context.user
        if user is None or not paths_of(info):
            return user
        return planned(models.User.objects.filter(pk=user.pk), info).get()
