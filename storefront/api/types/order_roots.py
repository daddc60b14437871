"""Finding orders: one by its id, many for staff, a customer's own."""

import graphene
from graphql import GraphQLError

from ...accounts.models import User
from ...kernel import ids
from ...orders import queries
from ...orders.queries import listing
from ..beside import MODELS, beside
from ..connection import connection, page
from ..extend import extends
from ..lookahead import ELSEWHERE, needs, planned
from .filters import plain
from .order import Order
from .order_filters import (
    CustomerOrderWhereInput,
    OrderFilterInput,
    OrderSortingInput,
    OrderWhereInput,
    filtered,
    searched,
)
from .order_sight import open_order
from .order_where import where as meant

OrderCountableConnection = connection(Order)
NEWEST = ["-number"]


def cut():
    """The arguments of a page."""
    return {"before": graphene.String(), "after": graphene.String(), "first": graphene.Int(), "last": graphene.Int()}


@extends("Query")
class OrderQueries:
    """Orders."""

    order = graphene.Field(
        Order,
        id=graphene.ID(),
        external_reference=graphene.String(),
        token=graphene.String(),
        description="Its customer, staff of its shop and whoever holds its token see all of it; others see it masked.",
    )
    orders = graphene.Field(
        OrderCountableConnection,
        sort_by=OrderSortingInput(),
        filter=OrderFilterInput(),
        where=OrderWhereInput(),
        search=graphene.String(),
        channel=graphene.String(),
        **cut(),
        description="For staff: their shops' orders.",
    )

    def resolve_order(root, info, id=None, external_reference=None, token=None):
        info.context.looked = True  # whatever the answer, it is not everybody's
        if id is None:
            return None
        pk = ids.to_pk(id, "Order")
        order = planned(queries.known(pk), info).first()
        if order is not None and token and queries.opens(order, token):
            open_order(info, order)
        return order

    def resolve_orders(root, info, sort_by=None, filter=None, where=None, search=None, channel=None, **cut):
        info.context.visitor.require(queries.PERMISSION)
        if filter and where:
            raise GraphQLError("Use either 'filter' or 'where', not both.")
        orders = queries.for_staff(info.context.visitor)
        if channel is not None:
            orders = orders.filter(channel__slug=channel)
        if filter:
            orders = filtered(orders, filter)
        if where:
            orders = meant(orders, where)
        orders, terms = searched(orders, search or ""), NEWEST
        if sort_by:
            orders, terms = listing.sorted_by(orders, plain(sort_by["field"]), plain(sort_by["direction"]) == "DESC")
        return page(orders, info, terms, **cut)


@extends("User")
class OrdersOfUser:
    """What somebody bought: all of it for themselves, what was bought in their shops for staff."""

    orders = graphene.Field(OrderCountableConnection, where=CustomerOrderWhereInput(), **cut())

    @needs(under=ELSEWHERE)
    def resolve_orders(user, info, where=None, **cut):
        def theirs(customer):
            orders = queries.of_customer(info.context.visitor, customer.pk)
            return page(meant(orders, where) if where else orders, info, NEWEST, **cut)

        return beside(user, info, theirs)


MODELS.add(User)
