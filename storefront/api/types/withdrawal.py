"""Order.withdrawal: what of an order may be given back, until when, and what its customer has declared."""

import graphene
from graphene import Date

from ...orders import withdrawal as law
from ..extend import extends
from ..lookahead import needs
from ..scalars import DateTime
from .order_line import OrderLine
from .order_sight import private


class OrderWithdrawalLine(graphene.ObjectType):
    """A line of the order that may be given back; resolvers give withdrawal.Share."""

    order_line = graphene.Field(OrderLine, required=True)
    quantity = graphene.Int(required=True, description="How many may still be declared.")
    quantity_withdrawn = graphene.Int(required=True, description="How many were declared already.")

    @needs(under="")
    def resolve_order_line(share, info):
        return share.line

    @staticmethod
    def resolve_quantity_withdrawn(share, info):
        return share.withdrawn


class OrderWithdrawal(graphene.ObjectType):
    """How an order stands with the right of withdrawal; resolvers give withdrawal.Standing."""

    is_possible = graphene.Boolean(required=True, description="Something may be declared now.")
    until = Date(description="The last day, in the shop's zone; null until all has been handed over.")
    lines = graphene.List(
        graphene.NonNull(OrderWithdrawalLine),
        required=True,
        description="Only what may be given back: goods that spoil or were made for one person are left out.",
    )
    requested_at = DateTime(description="When the newest declaration was made.")
    email = graphene.String(description="Where it was acknowledged.")
    refund_until = Date(description="By then its money has to be given back.")

    @needs("lines")
    def resolve_lines(standing, info):
        return standing.shares

    @staticmethod
    def resolve_requested_at(standing, info):
        return standing.last and standing.last.at

    @staticmethod
    def resolve_email(standing, info):
        return standing.last and standing.last.email


@extends("Order")
class WithdrawalOfOrder:
    """The right of withdrawal."""

    withdrawal = graphene.Field(
        OrderWithdrawal, description="Null when nothing of the order may be given back, and for strangers."
    )

    @private()
    @needs("channel", "lines", "fulfillments", "withdrawals__lines", under="")
    def resolve_withdrawal(order, info):
        return law.standing(order)
