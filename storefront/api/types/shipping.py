"""Ways to deliver."""

import graphene

from ...delivery import models, options
from ...kernel import ids
from ..mutation import enum
from ..scalars import JSONString
from .languages import LanguageCodeEnum, LanguageDisplay, to_tag
from .money import Money, money
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .warehouse import Warehouse

ShippingMethodTypeEnum = enum("ShippingMethodTypeEnum", "PRICE WEIGHT")


class ShippingMethodTranslation(graphene.ObjectType):
    """A method's words in another language; resolvers give (method, tag)."""

    id = graphene.ID(required=True)
    language = graphene.Field(LanguageDisplay, required=True)
    name = graphene.String()
    description = JSONString()

    @staticmethod
    def resolve_id(pair, info):
        return ids.to_global("ShippingMethodTranslation", pair[0].pk)

    @staticmethod
    def resolve_language(pair, info):
        return pair[1]

    @staticmethod
    def resolve_name(pair, info):
        return pair[0].translated("name", pair[1])

    @staticmethod
    def resolve_description(pair, info):
        return pair[0].translated("description", pair[1])


def _seller(option):
    """The id of the channel whose row an option stands for; None for a plugin's."""
    row = option.row.zone if isinstance(option.row, models.ShippingMethod) else option.row
    return row and row.channel_id


@represents(options.Option, Notes(("MANAGE_SHIPPING",), _seller))
@represents(models.ShippingMethod, Notes(("MANAGE_SHIPPING",), "zone.channel_id"))
class ShippingMethod(graphene.ObjectType):
    """A way to deliver: a delivery.options.Option, or a row whose zone and channel are loaded."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    type = graphene.Field(ShippingMethodTypeEnum, deprecation_reason="Everything here is priced by order.")
    name = graphene.String(required=True)
    description = JSONString()
    maximum_delivery_days = graphene.Int()
    minimum_delivery_days = graphene.Int()
    translation = graphene.Field(ShippingMethodTranslation, language_code=LanguageCodeEnum(required=True))
    price = graphene.Field(Money, required=True)
    maximum_order_price = graphene.Field(Money, deprecation_reason="The shop decides; ask for what is possible.")
    minimum_order_price = graphene.Field(Money, deprecation_reason="The shop decides; ask for what is possible.")
    active = graphene.Boolean(required=True, description="Possible for this basket now.")
    message = graphene.String()

    @staticmethod
    def resolve_id(method, info):
        return method.id if isinstance(method, options.Option) else ids.to_global("ShippingMethod", method.pk)

    @staticmethod
    def resolve_type(method, info):
        return "PRICE"

    @staticmethod
    def resolve_translation(method, info, language_code):
        row, tag = _row(method), to_tag(language_code)
        return (row, tag) if row is not None and row.translations.get(tag) else None

    @staticmethod
    def resolve_price(method, info):
        return money(method.price, _currency(method))

    @staticmethod
    def resolve_maximum_order_price(method, info):
        row = _row(method)
        return row and money(row.maximum_order_price, _currency(method))

    @staticmethod
    def resolve_minimum_order_price(method, info):
        row = _row(method)
        return row and money(row.minimum_order_price, _currency(method))

    @staticmethod
    def resolve_active(method, info):
        return True if isinstance(method, options.Option) else method.is_active

    @staticmethod
    def resolve_message(method, info):
        return getattr(method, "message", "")


class DeliveryMethod(graphene.Union):
    """How an order reaches its customer: a method, or the place where it is collected."""

    class Meta:
        types = (Warehouse, ShippingMethod)

    @classmethod
    def resolve_type(cls, row, info):
        return ShippingMethod if isinstance(row, options.Option | models.ShippingMethod) else Warehouse


class Delivery(graphene.ObjectType):
    """A way to deliver one basket; resolvers give (global id, Option). A collection point is shown as a free method."""

    id = graphene.ID(required=True)
    shipping_method = graphene.Field(ShippingMethod)

    @staticmethod
    def resolve_id(pair, info):
        return pair[0]

    @staticmethod
    def resolve_shipping_method(pair, info):
        return pair[1]


def delivery(key, option):
    """What the Delivery type shows, of an Option and its UUID for one basket."""
    return ids.to_global("CheckoutDelivery", key), option


def _row(method):
    """The ShippingMethod row behind, or None."""
    row = method.row if isinstance(method, options.Option) else method
    return row if isinstance(row, models.ShippingMethod) else None


def _currency(method):
    return method.currency if isinstance(method, options.Option) else method.zone.channel.currency
