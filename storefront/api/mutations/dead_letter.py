"""Trying again what the outbox gave up."""

import graphene

from ...kernel import outbox
from ..extend import extends
from ..mutation import Mutation, enum, error_type
from ..types.dead_letter import PERMISSION, DeadLetter, one

DeadLetterErrorCode = enum("DeadLetterErrorCode", "GRAPHQL_ERROR INVALID NOT_FOUND")
DeadLetterError = error_type("DeadLetterError", DeadLetterErrorCode)


class DeadLetterRetry(Mutation):
    """Try a given-up task again from the start; the worker does it soon."""

    class Meta:
        error_type = DeadLetterError
        permissions = (PERMISSION,)

    class Arguments:
        id = graphene.ID(required=True)

    dead_letter = graphene.Field(DeadLetter)

    @classmethod
    def perform(cls, info, id):
        """One action."""
        return cls(dead_letter=outbox.retry(one(info, id)))


@extends("Mutation")
class DeadLetterMutations:
    """Dead letters."""

    dead_letter_retry = DeadLetterRetry.Field()
