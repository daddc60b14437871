"""What people change about themselves, and leaving for good."""

from django.db.models import Q

from ...kernel import events
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, lock_one, locked
from ...kernel.metadata import merged
from .. import letters, links, names, tokens
from ..addresses import validated
from ..models import Address, User
from .address_book import DEFAULTS


@atomic
def update_profile(user_id, words, addresses=None):
    """Change first_name, last_name, language, metadata (merged), and default addresses {"BILLING": words …}."""
    user = lock_one(User, user_id)
    names.settle(user, words)
    user.language = words.get("language") or user.language
    user.metadata = merged(user.metadata, words.get("metadata") or {})
    for type_, given in (addresses or {}).items():
        _write_default(user, type_, given)
    user.save()
    events.append("customer.updated", user)
    return user


def request_deletion(user, redirect_url, channel=None):
    """Promise a letter with the link that closes the account; staff accounts are closed by an administrator."""
    _refuse_staff(user)
    links.checked(redirect_url)
    _promise_deletion(user, redirect_url, channel)


@atomic
def _promise_deletion(user, redirect_url, channel):
    letters.promise("deletion", user.email, redirect_url=redirect_url, channel=channel)


@atomic
def delete_account(user_id, token):
    """Close an account with the token of a letter. Returns the person as they were.

    The person, their address book and their baskets are gone; their orders stay, as the law asks, tied to nobody, and
    so does a basket with a payment: money must not be left without what it is for.
    """
    list(locked(User(pk=user_id).checkouts.all()))  # before the person, as a sale does
    user = lock_one(User, user_id)
    if user is None or not tokens.DELETION.check_token(user, token):
        raise ShopError("INVALID", "This link is used up or too old; ask for another.", "token")
    _refuse_staff(user)
    baskets = user.checkouts.filter(transactions=None)
    used = Q(owners=user) | Q(pk__in=baskets.values("billing_address")) | Q(pk__in=baskets.values("shipping_address"))
    addresses = list(Address.objects.filter(used).values_list("pk", flat=True))
    events.append("customer.deleted", user)
    baskets.delete()
    user.delete()
    user.pk, user.default_billing_address, user.default_shipping_address = user_id, None, None
    Address.objects.filter(pk__in=addresses).delete()
    return user


def _refuse_staff(user):
    if user.is_superuser:
        raise ShopError("DELETE_SUPERUSER_ACCOUNT", "An administrator's account cannot be closed this way.")
    if user.is_staff:
        raise ShopError("DELETE_STAFF_ACCOUNT", "A staff account is closed by an administrator.")


def _write_default(user, type_, given):
    """The default address of a type gets these words: in place, or as a new one in the book."""
    present = getattr(user, DEFAULTS[type_])
    address = validated(given, address_type=type_)
    if present is not None:
        address.pk = present.pk
        address.metadata = merged(present.metadata, address.metadata)
        address.private_metadata = present.private_metadata
    address.save()
    user.addresses.add(address)
    setattr(user, DEFAULTS[type_], address)
