"""Moving an account to another e-mail address."""

from django.db import IntegrityError, transaction

from ...kernel import events
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, lock_one
from .. import attempts, letters, links, passwords, tokens
from ..models import User
from .registration import normalised


def request_email_change(user, new_email, password, *, redirect_url, channel=None, address=""):
    """Promise a letter to the new address; whether that has an account already is told to nobody but its owner."""
    new_email = normalised(new_email, "newEmail")
    links.checked(redirect_url)
    if new_email == user.email:
        raise ShopError("INVALID", "This is your address already.", "newEmail")
    with attempts.watched(user.email, address):
        if not passwords.is_right(password, user):
            raise ShopError("INVALID_CREDENTIALS", "This is not your password.", "password")
    _promise(user, new_email, redirect_url, channel)


@atomic
def _promise(user, new_email, redirect_url, channel):
    letters.promise("email_change", new_email, user_id=user.pk, redirect_url=redirect_url, channel=channel)


@atomic
def confirm_email_change(user, token):
    """Give the account the address that the token proves; works once. Returns the fresh person."""
    with tokens.explained("token"):
        claims = tokens.claims_of(token, "email_change")
        owner = tokens.user_of_claims(claims)
    fresh = lock_one(User, user.pk)
    if owner.pk != user.pk or claims["email"] != fresh.email:
        raise ShopError("JWT_INVALID_TOKEN", "This link is used up, or not yours; ask for another.", "token")
    old, fresh.email = fresh.email, claims["new_email"]
    try:
        with transaction.atomic():
            fresh.save(update_fields=["email", "updated_at"])
    except IntegrityError:
        raise ShopError("UNIQUE", "This address has an account of its own by now; sign in to that one.", "newEmail")
    events.append("customer.email_changed", fresh)
    letters.promise("email_changed", old, user_id=fresh.pk)
    return fresh
