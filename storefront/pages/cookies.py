"""What a browser keeps for us: who has signed in, and one basket per shop. Nothing else, and no script can read it.

The session is the refresh token that the API gave, good for 30 days and void once its owner signs out everywhere. A
basket is its id, signed. Under HTTPS both names begin with __Host-, so that no other host can set them.
"""

import jwt
from django.conf import settings
from django.core import signing

from ..accounts import tokens
from ..api.headers import address_of
from ..api.visitor import person
from ..kernel.permissions import Visitor
from .cookie_names import BASKET, SESSION

LASTS = 30 * 24 * 3600  # seconds
SALT = "storefront.pages.basket"


class Jar:
    """The cookies of one request, and what the answer changes in them."""

    def __init__(self, request, shop=None):
        self.request, self.changed = request, {}
        self.basket_name = shop and _named(f"{BASKET}{shop.slug}")
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
        try:
            return signing.loads(self.request.COOKIES.get(self.basket_name, ""), salt=SALT)
        except signing.BadSignature:
            return None

    @basket.setter
    def basket(self, checkout_id):
        if self.basket_name and checkout_id != self.basket:
            self.changed[self.basket_name] = checkout_id

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
            response.set_cookie(name, kept, max_age=LASTS, secure=settings.SECURE, httponly=True, **words)


def _named(name):
    return f"__Host-{name}" if settings.SECURE else name
