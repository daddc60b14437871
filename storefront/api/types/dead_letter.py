"""Promises that could not be kept: what the outbox gave up after many tries, for staff to look at and try again."""

import graphene

from ...kernel import ids, outbox
from ...kernel.errors import ShopError
from ...kernel.models import Task
from ...kernel.permissions import EVERYWHERE
from ..connection import connection, page
from ..extend import extends
from ..scalars import DateTime
from .node import Node, represents
from .product_channel import channel_of

PERMISSION = "MANAGE_SETTINGS"
CUT = {"first": graphene.Int(), "last": graphene.Int(), "after": graphene.String(), "before": graphene.String()}


def visible_to(visitor):
    """The given-up tasks of the channels whose settings the visitor manages; those of no channel for all of them."""
    where = visitor.channels(PERMISSION)
    return outbox.dead() if where == EVERYWHERE else outbox.dead().filter(channel_id__in=where)


def one(info, global_id):
    """The dead letter with that id; NOT_FOUND for what others see, or nobody."""
    task = visible_to(info.context.visitor).filter(pk=ids.to_pk(global_id, "DeadLetter")).first()
    if task is None:
        raise ShopError("NOT_FOUND", "There is no such dead letter (any more); read the list again.", "id")
    return task


@represents(Task)
class DeadLetter(graphene.ObjectType):
    """A task that was given up: a mail nobody took, a payment service that never answered."""

    class Meta:
        interfaces = (Node,)

    kind = graphene.String(required=True)
    channel = graphene.String(description="The slug of the shop it is about.")
    created_at = DateTime(required=True)
    given_up_at = DateTime(description="Null once it is tried again.")
    tries = graphene.Int(required=True)
    last_error = graphene.String(required=True)

    @staticmethod
    def resolve_channel(task, info):
        shop = channel_of(task, info)
        return shop and shop.slug

    @staticmethod
    def resolve_given_up_at(task, info):
        return task.dead_at


DeadLetterCountableConnection = connection(DeadLetter)


@extends("Query")
class DeadLetterQueries:
    """What staff should look at."""

    dead_letters = graphene.Field(
        DeadLetterCountableConnection, description="For staff: tasks that were given up, newest first.", **CUT
    )

    def resolve_dead_letters(root, info, **cut):
        info.context.visitor.require(PERMISSION)
        return page(visible_to(info.context.visitor), info, ["-dead_at", "-pk"], **cut)
