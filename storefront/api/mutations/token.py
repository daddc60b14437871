"""Signing in, staying signed in, signing out everywhere."""

import secrets

import graphene
from django.conf import settings

from ...accounts import actions, tokens
from ...kernel.errors import ShopError
from ..extend import extends
from ..mutation import Mutation
from ..scalars import GenericScalar
from ..types.account_errors import AccountError
from ..types.user import User, fresh
from ..visitor import signed_in

COOKIE = "refreshToken"


def signed_in_payload(cls, info, user):
    """The tokens of somebody who has just proved who they are; the refresh token also goes into a cookie."""
    issued = tokens.issue(user)
    info.context.set_cookie(
        COOKIE,
        issued.refresh,
        httponly=True,
        secure=settings.SECURE,
        samesite="None" if settings.SECURE else "Lax",
        path="/graphql/",
        max_age=int(tokens.LIFE["refresh"].total_seconds()),
    )
    return cls(token=issued.access, refresh_token=issued.refresh, csrf_token=issued.csrf, user=fresh(info, user))


class CreateToken(Mutation):
    """Sign in with an e-mail and a password."""

    class Meta:
        error_type = AccountError

    class Arguments:
        email = graphene.String(required=True)
        password = graphene.String(required=True)

    token = graphene.String()
    refresh_token = graphene.String()
    csrf_token = graphene.String()
    user = graphene.Field(User)

    @classmethod
    def perform(cls, info, email, password):
        user = actions.sign_in(email, password, info.context.visitor.address)
        return signed_in_payload(cls, info, user)


class RefreshToken(Mutation):
    """A new access token for a refresh token; that of the cookie needs the csrfToken that came with it."""

    class Meta:
        error_type = AccountError

    class Arguments:
        refresh_token = graphene.String()
        csrf_token = graphene.String()

    token = graphene.String()
    user = graphene.Field(User)

    @classmethod
    def perform(cls, info, refresh_token=None, csrf_token=None):
        token = refresh_token or info.context.cookie(COOKIE)
        if not token:
            raise ShopError("JWT_MISSING_TOKEN", "Send the refreshToken that tokenCreate gave.", "refreshToken")
        with tokens.explained("refreshToken"):
            claims = tokens.claims_of(token, "refresh")
            if not refresh_token and not secrets.compare_digest(
                (csrf_token or "").encode(), str(claims["csrfToken"]).encode()
            ):
                raise ShopError(
                    "JWT_INVALID_CSRF_TOKEN", "Send the csrfToken that tokenCreate gave with the cookie.", "csrfToken"
                )
            user = tokens.user_of_claims(claims)
        return cls(token=tokens.access_token(user), user=fresh(info, user))


class VerifyToken(Mutation):
    """Whether a token is still good, and what it says."""

    class Meta:
        error_type = AccountError

    class Arguments:
        token = graphene.String(required=True)

    user = graphene.Field(User)
    is_valid = graphene.Boolean(required=True)
    payload = graphene.Field(GenericScalar)

    @classmethod
    def perform(cls, info, token):
        with tokens.explained("token"):
            claims = tokens.claims_of(token)
            user = tokens.user_of_claims(claims)
        return cls(user=fresh(info, user), is_valid=True, payload=claims)

    @classmethod
    def refused(cls, refusals):
        """A payload that says no."""
        payload = super().refused(refusals)
        payload.is_valid = False
        return payload


class DeactivateAllUserTokens(Mutation):
    """Sign out everywhere."""

    class Meta:
        error_type = AccountError

    @classmethod
    def perform(cls, info):
        actions.deactivate_tokens(signed_in(info).pk)
        return cls()


@extends("Mutation")
class TokenMutations:
    """Signing in and out."""

    token_create = CreateToken.Field()
    token_refresh = RefreshToken.Field()
    token_verify = VerifyToken.Field()
    tokens_deactivate_all = DeactivateAllUserTokens.Field()
