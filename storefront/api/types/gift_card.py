"""Gift cards: a customer sees the end of the code and the balance, staff see all."""

import graphene

from ...discounts import models
from ...kernel.errors import PermissionDenied
from ..lookahead import needs
from ..mutation import enum
from ..scalars import Date, DateTime
from .money import Money, money
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes

GiftCardEventsEnum = enum(
    "GiftCardEventsEnum",
    "ISSUED BOUGHT UPDATED ACTIVATED DEACTIVATED BALANCE_RESET EXPIRY_DATE_UPDATED TAGS_UPDATED SENT_TO_CUSTOMER "
    "RESENT NOTE_ADDED USED_IN_ORDER REFUNDED_IN_ORDER BALANCE_ADJUSTED ASSIGNED_TO_USER UNASSIGNED_FROM_USER",
)


def manages(visitor, card):
    """May the visitor see everything about this card?"""
    return visitor.may("MANAGE_GIFT_CARD", card.channel_id)


def staff_only(card, info):
    """The card, for those who manage it."""
    if not manages(info.context.visitor, card):
        raise PermissionDenied(("MANAGE_GIFT_CARD",))
    return card


@represents(models.GiftCardEvent)
class GiftCardEvent(graphene.ObjectType):
    """A movement of a gift card."""

    date = DateTime()
    type = graphene.Field(GiftCardEventsEnum)

    class Meta:
        interfaces = (Node,)

    @staticmethod
    def resolve_date(event, info):
        return event.at


@represents(models.GiftCard, Notes(("MANAGE_GIFT_CARD",)))
class GiftCard(graphene.ObjectType):
    """Money paid before."""

    display_code = graphene.String(required=True)
    last_4_code_chars = graphene.String(required=True)
    code = graphene.String(required=True)
    created = DateTime(required=True)
    last_used_on = DateTime()
    expiry_date = Date()
    is_active = graphene.Boolean(required=True)
    initial_balance = graphene.Field(Money, required=True)
    current_balance = graphene.Field(Money, required=True)
    events = graphene.List(graphene.NonNull(GiftCardEvent), required=True)

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    @staticmethod
    def resolve_display_code(card, info):
        return card.code[-4:]

    @staticmethod
    def resolve_last_4_code_chars(card, info):
        return card.code[-4:]

    @staticmethod
    def resolve_code(card, info):
        return staff_only(card, info).code

    @staticmethod
    def resolve_created(card, info):
        return card.created_at

    @staticmethod
    def resolve_last_used_on(card, info):
        return card.last_used_at

    @staticmethod
    def resolve_initial_balance(card, info):
        return money(card.initial_balance, card.currency)

    @staticmethod
    def resolve_current_balance(card, info):
        return money(card.current_balance, card.currency)

    @needs("events")
    def resolve_events(card, info):
        return staff_only(card, info).events.all()
