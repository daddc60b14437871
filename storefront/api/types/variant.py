"""Variants: what one actually buys."""

import graphene

from ...catalog import models
from ..connection import connection
from ..lookahead import needs
from ..scalars import DateTime
from . import product_listing
from .address import AddressInput
from .attribute import SelectedAttribute, VariantAttributeScope
from .attribute_answers import OF_VARIANT, loaded, of_variant
from .attribute_assigned import assigned_attribute, assigned_attributes, named, up_to
from .media import ProductMedia
from .money import Money
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .product_channel import slug_of
from .product_pricing import VariantPricingInfo, price_per_kilo, variant_prices
from .translation import translated, translation
from .weight import Weight, weight


@represents(models.ProductVariant, Notes(("MANAGE_PRODUCTS",), "product.channel_id"))
class ProductVariant(graphene.ObjectType):
    """A size, a flavour, a colour of a product; stock fields are added in stock.py."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    sku = graphene.String()
    product = graphene.Field("storefront.api.types.product.Product", required=True)
    track_inventory = graphene.Boolean(required=True)
    quantity_limit_per_customer = graphene.Int()
    weight = graphene.Field(Weight)
    channel = graphene.String()
    external_reference = graphene.String()
    created = graphene.Field(DateTime, required=True)
    updated_at = graphene.Field(DateTime, required=True)
    channel_listings = graphene.List(graphene.NonNull(product_listing.ProductVariantChannelListing))
    pricing = graphene.Field(VariantPricingInfo, address=AddressInput())
    price_per_kilo = graphene.Field(Money, description="What is asked today for 1 kg; null without weight or price.")
    attributes = graphene.List(
        graphene.NonNull(SelectedAttribute),
        required=True,
        variant_selection=VariantAttributeScope(),
        deprecation_reason="Use `assignedAttributes`.",
    )
    assigned_attribute = assigned_attribute()
    assigned_attributes = assigned_attributes()
    media = graphene.List(graphene.NonNull(ProductMedia))
    translation = translation("ProductVariantTranslation")
    resolve_translation = staticmethod(translated)

    @staticmethod
    @needs("product")
    def resolve_product(variant, info):
        return variant.product

    @staticmethod
    def resolve_quantity_limit_per_customer(variant, info):
        return variant.quantity_limit

    @staticmethod
    @needs("product", under="")
    def resolve_weight(variant, info):
        return weight(variant.grams)

    @staticmethod
    @needs("product", under="")
    def resolve_channel(variant, info):
        return slug_of(variant, info)

    @staticmethod
    def resolve_created(variant, info):
        return variant.created_at

    @staticmethod
    @needs("listings__channel", "product", under="listings")
    def resolve_channel_listings(variant, info):
        return product_listing.listings_for(variant, variant.product.channel_id, info)

    @staticmethod
    @needs("listings", "product__product_type", under="")
    def resolve_pricing(variant, info, address=None):
        return variant_prices(variant, info)

    @staticmethod
    @needs("listings", "product", under="")
    def resolve_price_per_kilo(variant, info):
        return price_per_kilo(variant, info)

    @staticmethod
    @needs(*OF_VARIANT, under="")
    def resolve_attributes(variant, info, variant_selection=None):
        scope = getattr(variant_selection, "value", variant_selection)
        answers = of_variant(variant, info)
        if scope in (None, "ALL"):
            return answers
        return [answered for answered in answers if answered.selects == (scope == "VARIANT_SELECTION")]

    @staticmethod
    @needs(*OF_VARIANT, under="")
    def resolve_assigned_attribute(variant, info, slug):
        return named(of_variant(variant, info), slug)

    @staticmethod
    @needs(*OF_VARIANT, under="")
    def resolve_assigned_attributes(variant, info, limit=None):
        return up_to(of_variant(variant, info), limit)

    @staticmethod
    @needs("variant_media__media", under="variant_media__media")
    def resolve_media(variant, info):
        return [place.media for place in loaded(variant, "variant_media")]


ProductVariantCountableConnection = connection(ProductVariant)
