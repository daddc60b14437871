"""Passwords, forgotten or changed, and moving to another e-mail."""

import graphene

from ...accounts import actions
from ..extend import extends
from ..mutation import Mutation
from ..types.account_errors import AccountError
from ..types.user import User, fresh
from ..visitor import signed_in
from .letters import LetterMutation, Linked
from .token import signed_in_payload


class RequestPasswordReset(LetterMutation):
    """Ask for a letter with a link for choosing a new password; the answer is the same for everybody."""

    class Meta:
        error_type = AccountError

    class Arguments(Linked):
        email = graphene.String(required=True)

    @classmethod
    def ask(cls, info, redirect_url, channel, email):
        """One action."""
        actions.request_password_reset(email, redirect_url, channel)


class SetPassword(Mutation):
    """Choose a new password with the token of a letter, and be signed in."""

    class Meta:
        error_type = AccountError

    class Arguments:
        email = graphene.String(required=True)
        password = graphene.String(required=True)
        token = graphene.String(required=True)

    token = graphene.String()
    refresh_token = graphene.String()
    csrf_token = graphene.String()
    user = graphene.Field(User)

    @classmethod
    def perform(cls, info, email, password, token):
        return signed_in_payload(cls, info, actions.set_password(email, token, password))


class PasswordChange(Mutation):
    """Change one's password; all tokens given so far are void afterwards."""

    class Meta:
        error_type = AccountError

    class Arguments:
        new_password = graphene.String(required=True)
        old_password = graphene.String()

    user = graphene.Field(User)

    @classmethod
    def perform(cls, info, new_password, old_password=None):
        user = actions.change_password(signed_in(info), old_password, new_password, info.context.visitor.address)
        return cls(user=fresh(info, user))


class RequestEmailChange(LetterMutation):
    """Ask for a letter to a new address."""

    class Meta:
        error_type = AccountError

    class Arguments(Linked):
        new_email = graphene.String(required=True)
        password = graphene.String(required=True)

    user = graphene.Field(User)

    @classmethod
    def ask(cls, info, redirect_url, channel, new_email, password):
        """One action."""
        user = signed_in(info)
        actions.request_email_change(
            user, new_email, password, redirect_url=redirect_url, channel=channel, address=info.context.visitor.address
        )
        return {"user": fresh(info, user)}


class ConfirmEmailChange(Mutation):
    """Move to the address that the token of a letter proves."""

    class Meta:
        error_type = AccountError

    class Arguments:
        token = graphene.String(required=True)
        channel = graphene.String()

    user = graphene.Field(User)

    @classmethod
    def perform(cls, info, token, channel=None):
        return cls(user=fresh(info, actions.confirm_email_change(signed_in(info), token)))


@extends("Mutation")
class PasswordMutations:
    """Passwords and e-mails."""

    request_password_reset = RequestPasswordReset.Field()
    set_password = SetPassword.Field()
    password_change = PasswordChange.Field()
    request_email_change = RequestEmailChange.Field()
    confirm_email_change = ConfirmEmailChange.Field()
