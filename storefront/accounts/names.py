"""What people call themselves."""

from ..kernel.errors import ShopError, refuse
from .addresses import camel
from .models import User

NAMES = ("first_name", "last_name")


def settle(user, words):
    """Put first_name and last_name on the person as far as they are given; refuses what cannot be written."""
    for name in NAMES:
        if words.get(name) is not None:
            setattr(user, name, " ".join(words[name].split()))
    refuse(
        ShopError("INVALID", "This name is too long, or has signs that cannot be printed.", camel(name))
        for name in NAMES
        if not _can_be_written(getattr(user, name))
    )


def _can_be_written(text):
    return len(text) <= User._meta.get_field("first_name").max_length and text.isprintable()
