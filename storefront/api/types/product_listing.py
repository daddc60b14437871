"""How channels list products and variants; for staff."""

import graphene

from ...catalog import models
from ...catalog.queries import is_available
from ..scalars import DateTime
from .channel import Channel
from .money import Money, money
from .node import Node, represents

SEEN_BY = ("MANAGE_PRODUCTS", "MANAGE_ORDERS", "MANAGE_DISCOUNTS")


@represents(models.ProductChannelListing)
class ProductChannelListing(graphene.ObjectType):
    """Whether, and since when, a channel shows and sells a product."""

    class Meta:
        interfaces = (Node,)

    channel = graphene.Field(Channel, required=True)
    is_published = graphene.Boolean(required=True)
    published_at = graphene.Field(DateTime)
    visible_in_listings = graphene.Boolean(required=True)
    available_for_purchase_at = graphene.Field(DateTime)
    is_available_for_purchase = graphene.Boolean()
    discounted_price = graphene.Field(Money)

    @staticmethod
    def resolve_is_available_for_purchase(listing, info):
        return is_available(listing, info.context.now)

    @staticmethod
    def resolve_discounted_price(listing, info):
        return money(listing.lowest_price, listing.channel.currency)


@represents(models.VariantChannelListing)
class ProductVariantChannelListing(graphene.ObjectType):
    """What a channel asks for a variant."""

    class Meta:
        interfaces = (Node,)

    channel = graphene.Field(Channel, required=True)
    price = graphene.Field(Money)
    cost_price = graphene.Field(Money)
    prior_price = graphene.Field(Money)
    margin = graphene.Int()

    @staticmethod
    def resolve_price(listing, info):
        return money(listing.price, listing.channel.currency)

    @staticmethod
    def resolve_cost_price(listing, info):
        return money(listing.cost, listing.channel.currency)

    @staticmethod
    def resolve_prior_price(listing, info):
        return money(listing.prior_price, listing.channel.currency)

    @staticmethod
    def resolve_margin(listing, info):
        if not listing.price or listing.cost is None:
            return None
        return round(100 * (listing.price - listing.cost) / listing.price)


def listings_for(row, owner_id, info):
    """The listings of a product or variant that staff may see; refuses everybody else."""
    visitor = info.context.visitor
    visitor.require(*SEEN_BY, channel_id=owner_id)
    return list(row.listings.all())
