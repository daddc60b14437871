"""Signing in through somebody else's service. No plugin here offers any, and each of these says so."""

import graphene

from ...kernel.errors import ShopError
from ..extend import extends
from ..mutation import Mutation
from ..scalars import JSONString
from ..types.account_errors import AccountError
from ..types.user import User


class External(Mutation):
    """What they have in common: the plugin's id and its own input."""

    class Meta:
        abstract = True

    class Arguments:
        plugin_id = graphene.String(required=True)
        input = JSONString(required=True)

    @classmethod
    def refuse_unknown(cls, plugin_id):
        """Saleor's refusal of a plugin that is not there."""
        raise ShopError("NOT_FOUND", f"Plugin {plugin_id[:60]!r} doesn't exist; sign in with tokenCreate.", "pluginId")


def _perform(cls, info, plugin_id, input):
    cls.refuse_unknown(plugin_id)


class ExternalAuthenticationUrl(External):
    """Where to sign in."""

    class Meta:
        error_type = AccountError

    authentication_data = JSONString()
    perform = classmethod(_perform)


class ExternalObtainAccessTokens(External):
    """Tokens for what the service answered."""

    class Meta:
        error_type = AccountError

    token = graphene.String()
    refresh_token = graphene.String()
    csrf_token = graphene.String()
    user = graphene.Field(User)
    perform = classmethod(_perform)


class ExternalRefresh(ExternalObtainAccessTokens):
    """New tokens."""

    class Meta:
        error_type = AccountError


class ExternalLogout(External):
    """Sign out there."""

    class Meta:
        error_type = AccountError

    logout_data = JSONString()
    perform = classmethod(_perform)


class ExternalVerify(External):
    """Whether a token of the service is good."""

    class Meta:
        error_type = AccountError

    user = graphene.Field(User)
    is_valid = graphene.Boolean(required=True)
    verify_data = JSONString()
    perform = classmethod(_perform)

    @classmethod
    def refused(cls, refusals):
        """A payload that says no."""
        payload = super().refused(refusals)
        payload.is_valid = False
        return payload


@extends("Mutation")
class ExternalMutations:
    """Other people's sign-in."""

    external_authentication_url = ExternalAuthenticationUrl.Field()
    external_obtain_access_tokens = ExternalObtainAccessTokens.Field()
    external_refresh = ExternalRefresh.Field()
    external_logout = ExternalLogout.Field()
    external_verify = ExternalVerify.Field()
