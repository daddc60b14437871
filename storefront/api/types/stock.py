"""How many there are: a number for customers, shelf by shelf for staff."""

import graphene

from ...inventory import models, queries
from ...kernel import holds
from ...kernel.models import Scarce
from ..extend import extends
from ..lookahead import needs, special
from .address import AddressInput
from .countries import CountryCode
from .node import Node, represents
from .warehouse import Warehouse

READERS = ("MANAGE_PRODUCTS", "MANAGE_ORDERS")
special(Scarce, "live_holds", holds.live_holds)


@represents(models.Stock)
class Stock(graphene.ObjectType):
    """How many of a variant stand in a place, how many of them are sold, and how many lie in baskets."""

    warehouse = graphene.Field(Warehouse, required=True)
    product_variant = graphene.Field("storefront.api.types.variant.ProductVariant", required=True)
    quantity = graphene.Int(required=True)
    quantity_allocated = graphene.Int(required=True)
    quantity_reserved = graphene.Int(required=True)

    class Meta:
        interfaces = (Node,)

    @needs("warehouse")
    def resolve_warehouse(stock, info):
        return stock.warehouse

    @needs("variant")
    def resolve_product_variant(stock, info):
        return stock.variant

    @needs("scarce", under="")
    def resolve_quantity(stock, info):
        return stock.scarce.capacity

    @needs("scarce", under="")
    def resolve_quantity_allocated(stock, info):
        return stock.scarce.confirmed

    @needs("scarce__live_holds", under="")
    def resolve_quantity_reserved(stock, info):
        return stock.scarce.capacity - stock.scarce.confirmed - holds.room(stock.scarce, info.context.now)


@extends("ProductVariant")
class StockOfVariant:
    """What is left of a variant."""

    stocks = graphene.List(
        graphene.NonNull(Stock),
        address=AddressInput(),
        country_code=CountryCode(),
        description="For staff of the product's shop.",
    )
    quantity_available = graphene.Int(
        address=AddressInput(),
        country_code=CountryCode(),
        description="How many one basket may hold now: what is free, up to the limit per basket.",
    )

    @needs("stocks__scarce__live_holds", "product", under="stocks")
    def resolve_stocks(variant, info, **place):
        info.context.visitor.require(*READERS, channel_id=variant.product.channel_id)
        return variant.stocks.all()

    @needs("stocks__scarce__live_holds", under="")
    def resolve_quantity_available(variant, info, **place):
        most = min(variant.quantity_limit or queries.MOST_PER_BASKET, queries.MOST_PER_BASKET)
        if not variant.track_inventory:
            return most
        return min(queries.available(variant.stocks.all(), info.context.now), most)
