"""Writing small notes on objects: owners on what is theirs, staff on what their permissions cover."""

from dataclasses import dataclass

import graphene

from ...accounts import queries as accounts
from ...kernel import ids
from ...kernel.errors import PermissionDenied, ShopError
from ...kernel.metadata import rewrite
from ..extend import extends
from ..lookahead import planned
from ..mutation import Mutation, enum, error_type
from ..types.metadata import MetadataInput, to_map
from ..types.node import TYPES, ObjectWithMetadata

MetadataErrorCode = enum("MetadataErrorCode", "GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED NOT_UPDATED")
MetadataError = error_type("MetadataError", MetadataErrorCode)


@dataclass(frozen=True)
class Rule:
    """Who may write on objects of a type.

    permissions: any of them allows staff to write both maps, in the object's channel, found at the path `channel`.
    owner: function(visitor, pk) for those who may write the public map without any permission.
    seen: function(visitor), the objects that staff must find there too, for types that have no channel.
    """

    permissions: tuple
    channel: str | None = "channel_id"
    owner: object = None
    seen: object = None


def _whoever_knows_the_id(visitor, pk):
    return True


def _oneself(visitor, pk):
    return visitor.user_id is not None and visitor.user_id == pk


def _own_address(visitor, pk):
    return visitor.user_id is not None and accounts.address_book(visitor.user_id).filter(pk=pk).exists()


WRITABLE = {
    "User": Rule(("MANAGE_USERS",), None, _oneself, accounts.visible_to),
    "Address": Rule(("MANAGE_USERS",), None, _own_address, accounts.address_book_visible_to),
    "Checkout": Rule(("MANAGE_CHECKOUTS",), "channel_id", _whoever_knows_the_id),
    "CheckoutLine": Rule(("MANAGE_CHECKOUTS",), "checkout.channel_id", _whoever_knows_the_id),
    "Order": Rule(("MANAGE_ORDERS",)),
    "OrderLine": Rule(("MANAGE_ORDERS",), "order.channel_id"),
    "Fulfillment": Rule(("MANAGE_ORDERS",), "order.channel_id"),
    "Channel": Rule(("MANAGE_CHANNELS",), "pk"),
    "Product": Rule(("MANAGE_PRODUCTS",)),
    "ProductVariant": Rule(("MANAGE_PRODUCTS",), "product.channel_id"),
    "ProductMedia": Rule(("MANAGE_PRODUCTS",), "product.channel_id"),
    "Category": Rule(("MANAGE_PRODUCTS",)),
    "Collection": Rule(("MANAGE_PRODUCTS",)),
    "Warehouse": Rule(("MANAGE_PRODUCTS",)),
    "Page": Rule(("MANAGE_PAGES",)),
    "Menu": Rule(("MANAGE_MENUS",)),
    "MenuItem": Rule(("MANAGE_MENUS",), "menu.channel_id"),
    "Voucher": Rule(("MANAGE_DISCOUNTS",)),
    "GiftCard": Rule(("MANAGE_GIFT_CARD",)),
    "ShippingZone": Rule(("MANAGE_SHIPPING",)),
    "Attribute": Rule(("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES",), None),
    "ProductType": Rule(("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES",), None),
    "PageType": Rule(("MANAGE_PAGE_TYPES_AND_ATTRIBUTES",), None),
    "TaxClass": Rule(("MANAGE_TAXES",), None),
}


def write(info, id, changes, private=False):
    """Merge changes into an object's metadata if the caller may; returns the object for the answer."""
    type_name, _ = ids.parts(id)
    model = next((model for model, type_ in TYPES.items() if type_._meta.name == type_name), None)
    rule = WRITABLE.get(type_name)
    if model is None or rule is None:
        raise ShopError("NOT_FOUND", f"Invalid ID: {ids.shown(id)}. No metadata can be written there.", "id")
    pk = ids.to_pk(id, type_name)
    visitor = info.context.visitor
    if private or rule.owner is None or not rule.owner(visitor, pk):
        _require_staff(visitor, rule, model, pk)
    if rewrite(model, pk, changes, private=private) is None:
        raise _not_found(id)
    return planned(model.objects.filter(pk=pk), info, at=(f"item:{type_name}",)).get()


def _require_staff(visitor, rule, model, pk):
    visitor.require(*rule.permissions)
    row = (model.objects if rule.seen is None else rule.seen(visitor)).filter(pk=pk).first()
    if row is None:
        raise PermissionDenied(rule.permissions) if rule.seen else _not_found(ids.to_global(model.__name__, pk))
    if rule.channel:
        for step in rule.channel.split("."):
            row = getattr(row, step)
        visitor.require(*rule.permissions, channel_id=row)


def _not_found(id):
    return ShopError("NOT_FOUND", f"Couldn't resolve to an item: {ids.shown(id)}; it may have been deleted.", "id")


class UpdateMetadata(Mutation):
    """Write keys of the public metadata; other keys stay."""

    class Meta:
        error_type = MetadataError

    class Arguments:
        id = graphene.ID(required=True)
        input = graphene.List(graphene.NonNull(MetadataInput), required=True)

    item = graphene.Field(ObjectWithMetadata)

    @classmethod
    def perform(cls, info, id, input):
        return cls(item=write(info, id, to_map(input)))


class UpdatePrivateMetadata(UpdateMetadata):
    """Write keys of the private metadata; other keys stay."""

    class Meta:
        error_type = MetadataError

    @classmethod
    def perform(cls, info, id, input):
        return cls(item=write(info, id, to_map(input), private=True))


class DeleteMetadata(Mutation):
    """Remove keys of the public metadata."""

    class Meta:
        error_type = MetadataError

    class Arguments:
        id = graphene.ID(required=True)
        keys = graphene.List(graphene.NonNull(graphene.String), required=True)

    item = graphene.Field(ObjectWithMetadata)

    @classmethod
    def perform(cls, info, id, keys):
        return cls(item=write(info, id, dict.fromkeys(keys)))


class DeletePrivateMetadata(DeleteMetadata):
    """Remove keys of the private metadata."""

    class Meta:
        error_type = MetadataError

    @classmethod
    def perform(cls, info, id, keys):
        return cls(item=write(info, id, dict.fromkeys(keys), private=True))


@extends("Mutation")
class MetadataMutations:
    """Notes on objects."""

    update_metadata = UpdateMetadata.Field()
    delete_metadata = DeleteMetadata.Field()
    update_private_metadata = UpdatePrivateMetadata.Field()
    delete_private_metadata = DeletePrivateMetadata.Field()
