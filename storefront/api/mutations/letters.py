"""What mutations have in common that send somebody a letter with a link."""

import graphene

from ...channels import queries as channels
from ..mutation import Mutation


class Linked:
    """Arguments that say where the link leads, and whose shop writes."""

    redirect_url = graphene.String(required=True)
    channel = graphene.String()


class LetterMutation(Mutation):
    """A mutation that sends a letter: its `ask(info, redirect_url, channel, …)` calls one action, of an open shop.

    It returns what the payload shows, as a dict, or None for nothing.
    """

    class Meta:
        abstract = True

    @classmethod
    def perform(cls, info, redirect_url, channel=None, **arguments):
        """See that the shop is open, and ask."""
        channels.require_open(channel)
        return cls(**cls.ask(info, redirect_url, channel, **arguments) or {})
