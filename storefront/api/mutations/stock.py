"""Counting goods: productVariantStocksUpdate, productVariantStocksCreate."""

import graphene

from ...catalog.models import ProductVariant
from ...inventory import actions, queries
from ...inventory.models import Stock
from ...kernel import ids
from ...kernel.errors import ShopError, refuse
from ..extend import extends
from ..lookahead import planned
from ..mutation import Mutation, error_type
from ..types.product_errors import ProductErrorCode

PERMISSION = "MANAGE_PRODUCTS"
BulkStockError = error_type("BulkStockError", ProductErrorCode, index=graphene.Int())


class StockInput(graphene.InputObjectType):
    """So many stand in this place."""

    warehouse = graphene.ID(required=True)
    quantity = graphene.Int(required=True)


class _Counted(Mutation):
    """What both mutations share."""

    class Meta:
        abstract = True

    @classmethod
    def counted(cls, info, variant, stocks, new=False):
        """Set the stocks; `new`: refuse places that have one already."""
        actions.set_stock(variant, _levels(info.context.visitor, variant, stocks, new))
        rows = planned(ProductVariant.objects.filter(pk=variant.pk), info, at=("productVariant",))
        return cls(product_variant=rows.get())


class ProductVariantStocksUpdate(_Counted):
    """Say how many of a variant stand in these places; a place that had none yet comes in."""

    class Meta:
        error_type = BulkStockError
        permissions = (PERMISSION,)

    class Arguments:
        variant_id = graphene.ID()
        sku = graphene.String()
        stocks = graphene.List(graphene.NonNull(StockInput), required=True)

    product_variant = graphene.Field("storefront.api.types.variant.ProductVariant")

    @classmethod
    def perform(cls, info, stocks, variant_id=None, sku=None):
        return cls.counted(info, variant_of(info, variant_id, sku), stocks)


class ProductVariantStocksCreate(_Counted):
    """A variant comes to places where it was not before."""

    class Meta:
        error_type = BulkStockError
        permissions = (PERMISSION,)

    class Arguments:
        variant_id = graphene.ID(required=True)
        stocks = graphene.List(graphene.NonNull(StockInput), required=True)

    product_variant = graphene.Field("storefront.api.types.variant.ProductVariant")

    @classmethod
    def perform(cls, info, stocks, variant_id):
        return cls.counted(info, variant_of(info, variant_id), stocks, new=True)


def variant_of(info, variant_id=None, sku=None):
    """The variant named, for staff of its shop."""
    wanted = {"pk": ids.to_pk(variant_id, "ProductVariant", field="variantId")} if variant_id else {"sku": sku or ""}
    variant = ProductVariant.objects.select_related("product").filter(**wanted).first()
    if variant is None:
        raise ShopError("NOT_FOUND", "There is no such variant; it may have been deleted.", "variantId")
    info.context.visitor.require(PERMISSION, channel_id=variant.product.channel_id)
    return variant


def _levels(visitor, variant, stocks, new):
    """[(warehouse, quantity)] of the inputs; every wrong one is refused by its index."""
    keys, problems = [], []
    for place, stock in enumerate(stocks):
        try:
            keys.append(ids.to_pk(stock["warehouse"], "Warehouse", field="warehouse"))
        except ShopError as malformed:
            keys.append(None)
            malformed.extra["index"] = place
            problems.append(malformed)
    refuse(problems)
    places = {row.pk: row for row in queries.visible_to(visitor, PERMISSION).filter(pk__in=keys)}
    there = set(Stock.objects.filter(variant=variant, warehouse__in=keys).values_list("warehouse", flat=True))
    for place, key in enumerate(keys):
        if key not in places:
            problem = "NOT_FOUND", "There is no such warehouse in your shop; read warehouses again."
        elif key in keys[:place]:
            problem = "DUPLICATED_INPUT_ITEM", "This warehouse is named twice; name it once."
        elif new and key in there:
            problem = "UNIQUE", "There is a stock here already; use productVariantStocksUpdate."
        else:
            continue
        problems.append(ShopError(*problem, "warehouse", index=place))
    refuse(problems)
    return [(places[key], stock["quantity"]) for key, stock in zip(keys, stocks, strict=True)]


@extends("Mutation")
class StockMutations:
    """Counting goods."""

    product_variant_stocks_update = ProductVariantStocksUpdate.Field()
    product_variant_stocks_create = ProductVariantStocksCreate.Field()
