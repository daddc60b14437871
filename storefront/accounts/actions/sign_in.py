"""Signing in and out everywhere."""

from ...channels import queries as channels
from ...kernel import clock, events
from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from .. import attempts, passwords
from ..models import User, new_jwt_key


def sign_in(email, password, address=""):
    """The person with this e-mail and password; INVALID_CREDENTIALS, whichever of the two is wrong.

    Only whoever knows the password learns that an account is INACTIVE or ACCOUNT_NOT_CONFIRMED.
    """
    email = (email or "").strip().lower()
    with attempts.watched(email, address):
        user = User.objects.filter(email=email).first()
        if not passwords.is_right(password, user):
            raise ShopError("INVALID_CREDENTIALS", "Please, enter valid credentials.", "email")
    if not user.is_active:
        raise ShopError("INACTIVE", "This account is closed; ask the shop.", "email")
    if not user.is_confirmed and channels.street().confirm_accounts:
        raise ShopError("ACCOUNT_NOT_CONFIRMED", "First follow the link in the e-mail we sent you.", "email")
    user.last_login = clock.now()
    User.objects.filter(pk=user.pk).update(last_login=user.last_login)
    return user


@atomic
def deactivate_tokens(user_id):
    """Sign somebody out everywhere: all tokens given so far are void."""
    User.objects.filter(pk=user_id).update(jwt_key=new_jwt_key())
    events.append("customer.signed_out", f"User:{user_id}")
