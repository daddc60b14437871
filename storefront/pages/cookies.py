"""What a browser keeps for us: who has signed in, and one basket per shop. Nothing else, and no script can read it.

The session is the refresh token that the API gave, good for 30 days and void once its owner signs out everywhere. A
basket is its id, signed, good for 30 days after it was last used; one that became an order is kept half an hour more,
for a second tab that pays it again. Under HTTPS all names begin with __Host-, so that no other host can set them.
"""

import jwt
from django.conf import settings
from django.core import signing

from ..accounts import tokens
from ..api.headers import address_of
from ..api.visitor import person
from ..kernel.permissions import Visitor
from .cookie_names import BASKET, ORDERED, SESSION

LASTS = 30 * 24 * 3600  # seconds
ORDERED_LASTS = 30 * 60
SALT = "storefront.pages.basket"


class Jar:
    """The cookies of one request, and what the answer changes in them."""

    def __init__(self, request, shop=None):
        self.request, self.changed = request, {}
        self.basket_name = shop and _named(f"{BASKET}{shop.slug}")
        self.ordered_name = shop and _named(f"{ORDERED}{shop.slug}")
        self._visitor = None

    @property
    def is_personal(self):
        """Did somebody come who has, or had, signed in?"""
        return _named(SESSION) in self.request.COOKIES

    @property
    def brings_basket(self):
        """Is there a basket of this shop, whatever it holds? By the cookie's name alone, as known pages are told."""
        if self.basket_name in self.changed:
            return self.changed[self.basket_name] is not None
        return self.basket_name in self.request.COOKIES

    @property
    def basket(self):
        """The id of the visitor's basket in this shop, or None."""
        if self.basket_name is None:
            return None
        if self.basket_name in self.changed:
            return self.changed[self.basket_name]
        return self._signed(self.basket_name, LASTS)

    @basket.setter
    def basket(self, checkout_id):
        if self.basket_name and (checkout_id or self.basket):
            self.changed[self.basket_name] = checkout_id  # the same one, too: its cookie lasts anew

    @property
    def ordered(self):
        """The id of the basket that became an order here a moment ago, or None."""
        return self._signed(self.ordered_name, ORDERED_LASTS) if self.ordered_name else None

    @ordered.setter
    def ordered(self, checkout_id):
        if self.ordered_name and checkout_id:
            self.changed[self.ordered_name] = checkout_id

    @property
    def session(self):
        """The refresh token, or None."""
        name = _named(SESSION)
        return self.changed[name] if name in self.changed else self.request.COOKIES.get(name)

    @session.setter
    def session(self, token):
        self.changed[_named(SESSION)], self._visitor = token, None

    @property
    def visitor(self):
        """Who has signed in, as a Visitor with rights; an old or revoked session is forgotten."""
        if self._visitor is None:
            self._visitor = self._signed_in() or Visitor(address=address_of(self.request))
        return self._visitor

    @property
    def language(self):
        """The language of whoever has signed in, None for strangers."""
        code = getattr(getattr(self.visitor, "user", None), "language", None)
        return code if code in dict(settings.LANGUAGES) else None

    def _signed(self, name, lasts):
        try:
            return signing.loads(self.request.COOKIES.get(name, ""), salt=SALT, max_age=lasts)
        except signing.BadSignature:
            return None

    def _signed_in(self):
        token = self.session
        if not token:
            return None
        try:
            return person(tokens.user_of(token, "refresh"), address_of(self.request))
        except jwt.PyJWTError:
            self.session = None
            return None

    def put_into(self, response):
        """Send what has changed."""
        for name, value in self.changed.items():
            words = {"path": "/", "samesite": "Lax"}
            if value is None:
                response.set_cookie(name, "", max_age=0, secure=settings.SECURE, httponly=True, **words)
                continue
            kept = value if name == _named(SESSION) else signing.dumps(value, salt=SALT)
            lasts = ORDERED_LASTS if name == self.ordered_name else LASTS
            response.set_cookie(name, kept, max_age=lasts, secure=settings.SECURE, httponly=True, **words)


def _named(name):
    return f"__Host-{name}" if settings.SECURE else name
