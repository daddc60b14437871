"""Who buys, in which language, and what they want to say."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email

from ...accounts.actions import normalised
from ...kernel.errors import PermissionDenied, ShopError
from ...kernel.locks import atomic
from ..models import Checkout
from .opening import kept, opened

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
def attach_customer(checkout_id, user, *, by):
    """The basket becomes this User's, on the word of the visitor `by`; somebody else's stays theirs."""
    checkout = opened(checkout_id)
    if checkout.user_id not in (None, user.pk) and not by.may("IMPERSONATE_USER"):
        raise PermissionDenied(("OWNER",))
    checkout.user, checkout.email = user, user.email
    return kept(checkout, "user", "email")


@atomic
def detach_customer(checkout_id, *, by):
    """The basket is nobody's any more, on the word of its owner or of staff who may impersonate."""
    checkout = opened(checkout_id)
    if checkout.user_id not in (None, by.user_id) and not by.may("IMPERSONATE_USER"):
        raise PermissionDenied(("OWNER",))
    checkout.user = None
    return kept(checkout, "user")


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
