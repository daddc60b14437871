"""Shops."""

import graphene

from ...channels import models, queries
from ...kernel import ids
from ...kernel.errors import PermissionDenied
from ..extend import extends
from ..lookahead import needs, planned
from ..mutation import enum
from .artisan_shop import ArtisanShop, Shop
from .countries import CountryDisplay
from .languages import LanguageCodeEnum, to_tag
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes

AllocationStrategyEnum = enum("AllocationStrategyEnum", "PRIORITIZE_SORTING_ORDER PRIORITIZE_HIGH_STOCK")
MarkAsPaidStrategyEnum = enum("MarkAsPaidStrategyEnum", "TRANSACTION_FLOW PAYMENT_FLOW")


class StockSettings(graphene.ObjectType):
    """From which warehouse goods are taken first."""

    allocation_strategy = graphene.Field(AllocationStrategyEnum, required=True)


class OrderSettings(graphene.ObjectType):
    """What happens to a shop's new orders."""

    automatically_confirm_all_new_orders = graphene.Boolean(required=True)
    automatically_fulfill_non_shippable_gift_card = graphene.Boolean(required=True)
    mark_as_paid_strategy = graphene.Field(MarkAsPaidStrategyEnum, required=True)
    allow_unpaid_orders = graphene.Boolean(required=True)


class CheckoutSettings(graphene.ObjectType):
    """How a shop's baskets behave."""

    use_legacy_error_flow = graphene.Boolean(required=True)
    automatically_complete_fully_paid_checkouts = graphene.Boolean(required=True)


@represents(models.Channel, Notes(("MANAGE_CHANNELS",), "pk"))
class Channel(graphene.ObjectType):
    """One artisan's shop."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    is_active = graphene.Boolean(required=True)
    currency_code = graphene.String(required=True)
    default_country = graphene.Field(CountryDisplay, required=True)
    countries = graphene.List(graphene.NonNull(CountryDisplay), description="Where it sells to.")
    shop = graphene.Field(
        ArtisanShop, required=True, language_code=LanguageCodeEnum(), description="In words of that language."
    )
    has_orders = graphene.Boolean(required=True)
    stock_settings = graphene.Field(StockSettings, required=True)
    order_settings = graphene.Field(OrderSettings, required=True)
    checkout_settings = graphene.Field(CheckoutSettings, required=True)

    @staticmethod
    @needs(under="")
    def resolve_shop(channel, info, language_code=None):
        return Shop(channel, to_tag(language_code))

    @staticmethod
    def resolve_currency_code(channel, info):
        return channel.currency

    @staticmethod
    def resolve_default_country(channel, info):
        return channel.country

    @staticmethod
    def resolve_countries(channel, info):
        return queries.countries(channel)

    @staticmethod
    def resolve_has_orders(channel, info):
        info.context.visitor.require("MANAGE_CHANNELS", channel_id=channel.pk)
        memo, key = info.context.memo, ("has orders", channel.pk)
        if key not in memo:
            memo[key] = channel.orders.exists()
        return memo[key]

    @staticmethod
    def resolve_stock_settings(channel, info):
        _require_any(info, channel, "MANAGE_CHANNELS", "MANAGE_PRODUCTS", "MANAGE_SHIPPING")
        return StockSettings(allocation_strategy="PRIORITIZE_SORTING_ORDER")

    @staticmethod
    def resolve_order_settings(channel, info):
        _require_any(info, channel, "MANAGE_CHANNELS", "MANAGE_ORDERS")
        return OrderSettings(
            automatically_confirm_all_new_orders=True,
            automatically_fulfill_non_shippable_gift_card=False,
            mark_as_paid_strategy="TRANSACTION_FLOW",
            allow_unpaid_orders=channel.allow_unpaid_orders,
        )

    @staticmethod
    def resolve_checkout_settings(channel, info):
        _require_any(info, channel, "MANAGE_CHANNELS", "MANAGE_CHECKOUTS")
        return CheckoutSettings(use_legacy_error_flow=False, automatically_complete_fully_paid_checkouts=True)


def _require_any(info, channel, *permissions):
    info.context.visitor.require(*permissions, channel_id=channel.pk)


@extends("Query")
class ChannelQueries:
    """Shops, one by one for everybody, as a list for staff: of those where they have any right."""

    channel = graphene.Field(Channel, id=graphene.ID(), slug=graphene.String())
    channels = graphene.List(graphene.NonNull(Channel))

    def resolve_channel(root, info, id=None, slug=None):
        if id is None and slug is None:
            return None
        one = {"slug": slug} if id is None else {"pk": ids.to_pk(id, "Channel")}
        found = planned(models.Channel.objects.filter(**one), info).first()
        if found is None or not (found.is_active or queries.sees(info.context.visitor, found)):
            return None  # an open shop is anybody's: its visitors need not be looked at
        info.context.memo.setdefault(("channel", found.slug), found)  # for lists that name it, see product_channel.py
        info.context.memo.setdefault("channels", {}).setdefault(found.pk, found)
        return found

    def resolve_channels(root, info):
        if not info.context.visitor.is_staff:
            raise PermissionDenied(("AUTHENTICATED_STAFF_USER", "AUTHENTICATED_APP"))
        return list(planned(queries.granted_to(info.context.visitor.grants), info))
