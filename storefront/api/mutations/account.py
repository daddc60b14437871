"""Opening, changing and closing an account."""

import graphene

from ...accounts import actions
from ...channels import queries as channels
from ..extend import extends
from ..mutation import Mutation
from ..types.account_errors import AccountError
from ..types.address import AddressInput, to_words
from ..types.languages import LanguageCodeEnum, to_tag
from ..types.metadata import MetadataInput, to_map
from ..types.user import User, fresh
from ..visitor import signed_in
from .letters import LetterMutation, Linked


class AccountRegisterInput(graphene.InputObjectType):
    """Somebody new."""

    first_name = graphene.String()
    last_name = graphene.String()
    language_code = graphene.InputField(LanguageCodeEnum)
    email = graphene.String(required=True)
    password = graphene.String(required=True)
    redirect_url = graphene.String(description="Where the link in the letter leads.")
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    channel = graphene.String()


class AccountRegister(Mutation):
    """Open an account. The answer is the same whether or not the e-mail has one."""

    class Meta:
        error_type = AccountError

    class Arguments:
        input = AccountRegisterInput(required=True)

    user = graphene.Field(User, deprecation_reason="Its id is withheld.")
    requires_confirmation = graphene.Boolean()

    @classmethod
    def perform(cls, info, input):
        channel = input.get("channel")
        channels.require_open(channel)
        words = {
            "email": input["email"],
            "first_name": input.get("first_name"),
            "last_name": input.get("last_name"),
            "language": to_tag(input.get("language_code")) or info.context.language,
            "metadata": to_map(input.get("metadata")),
        }
        user = actions.register(words, input["password"], redirect_url=input.get("redirect_url"), channel=channel)
        return cls(user=user, requires_confirmation=not user.is_confirmed)


class ConfirmAccount(Mutation):
    """Confirm an account with the token of a letter."""

    class Meta:
        error_type = AccountError

    class Arguments:
        email = graphene.String(required=True)
        token = graphene.String(required=True)
        password = graphene.String()

    user = graphene.Field(User)

    @classmethod
    def perform(cls, info, email, token, password=None):
        return cls(user=fresh(info, actions.confirm_account(email, token, password)))


class AccountInput(graphene.InputObjectType):
    """What people may change about themselves."""

    first_name = graphene.String()
    last_name = graphene.String()
    language_code = graphene.InputField(LanguageCodeEnum)
    default_billing_address = graphene.InputField(AddressInput)
    default_shipping_address = graphene.InputField(AddressInput)
    metadata = graphene.List(graphene.NonNull(MetadataInput))


class AccountUpdate(Mutation):
    """Change one's own account."""

    class Meta:
        error_type = AccountError

    class Arguments:
        input = AccountInput(required=True)

    user = graphene.Field(User)

    @classmethod
    def perform(cls, info, input):
        given = {"BILLING": input.get("default_billing_address"), "SHIPPING": input.get("default_shipping_address")}
        words = {
            "first_name": input.get("first_name"),
            "last_name": input.get("last_name"),
            "language": to_tag(input.get("language_code")),
            "metadata": to_map(input.get("metadata")),
        }
        user = actions.update_profile(
            signed_in(info).pk, words, {type_: to_words(address) for type_, address in given.items() if address}
        )
        return cls(user=fresh(info, user))


class AccountRequestDeletion(LetterMutation):
    """Ask for a letter with the link that closes one's account."""

    class Meta:
        error_type = AccountError

    Arguments = Linked

    @classmethod
    def ask(cls, info, redirect_url, channel):
        """One action."""
        actions.request_deletion(signed_in(info), redirect_url, channel)


class AccountDelete(Mutation):
    """Close one's account for good; orders stay, tied to nobody."""

    class Meta:
        error_type = AccountError

    class Arguments:
        token = graphene.String(required=True)

    user = graphene.Field(User)

    @classmethod
    def perform(cls, info, token):
        return cls(user=actions.delete_account(signed_in(info).pk, token))


@extends("Mutation")
class AccountMutations:
    """One's account."""

    account_register = AccountRegister.Field()
    confirm_account = ConfirmAccount.Field()
    account_update = AccountUpdate.Field()
    account_request_deletion = AccountRequestDeletion.Field()
    account_delete = AccountDelete.Field()
