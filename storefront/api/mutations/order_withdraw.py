"""The withdrawal function that the law asks for since 19 June 2026."""

import graphene

from ...kernel import ids
from ...kernel.errors import ShopError
from ...orders import actions, models, queries
from ..extend import extends
from ..lookahead import planned
from ..mutation import Mutation, enum, error_type
from ..types.checkout_errors import visitor_word
from ..types.order_sight import open_order

OrderWithdrawErrorCode = enum(
    "OrderWithdrawErrorCode",
    """
    GRAPHQL_ERROR INVALID NOT_FOUND NOT_RETURNABLE PERIOD_OVER INVALID_QUANTITY ZERO_QUANTITY DUPLICATED_INPUT_ITEM
    TOO_MANY
    """,
)
OrderWithdrawError = error_type("OrderWithdrawError", OrderWithdrawErrorCode)


class OrderWithdrawLineInput(graphene.InputObjectType):
    """A line of the order, and how many of it are given back in all, with what was declared before."""

    order_line_id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)


class OrderWithdraw(Mutation):
    """Withdraw from the contract. Acknowledged by e-mail at once; twice is once. Staff give the money back."""

    class Meta:
        error_type = OrderWithdrawError

    class Arguments:
        id = graphene.ID(required=True)
        token = graphene.String(description="The order's, for whoever bought without an account.")
        lines = graphene.List(
            graphene.NonNull(OrderWithdrawLineInput), description="Without it, all that may be given back."
        )
        name = graphene.String(description="Who declares.")
        email = graphene.String(description="Where the acknowledgement goes; without it, where the order's letters go.")

    order = graphene.Field("storefront.api.types.order.Order")

    @classmethod
    def perform(cls, info, id, token=None, lines=None, name=None, email=None):
        visitor, user = info.context.visitor, info.context.user
        order = queries.known(ids.to_pk(id, "Order")).first()
        if order is None or not (queries.opens(order, token) or queries.sees_whole(visitor, order)):
            raise ShopError(
                "NOT_FOUND", "There is no such order of yours; sign in, or use the link in its e-mail.", "id"
            )
        said = actions.Declaration(name=name or "", email=email or "", user=user)
        actions.withdraw(order.pk, None if lines is None else _wanted(lines), said)
        fresh = planned(models.Order.objects.filter(pk=order.pk), info, at=("order",)).get()
        return cls(order=open_order(info, fresh))


def _wanted(lines):
    """{line id: how many in all} of the input."""
    wanted = {ids.to_pk(each["order_line_id"], "OrderLine", field="orderLineId"): each["quantity"] for each in lines}
    if len(wanted) < len(lines):
        raise ShopError("DUPLICATED_INPUT_ITEM", "Name each line of the order once.", "orderLineId")
    return wanted


class OrderWithdrawByNumber(Mutation):
    """Withdraw from a whole order without its link. Answers the same whether number and e-mail belong together.

    If they do, the acknowledgement, or why it cannot be, goes to the order's e-mail.
    """

    class Meta:
        error_type = OrderWithdrawError

    class Arguments:
        number = graphene.String(required=True)
        email = graphene.String(required=True)
        name = graphene.String(description="Who declares.")

    @classmethod
    def perform(cls, info, number, email, name=None):
        actions.declare(number, actions.Declaration(name=name or "", email=email), visitor_word(info))
        return cls()


@extends("Mutation")
class WithdrawMutations:
    """Changing one's mind."""

    order_withdraw = OrderWithdraw.Field()
    order_withdraw_by_number = OrderWithdrawByNumber.Field()
