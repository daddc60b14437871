"""Passwords: which are good enough, and whether one is right, with the same work for known and unknown people."""

from functools import cache

from django.contrib.auth import password_validation
from django.contrib.auth.hashers import check_password, is_password_usable, make_password
from django.core.exceptions import ValidationError
from django.utils import translation

from ..kernel.errors import ShopError, refuse

LONGEST = 1000


def check(password, user, field="password"):
    """Refuse a password that is too weak for this person, with one error for each reason."""
    if not password:
        raise ShopError("REQUIRED", "Choose a password.", field)
    if len(password) > LONGEST:
        raise ShopError("INVALID", f"Choose a password of at most {LONGEST} characters.", field)
    try:
        with translation.override("en"):
            password_validation.validate_password(password, user)
    except ValidationError as weak:
        refuse(ShopError(reason.code.upper(), " ".join(reason.messages), field) for reason in weak.error_list)


def is_right(password, user):
    """Is it this person's password? False for None, after as much work as for anybody."""
    encoded = user.password if user is not None and is_password_usable(user.password) else _nobodys()
    return check_password(password, encoded) and user is not None and encoded == user.password


@cache
def _nobodys():
    return make_password("nobody's password, hashed so that unknown people take as long as known ones")
