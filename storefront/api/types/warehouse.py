"""Places with goods: collection points for everybody, warehouses for staff."""

import graphene

from ...inventory import models, queries
from ...kernel import ids
from ...kernel.errors import PermissionDenied, ShopError
from ..connection import connection, page
from ..extend import extends
from ..lookahead import needs, planned
from ..mutation import enum
from .address import Address
from .filters import OrderDirection, listed, plain
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes

READERS = ("MANAGE_PRODUCTS", "MANAGE_ORDERS", "MANAGE_SHIPPING")
WarehouseClickAndCollectOptionEnum = enum("WarehouseClickAndCollectOptionEnum", "DISABLED LOCAL ALL")
WarehouseSortField = enum("WarehouseSortField", "NAME")


def reads(visitor, warehouse):
    """May the visitor see everything about this place?"""
    return any(visitor.may(permission, warehouse.channel_id) for permission in READERS)


def shown(resolver):
    """Decorator of a resolver: what a private place is like is for its shop's staff."""

    def inside(warehouse, info):
        if warehouse.is_private and not reads(info.context.visitor, warehouse):
            raise PermissionDenied(READERS)
        return resolver(warehouse, info)

    inside.needs = getattr(resolver, "needs", ((), ""))
    return inside


@represents(models.Warehouse, Notes(("MANAGE_PRODUCTS",)))
class Warehouse(graphene.ObjectType):
    """A place with goods, where customers collect when clickAndCollectOption says so."""

    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    email = graphene.String(required=True)
    is_private = graphene.Boolean(required=True)
    address = graphene.Field(Address, required=True)
    company_name = graphene.String(required=True, deprecation_reason="Use address.companyName.")
    click_and_collect_option = graphene.Field(WarehouseClickAndCollectOptionEnum, required=True)

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    @shown
    def resolve_slug(warehouse, info):
        return warehouse.slug

    @shown
    def resolve_email(warehouse, info):
        return warehouse.email

    @shown
    @needs("address")
    def resolve_address(warehouse, info):
        return warehouse.address

    @shown
    @needs("address", under="")
    def resolve_company_name(warehouse, info):
        return warehouse.address.company_name


WarehouseCountableConnection = connection(Warehouse)


class WarehouseFilterInput(graphene.InputObjectType):
    """Which warehouses."""

    click_and_collect_option = WarehouseClickAndCollectOptionEnum()
    search = graphene.String()
    ids = listed(graphene.ID)
    is_private = graphene.Boolean()
    channels = listed(graphene.ID)
    slugs = listed(graphene.String)


class WarehouseSortingInput(graphene.InputObjectType):
    """In which order."""

    direction = OrderDirection(required=True)
    field = WarehouseSortField(required=True)


@extends("Query")
class WarehouseQueries:
    """Staff see the places of their shops."""

    warehouse = graphene.Field(Warehouse, id=graphene.ID(), external_reference=graphene.String())
    warehouses = graphene.Field(
        WarehouseCountableConnection,
        filter=WarehouseFilterInput(),
        sort_by=WarehouseSortingInput(),
        before=graphene.String(),
        after=graphene.String(),
        first=graphene.Int(),
        last=graphene.Int(),
    )

    def resolve_warehouse(root, info, id=None, external_reference=None):
        visitor = info.context.visitor
        visitor.require(*READERS)
        if id is None:
            return None
        wanted = queries.visible_to(visitor, *READERS).filter(pk=ids.to_pk(id, "Warehouse"))
        return planned(wanted, info).first()

    def resolve_warehouses(root, info, filter=None, sort_by=None, **arguments):
        visitor = info.context.visitor
        visitor.require(*READERS)
        rows = _filtered(queries.visible_to(visitor, *READERS), filter or {})
        down = sort_by and plain(sort_by["direction"]) == "DESC"
        return page(rows, info, ["-name" if down else "name", "pk"], **arguments)


def _filtered(rows, wanted):
    if wanted.get("click_and_collect_option"):
        rows = rows.filter(click_and_collect_option=plain(wanted["click_and_collect_option"]))
    if wanted.get("search"):
        rows = rows.filter(name__icontains=wanted["search"])
    if wanted.get("is_private") is not None:
        rows = rows.filter(is_private=wanted["is_private"])
    if wanted.get("ids"):
        rows = rows.filter(pk__in=_keys(wanted["ids"], "Warehouse"))
    if wanted.get("channels"):
        rows = rows.filter(channel__in=_keys(wanted["channels"], "Channel"))
    if wanted.get("slugs"):
        rows = rows.filter(slug__in=wanted["slugs"])
    return rows


def _keys(given, type_name):
    """The keys behind these ids; what is no id of that type matches nothing."""
    found = []
    for one in given:
        try:
            found.append(ids.to_pk(one, type_name))
        except ShopError:
            continue
    return found
