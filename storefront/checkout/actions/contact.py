"""Who buys, in which language, and what they want to say."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email

from ...accounts.actions import normalised
from ...accounts.queries import customers_of
from ...kernel.errors import PermissionDenied, ShopError
from ...kernel.locks import atomic
from ...kernel.permissions import EVERYWHERE
from ..models import Checkout
from .opening import kept, opened

IMPERSONATE = "IMPERSONATE_USER"
LONGEST_NOTE = 2000


@atomic
def set_email(checkout_id, email):
    """Where the confirmation goes. Returns the basket."""
    checkout = opened(checkout_id)
    checkout.email = checked_email(email)
    return kept(checkout, "email")


def checked_email(email):
    """The e-mail as it is stored; REQUIRED or INVALID otherwise."""
    if not email.strip():
        raise ShopError("REQUIRED", "Give an e-mail address; the confirmation goes there.", "email")
    try:
        validate_email(email.strip())
        MaxLengthValidator(Checkout._meta.get_field("email").max_length)(email.strip())
    except ValidationError:
        raise ShopError("INVALID", "This is not an e-mail address; check the spelling.", "email")
    return normalised(email)


@atomic
def attach_customer(checkout_id, customer_id, *, by):
    """The basket becomes this person's, on the word of the visitor `by`; somebody else's stays theirs.

    Staff who may impersonate in the basket's shop attach any customer of it, and take baskets from others.
    """
    checkout = opened(checkout_id)
    if customer_id != by.user_id:
        _require_impersonation(checkout, by)
        checkout.user = customers_of(_reach(checkout, by)).filter(pk=customer_id).first()
        if checkout.user is None:
            raise ShopError("NOT_FOUND", "This shop has no such customer; they must have ordered here.", "customerId")
    elif checkout.user_id not in (None, customer_id):
        _require_impersonation(checkout, by, "OWNER")
    checkout.user_id = customer_id
    checkout.email = checkout.user.email
    return kept(checkout, "user", "email")


@atomic
def detach_customer(checkout_id, *, by):
    """The basket is nobody's any more, on the word of its owner or of staff who may impersonate in its shop."""
    checkout = opened(checkout_id)
    if checkout.user_id not in (None, by.user_id):
        _require_impersonation(checkout, by, "OWNER")
    checkout.user = None
    return kept(checkout, "user")


def _require_impersonation(checkout, by, *others):
    if not by.may(IMPERSONATE, checkout.channel_id):
        raise PermissionDenied((IMPERSONATE, *others))


def _reach(checkout, by):
    """Where the customers whom the visitor may speak for have ordered."""
    return EVERYWHERE if by.may(IMPERSONATE, EVERYWHERE) else {checkout.channel_id}


@atomic
def set_language(checkout_id, language):
    """The language of what is written to the customer, such as "fr"."""
    checkout = opened(checkout_id)
    checkout.language = language
    return kept(checkout, "language")


@atomic
def set_note(checkout_id, note):
    """What the customer wants to tell the shop."""
    checkout = opened(checkout_id)
    if len(note) > LONGEST_NOTE:
        raise ShopError("INVALID", f"A note has at most {LONGEST_NOTE} characters; make it shorter.", "customerNote")
    checkout.note = note
    return kept(checkout, "note")
