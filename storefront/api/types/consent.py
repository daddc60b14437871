"""What people say about being written to."""

import graphene

from ...accounts import models, queries
from ..lookahead import needs
from ..mutation import enum
from ..scalars import DateTime
from .channel import Channel

ConsentMediumEnum = enum("ConsentMediumEnum", models.Consent.Medium.values)


class Consent(graphene.ObjectType):
    """A yes or no to being written to by a shop, with its proof."""

    channel = graphene.Field(Channel, required=True)
    medium = graphene.Field(ConsentMediumEnum, required=True)
    given = graphene.Boolean(required=True)
    text_version = graphene.String(required=True)
    text = graphene.String(required=True, description="The words that were read.")
    place = graphene.String(required=True, description="Where they stood.")
    at = graphene.Field(DateTime, required=True)

    @staticmethod
    @needs("channel")
    def resolve_channel(consent, info):
        return consent.channel


def readable(user, info):
    """The consents in force that whoever asks may read: one's own; staff, those to their own shops."""
    found, visitor = queries.consents_in_force(user), info.context.visitor
    if visitor.user_id == user.pk:
        return found
    return [each for each in found if visitor.may("MANAGE_USERS", each.channel_id)]
