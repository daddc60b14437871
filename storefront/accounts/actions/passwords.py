"""Changing a password, known or forgotten. Every change signs the person out everywhere."""

from django.contrib.auth.hashers import make_password

from ...kernel import events
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, lock_one, locked
from .. import attempts, letters, links, passwords, tokens
from ..models import User, new_jwt_key
from .registration import normalised


@atomic
def request_password_reset(email, redirect_url, channel=None):
    """Promise a letter with a link; for an e-mail nobody has, nothing comes of it. One and the same statement."""
    email = normalised(email)
    links.checked(redirect_url)
    letters.promise("password", email, redirect_url=redirect_url, channel=channel)


@atomic
def set_password(email, token, password):
    """Choose a new password with the token of a letter, which works once; the letter also proves the e-mail."""
    user = locked(User.objects.filter(email=(email or "").strip().lower(), is_active=True)).first()
    good = tokens.PASSWORD.check_token(user or User(pk=0), token)
    if not (user and good):
        raise ShopError("INVALID", "This link is used up or too old; ask for another.", "token")
    passwords.check(password, user)
    user.is_confirmed = True
    _write(user, password)
    attempts.forgive(user.email)
    return user


def change_password(user, old, new, address=""):
    """Change somebody's password, who must know the old one if they have any."""
    if user.has_usable_password():
        with attempts.watched(user.email, address):
            if not passwords.is_right(old or "", user):
                raise ShopError("INVALID_CREDENTIALS", "This is not your current password.", "oldPassword")
    passwords.check(new, user, "newPassword")
    return _change(user, new)


@atomic
def _change(user, new):
    fresh = lock_one(User, user.pk)
    if fresh is None or fresh.password != user.password:
        raise ShopError("INVALID_CREDENTIALS", "Your password has just changed; sign in again.", "oldPassword")
    _write(fresh, new)
    return fresh


def _write(user, password):
    user.password, user.jwt_key = make_password(password), new_jwt_key()
    user.save(update_fields=["password", "jwt_key", "is_confirmed", "updated_at"])
    events.append("customer.password_changed", user)
    letters.promise("password_changed", user.email)
