"""Opening an account.

Nothing tells the asker whether the e-mail had one already: the answer and the work are the same.
"""

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from ...channels import queries as channels
from ...hooks import tell
from ...kernel import clock, events
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, locked
from ...kernel.metadata import merged
from .. import letters, links, names, passwords, tokens
from ..models import User, new_jwt_key


def normalised(email, field="email"):
    """An e-mail as it is stored: trimmed, in lower case; refuses with INVALID what is none."""
    email = (email or "").strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise ShopError("INVALID", "This is not an e-mail address; check the spelling.", field)
    if len(email) > User._meta.get_field("email").max_length:
        raise ShopError("INVALID", "This e-mail address is too long.", field)
    return email


def register(words, password, *, redirect_url=None, channel=None):
    """Open an account of email, first_name, last_name, language, metadata: the unsaved User, for an answer.

    Its is_confirmed tells whether a letter has to be answered first.

    An account that exists is left as it is and hears of it by letter; one never confirmed gets the new password, so
    that whoever registered before its owner gains nothing.
    """
    user = User(
        email=normalised(words["email"]),
        metadata=merged({}, words.get("metadata") or {}),
        language=words["language"],
        date_joined=clock.now(),
    )
    names.settle(user, words)
    passwords.check(password, user)
    user.is_confirmed = not channels.street().confirm_accounts
    if redirect_url or not user.is_confirmed:
        links.checked(redirect_url)
    user.password = make_password(password)
    _write(user, redirect_url, channel)
    user.pk = None
    return user


@atomic
def _write(user, redirect_url, channel):
    """The same four statements for a new e-mail and a known one."""
    User.objects.bulk_create([user], ignore_conflicts=True)
    waiting = User.objects.filter(Q(email=user.email), is_confirmed=False, is_staff=False, is_active=True)
    waiting.update(
        password=user.password,
        jwt_key=user.jwt_key,
        first_name=user.first_name,
        last_name=user.last_name,
        language=user.language,
    )
    found = User.objects.get(email=user.email)
    is_new = found.password == user.password and found.date_joined == user.date_joined
    events.append("customer.registered" if is_new else "customer.registered_again", found)
    letters.promise("registered", user.email, redirect_url=redirect_url, channel=channel, is_new=is_new)
    if is_new:
        tell("customer_registered", user=found)


@atomic
def confirm_account(email, token, password=None):
    """Confirm an account with the token of a letter; works once. With a password, that becomes the person's."""
    user = locked(User.objects.filter(email=(email or "").strip().lower(), is_active=True)).first()
    good = tokens.ACCOUNT.check_token(user or User(pk=0), token)
    if not (user and good and not user.is_confirmed):
        raise ShopError("INVALID", "This link is used up or too old; register again to get another.", "token")
    if password is not None:
        passwords.check(password, user)
        user.password, user.jwt_key = make_password(password), new_jwt_key()
    user.is_confirmed = True
    user.save(update_fields=["is_confirmed", "password", "jwt_key", "updated_at"])
    events.append("customer.confirmed", user)
    return user
