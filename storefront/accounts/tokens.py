"""Who somebody is, signed: RS256 tokens that Saleor's clients read, and one-time tokens for links in letters.

Changing User.jwt_key makes all of somebody's tokens void. Failures are PyJWT's exceptions, whose names clients know.
"""

import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from hashlib import sha256

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from jwt.algorithms import RSAAlgorithm

from ..kernel import clock, ids
from ..kernel.errors import ShopError
from ..settings import kept_secret
from .models import User

ALGORITHM = "RS256"
LIFE = {"access": timedelta(minutes=5), "refresh": timedelta(days=30), "email_change": timedelta(hours=1)}
CODES = (
    (jwt.ExpiredSignatureError, "JWT_SIGNATURE_EXPIRED"),
    (jwt.DecodeError, "JWT_DECODE_ERROR"),
    (jwt.PyJWTError, "JWT_INVALID_TOKEN"),
)
PERSONAL = ("token", "email", "user_id", "is_staff")


@dataclass(frozen=True)
class Issued:
    """What somebody gets who has signed in."""

    access: str
    refresh: str
    csrf: str


def issue(user):
    """A fresh set of tokens."""
    csrf = secrets.token_urlsafe(32)
    return Issued(access_token(user), _signed(user, "refresh", csrfToken=csrf), csrf)


def access_token(user):
    """A token that opens the API for five minutes."""
    return _signed(user, "access")


def email_change_token(user, new_email):
    """A token that proves the new address can be read; void once the address has changed."""
    return _signed(user, "email_change", new_email=new_email)


def claims_of(token, *types):
    """The claims of a token of ours that is still good, of one of the types (any when none); else a jwt.PyJWTError."""
    claims = jwt.decode(
        token,
        _key().public_key(),
        [ALGORITHM],
        issuer=issuer(),
        options={
            "verify_exp": False,
            "verify_iat": False,
            "verify_aud": False,
            "require": ["exp", "iat", "iss", *PERSONAL],
        },
    )
    if claims["exp"] <= clock.now().timestamp():  # by the shop's clock, which tests may move
        raise jwt.ExpiredSignatureError("Signature has expired")
    if types and claims.get("type") not in types:
        raise jwt.InvalidTokenError("Invalid token: it is made for something else.")
    return claims


def user_of(token, *types):
    """The active person a token of one of the types (any when none) was given to. One statement."""
    return user_of_claims(claims_of(token, *types))


def user_of_claims(claims):
    """The active person these claims speak of; refuses those whose tokens were revoked since."""
    try:
        pk = ids.to_pk(claims["user_id"], "User")
    except ShopError:
        raise jwt.InvalidTokenError("Invalid token: it names nobody.")
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or not secrets.compare_digest(user.jwt_key.encode(), str(claims["token"]).encode()):
        raise jwt.InvalidTokenError("Invalid token: it was revoked; sign in again.")
    return user


@contextmanager
def explained(field):
    """Inside, PyJWT's exceptions become refusals about that field, with the codes clients know."""
    try:
        yield
    except jwt.PyJWTError as error:
        code = next(code for kind, code in CODES if isinstance(error, kind))
        raise ShopError(code, str(error), field)


def issuer():
    """The API's address, to the byte as clients know it."""
    return f"{settings.SHOP_URL}/graphql/"


def jwks():
    """The public keys, as /.well-known/jwks.json shows them."""
    return {"keys": [{**_public_words(), "use": "sig", "alg": ALGORITHM, "kid": _kid()}]}


def _signed(user, type_, **more):
    now = clock.now()
    claims = {
        "iat": int(now.timestamp()),
        "exp": int((now + LIFE[type_]).timestamp()),
        "iss": issuer(),
        "owner": "saleor",
        "type": type_,
        "token": user.jwt_key,
        "email": user.email,
        "user_id": ids.to_global("User", user.pk),
        "is_staff": user.is_staff,
        **more,
    }
    return jwt.encode(claims, _key(), ALGORITHM, headers={"kid": _kid()})


@cache
def _key():
    return serialization.load_pem_private_key(kept_secret("jwt.pem", _new_key), password=None)


def _new_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@cache
def _public_words():
    words = RSAAlgorithm.to_jwk(_key().public_key(), as_dict=True)
    return {word: words[word] for word in ("kty", "n", "e")}


@cache
def _kid():
    return sha256(_public_words()["n"].encode()).hexdigest()[:32]


# For links in letters ---------------------------------------------------------------------------------------------
class OneTime(PasswordResetTokenGenerator):
    """Tokens bound to what they will change, so that they work once; good for three days."""

    def __init__(self, purpose, *state):
        super().__init__()
        self.key_salt, self.state = f"storefront.accounts.{purpose}", state

    def _make_hash_value(self, user, timestamp):
        return "|".join(str(getattr(user, word)) for word in ("pk", *self.state)) + f"|{timestamp}"

    def _now(self):
        return clock.now().replace(tzinfo=None)


ACCOUNT = OneTime("confirm-account", "email", "is_confirmed", "password")
PASSWORD = OneTime("set-password", "email", "is_active", "password", "jwt_key")
DELETION = OneTime("delete-account", "email", "password", "jwt_key")
