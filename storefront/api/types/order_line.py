"""Lines of orders: what was sold, as it was; and where it is set aside."""

import graphene
from django.db.models import Prefetch

from ...kernel import ids
from ...kernel.models import Hold, Scarce
from ...orders import models
from ..lookahead import needs, special
from ..scalars import PositiveDecimal
from .media import THUMBNAIL, image, shown
from .money import Money, Taxed, TaxedMoney
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .order_discount import OrderLineDiscount, unit_discount
from .order_sight import HiddenMetadata, for_staff, private
from .tax_class import TaxClass
from .voucher import DiscountValueTypeEnum
from .warehouse import Warehouse


def order_of(line):
    """The order of a line."""
    return line.order


def _allocations():
    """What is sold to orders and not handed over yet."""
    sold = Hold.objects.filter(owner__startswith="Order:", state=Hold.State.CONFIRMED)
    return Prefetch("holds", sold, to_attr="allocations")


special(Scarce, "allocations", _allocations)


class Allocation(graphene.ObjectType):
    """So many set aside in a place for an order; resolved from (Hold, Warehouse)."""

    class Meta:
        interfaces = (Node,)

    quantity = graphene.Int(required=True)
    warehouse = graphene.Field(Warehouse, required=True)

    @staticmethod
    def resolve_id(pair, info):
        return ids.to_global("Allocation", pair[0].pk)

    @staticmethod
    def resolve_quantity(pair, info):
        return pair[0].quantity

    @needs(under="variant__stocks__warehouse")
    def resolve_warehouse(pair, info):
        return pair[1]


@represents(models.OrderLine, Notes(("MANAGE_ORDERS",), "order.channel_id"))
class OrderLine(HiddenMetadata.of(order_of, "order"), graphene.ObjectType):
    """A thing sold: names, prices and rate as they were."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    product_name = graphene.String(required=True)
    variant_name = graphene.String(required=True)
    translated_product_name = graphene.String(required=True)
    translated_variant_name = graphene.String(required=True)
    product_sku = graphene.String()
    product_variant_id = graphene.String()
    is_shipping_required = graphene.Boolean(required=True)
    quantity = graphene.Int(required=True)
    quantity_fulfilled = graphene.Int(required=True)
    quantity_to_fulfill = graphene.Int(required=True)
    thumbnail = image()
    variant = graphene.Field("storefront.api.types.variant.ProductVariant")
    unit_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_unit_price = graphene.Field(TaxedMoney, required=True)
    total_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_total_price = graphene.Field(TaxedMoney, required=True)
    tax_rate = graphene.Float(required=True, description="0.055 is 5.5 %.")
    tax_class = graphene.Field(TaxClass)
    tax_class_name = graphene.String()
    unit_discount = graphene.Field(Money, required=True)
    unit_discount_reason = graphene.String()
    unit_discount_type = graphene.Field(DiscountValueTypeEnum)
    unit_discount_value = graphene.Field(PositiveDecimal, required=True)
    discounts = graphene.List(graphene.NonNull(OrderLineDiscount))
    is_price_overridden = graphene.Boolean()
    price_override_reason = graphene.String()
    voucher_code = graphene.String()
    is_gift = graphene.Boolean()
    allocations = graphene.List(graphene.NonNull(Allocation), description="For staff of the shop.")

    @staticmethod
    def resolve_product_sku(line, info):
        return line.product_sku or None

    @staticmethod
    def resolve_product_variant_id(line, info):
        return line.variant_id and ids.to_global("ProductVariant", line.variant_id)

    @staticmethod
    def resolve_quantity_to_fulfill(line, info):
        return line.quantity - line.quantity_fulfilled

    @needs("variant__variant_media__media", "variant__product__media", under="")
    def resolve_thumbnail(line, info, size=None, format=None):
        picture = _picture(line.variant)
        return picture and shown(
            "ProductMedia", picture, picture.image, alt=picture.alt, size=size or THUMBNAIL, format=format
        )

    @needs("variant")
    def resolve_variant(line, info):
        return line.variant

    @needs("order", under="")
    def resolve_unit_price(line, info):
        return Taxed(line.unit_gross, line.unit_net, line.order.currency)

    @needs("order", under="")
    def resolve_undiscounted_unit_price(line, info):
        return Taxed(line.undiscounted_unit_gross, line.undiscounted_unit_net, line.order.currency)

    @needs("order", under="")
    def resolve_total_price(line, info):
        return Taxed(line.total_gross, line.total_net, line.order.currency)

    @needs("order", under="")
    def resolve_undiscounted_total_price(line, info):
        return Taxed(line.undiscounted_total_gross, line.undiscounted_total_net, line.order.currency)

    @staticmethod
    def resolve_tax_rate(line, info):
        return line.tax_rate / 10_000

    @for_staff("MANAGE_ORDERS", "MANAGE_PRODUCTS", of=order_of)
    @needs("tax_class", "order", under="tax_class")
    def resolve_tax_class(line, info):
        return line.tax_class

    @needs("tax_class", under="")
    def resolve_tax_class_name(line, info):
        return line.tax_class and line.tax_class.name

    @needs("order", under="")
    def resolve_unit_discount(line, info):
        return unit_discount(line)

    @staticmethod
    def resolve_unit_discount_reason(line, info):
        return line.discount_reason or None

    @staticmethod
    def resolve_unit_discount_type(line, info):
        return "FIXED" if line.discount else None

    @needs("order", under="")
    def resolve_unit_discount_value(line, info):
        return unit_discount(line).amount

    @needs("order", under="")
    def resolve_discounts(line, info):
        return [line] if line.discount else []

    @staticmethod
    def resolve_is_price_overridden(line, info):
        return False

    @private(of=order_of)
    @needs("order", under="")
    def resolve_voucher_code(line, info):
        return line.voucher_code or None

    @staticmethod
    def resolve_is_gift(line, info):
        return False

    @for_staff("MANAGE_PRODUCTS", "MANAGE_ORDERS", of=order_of)
    @needs("variant__stocks__scarce__allocations", "variant__stocks__warehouse", "order", under="")
    def resolve_allocations(line, info):
        owner = f"Order:{line.order_id}"
        stocks = line.variant.stocks.all() if line.variant else ()
        return [(hold, stock.warehouse) for stock in stocks for hold in stock.scarce.allocations if hold.owner == owner]


def _picture(variant):
    """The variant's first picture, else its product's; None when there is none, or nothing of it is left."""
    if variant is None:
        return None
    own = [each.media for each in variant.variant_media.all()]
    return next((media for media in [*own, *variant.product.media.all()] if media.image), None)
