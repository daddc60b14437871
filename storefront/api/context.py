"""What every resolver finds in `info.context`."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.conf import settings

from ..kernel import clock
from ..kernel.permissions import ANONYMOUS
from .headers import address_of, bearer_of, language_of

LASTS = 5  # seconds for which an answer is told again; see hot.py


@dataclass
class RequestContext:
    """Who asks, when, in which language, and what is to be sent back beside the answer.

    request: Django's request, or None when a program inside the shop asks.
    memo: a dict for resolvers to keep what they would otherwise read twice in one request.
    cookies: what the view will set: (name, value, options for HttpResponse.set_cookie); value None deletes.
    is_catalogue: True when a query asks only for what hangs in the shop's windows.
    looked: True once anybody looked at the visitor or a cookie; such an answer belongs to one person.
    changes_at: when the answer changes by itself, such as when a shop closes; None: at no moment that must be kept.
    """

    request: object = None
    memo: dict = field(default_factory=dict)
    cookies: list = field(default_factory=list)
    looked: bool = False
    is_catalogue: bool = False
    changes_at: datetime | None = None
    _bad_token: Exception | None = None

    @property
    def visitor(self):
        """The kernel.permissions.Visitor. A bad token fails here, so only in the fields that look."""
        self.looked = True
        if self._bad_token is not None:
            raise self._bad_token
        try:
            return self._visitor
        except Exception as error:
            self._bad_token = error  # told to every field that looks, checked once
            raise

    @cached_property
    def _visitor(self):
        if self.request is None:
            return ANONYMOUS
        from .visitor import visitor_of  # late: visitor reads accounts, contexts are also made without

        return visitor_of(self.request)

    @cached_property
    def user(self):
        """The accounts.User who asks, or None for the anonymous."""
        from .visitor import user_of  # late, as above

        return user_of(self.visitor)

    @cached_property
    def now(self):
        """One moment for the whole request."""
        return clock.now()

    def right_until(self, moment):
        """What a resolver said is right until that moment only."""
        self.changes_at = min(filter(None, (self.changes_at, moment)))

    @property
    def is_lasting(self):
        """Is the answer still right when it has been told again for LASTS seconds?"""
        return self.changes_at is None or self.now + timedelta(seconds=LASTS) < self.changes_at

    @cached_property
    def language(self):
        """The reader's language as a code of settings.LANGUAGES."""
        return settings.LANGUAGE_CODE if self.request is None else language_of(self.request)

    @cached_property
    def address(self):
        """The caller's network address, "" when unknown."""
        return "" if self.request is None else address_of(self.request)

    @cached_property
    def token(self):
        """The bearer token as sent, or None."""
        return None if self.request is None else bearer_of(self.request)

    def cookie(self, name):
        """A cookie the caller sent, or None. Only tokenRefresh has a reason to look."""
        self.looked = True
        return None if self.request is None else self.request.COOKIES.get(name)

    def set_cookie(self, name, value, **options):
        """Send a cookie with the answer; value None deletes it. Options as HttpResponse.set_cookie takes them."""
        self.cookies.append((name, value, options))


def acting_as(visitor, now=None):
    """A context for a program inside the shop that asks with a visitor's rights, such as the worker or a test."""
    context = RequestContext()
    context._visitor = visitor
    if now is not None:
        context.now = now
    return context
