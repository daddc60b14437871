"""Who is asking: a bearer token becomes a Visitor, with rights, in two statements at most."""

from dataclasses import dataclass

from ..accounts import queries, tokens
from ..accounts.models import User
from ..kernel.errors import NotAuthenticated
from ..kernel.permissions import Visitor
from .headers import address_of, bearer_of


@dataclass
class Person(Visitor):
    """A visitor whose row was read on the way in."""

    user: User | None = None


def visitor_of(request):
    """The Visitor of a request: anonymous without a token; a bad token raises PyJWT's exception."""
    token, address = bearer_of(request), address_of(request)
    if token is None:
        return Visitor(address=address)
    return person(tokens.user_of(token, "access"), address)


def person(user, address=""):
    """The Visitor that a user is."""
    return Person(
        user_id=user.pk,
        email=user.email,
        is_staff=user.is_staff,
        grants=queries.grants_of(user),
        address=address,
        user=user,
    )


def user_of(visitor):
    """The visitor's row, read at most once; None for the anonymous."""
    if visitor.user_id is None:
        return None
    return getattr(visitor, "user", None) or User.objects.get(pk=visitor.user_id)


def signed_in(info):
    """The accounts.User who asks; refuses the anonymous."""
    if info.context.user is None:
        raise NotAuthenticated
    return info.context.user
