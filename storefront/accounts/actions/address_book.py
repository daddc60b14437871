"""Somebody's address book."""

from ...kernel import events
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, lock_one
from ...kernel.metadata import merged
from ..addresses import validated
from ..models import Address, User

MOST = 100
DEFAULTS = {"BILLING": "default_billing_address", "SHIPPING": "default_shipping_address"}


@atomic
def add_address(user_id, words, type_=None):
    """A new address in the book, perhaps as the default of a type ("BILLING", "SHIPPING")."""
    address = validated(words)
    user = lock_one(User, user_id)
    if user.addresses.count() >= MOST:
        raise ShopError("INVALID", f"An address book holds {MOST} addresses; delete one first.")
    address.save()
    user.addresses.add(address)
    if type_:
        _make_default(user, address, type_)
    events.append("address.created", address, user=user_id)
    return address


@atomic
def change_address(user_id, address_id, words):
    """Change what the words say of an address in the book; the rest stays."""
    address = _of_book(user_id, address_id)
    changed = validated({**{word: getattr(address, word) for word in Address.WORDS}, **words})
    for word in Address.WORDS:
        setattr(address, word, getattr(changed, word))
    address.metadata = merged(address.metadata, changed.metadata)
    address.save()
    events.append("address.updated", address, user=user_id)
    return address


@atomic
def delete_address(user_id, address_id):
    """Take an address out of the book; returns it as it was."""
    address = _of_book(user_id, address_id)
    events.append("address.deleted", address, user=user_id)
    address.delete()
    address.pk = address_id
    return address


@atomic
def set_default_address(user_id, address_id, type_):
    """Make an address of the book the default of a type; returns the fresh person."""
    address = _of_book(user_id, address_id)
    user = lock_one(User, user_id)
    _make_default(user, address, type_)
    events.append("customer.updated", user)
    return user


def _of_book(user_id, address_id):
    """The address, once nobody else can change the book."""
    lock_one(User, user_id)
    address = Address.objects.filter(pk=address_id, owners=user_id).first()
    if address is None:
        raise ShopError("NOT_FOUND", "This address is not in your book; look at the list again.", "id")
    return address


def _make_default(user, address, type_):
    setattr(user, DEFAULTS[type_], address)
    user.save(update_fields=[DEFAULTS[type_], "updated_at"])
