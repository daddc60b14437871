"""Consents, and the copy of everything the shop knows about somebody."""

import graphene

from ...accounts import actions
from ...accounts import known as people
from ...channels import queries as channels
from ...checkout import known as baskets
from ...orders import known as orders
from ..extend import extends
from ..mutation import Mutation, enum, error_type
from ..scalars import JSON
from ..types.account_errors import AccountError
from ..types.consent import ConsentMediumEnum
from ..types.user import User, fresh
from ..visitor import signed_in

AccountExportErrorCode = enum("AccountExportErrorCode", "GRAPHQL_ERROR INVALID TOO_MANY")
AccountExportError = error_type("AccountExportError", AccountExportErrorCode)


class ConsentInput(graphene.InputObjectType):
    """Yes or no to one way of being written to."""

    medium = graphene.InputField(ConsentMediumEnum, required=True)
    given = graphene.Boolean(required=True)


class AccountConsentsInput(graphene.InputObjectType):
    """What somebody says to a shop, and the proof of it."""

    channel = graphene.String(required=True)
    consents = graphene.List(graphene.NonNull(ConsentInput), required=True)
    text_version = graphene.String(required=True, description="Which wording was read.")
    text = graphene.String(description="The words themselves.")
    place = graphene.String(required=True, description="Where they stood, such as account or checkout.")


class AccountConsentsUpdate(Mutation):
    """Say yes or no to being written to by a shop. Nothing is overwritten: the newest word counts."""

    class Meta:
        error_type = AccountError

    class Arguments:
        input = AccountConsentsInput(required=True)

    user = graphene.Field(User)

    @classmethod
    def perform(cls, info, input):
        user, channel = signed_in(info), channels.require_known(input["channel"])
        said = {getattr(each["medium"], "value", each["medium"]): each["given"] for each in input["consents"]}
        proof = actions.Proof(input["text_version"], input["place"], input.get("text") or "")
        return cls(user=fresh(info, actions.say(user.pk, channel, said, proof)))


class AccountExport(Mutation):
    """A copy of everything the shop knows about who asks, as JSON; five a day."""

    class Meta:
        error_type = AccountExportError

    export = graphene.Field(JSON)

    @classmethod
    def perform(cls, info):
        user = signed_in(info)
        actions.count_export(user.pk)
        return cls(export={**people.about(user), "orders": orders.about(user), "baskets": baskets.about(user)})


@extends("Mutation")
class ConsentMutations:
    """What one agrees to, and what is known of one."""

    account_consents_update = AccountConsentsUpdate.Field()
    account_export = AccountExport.Field()
