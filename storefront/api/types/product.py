"""Products."""

import graphene

from ...catalog import models
from ...catalog.queries import is_available, is_shown, listing_of, sees_all
from ...inventory.queries import available
from ...kernel import ids
from ..connection import connection, listed
from ..lookahead import needs
from ..scalars import DateTime, JSONString
from . import product_listing
from .address import AddressInput
from .attribute import SelectedAttribute
from .attribute_answers import OF_PRODUCT, loaded, of_product
from .attribute_assigned import assigned_attribute, assigned_attributes, named, up_to
from .media import ProductMedia, image, thumbnail_of
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes
from .product_channel import channel_id_of, channel_of, slug_of
from .product_pricing import ProductPricingInfo, product_prices
from .product_type import ProductType
from .translation import translated, translation
from .variant import ProductVariant, ProductVariantCountableConnection
from .weight import Weight, weight

PRICED_VARIANTS = "variants__listings"
STOCKS = "variants__stocks__scarce__live_holds"


@represents(models.Product, Notes(("MANAGE_PRODUCTS",)))
class Product(graphene.ObjectType):
    """Something a shop makes, in one or more variants."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    seo_title = graphene.String()
    seo_description = graphene.String()
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    description = graphene.Field(JSONString)
    rating = graphene.Float()
    external_reference = graphene.String()
    created = graphene.Field(DateTime, required=True)
    updated_at = graphene.Field(DateTime, required=True)
    channel = graphene.String()
    weight = graphene.Field(Weight)
    product_type = graphene.Field(ProductType, required=True)
    category = graphene.Field("storefront.api.types.category.Category")
    collections = graphene.List(graphene.NonNull("storefront.api.types.collection.Collection"))
    translation = translation("ProductTranslation")
    resolve_translation = staticmethod(translated)
    resolve_channel = staticmethod(slug_of)

    assigned_attribute = assigned_attribute()
    assigned_attributes = assigned_attributes()
    attribute = graphene.Field(SelectedAttribute, slug=graphene.String(required=True))
    attributes = graphene.List(graphene.NonNull(SelectedAttribute), required=True)

    thumbnail = image()
    media = graphene.List(graphene.NonNull(ProductMedia))
    media_by_id = graphene.Field(ProductMedia, id=graphene.ID(required=True))

    pricing = graphene.Field(ProductPricingInfo, address=AddressInput())
    is_available = graphene.Boolean(address=AddressInput())
    available_for_purchase_at = graphene.Field(DateTime)
    is_available_for_purchase = graphene.Boolean()
    channel_listings = graphene.List(graphene.NonNull(product_listing.ProductChannelListing))

    product_variants = graphene.Field(
        ProductVariantCountableConnection,
        first=graphene.Int(),
        after=graphene.String(),
        last=graphene.Int(),
        before=graphene.String(),
    )
    variants = graphene.List(graphene.NonNull(ProductVariant))
    variant = graphene.Field(ProductVariant, id=graphene.ID(), sku=graphene.String())
    default_variant = graphene.Field(ProductVariant)

    @staticmethod
    def resolve_created(product, info):
        return product.created_at

    @staticmethod
    def resolve_weight(product, info):
        return weight(product.weight)

    @staticmethod
    @needs("product_type")
    def resolve_product_type(product, info):
        return product.product_type

    @staticmethod
    @needs("category")
    def resolve_category(product, info):
        return product.category

    @staticmethod
    @needs("collections")
    def resolve_collections(product, info):
        visitor, now = info.context.visitor, info.context.now
        return [each for each in product.collections.all() if is_shown(each, visitor, now)]

    @staticmethod
    @needs(*OF_PRODUCT, under="")
    def resolve_assigned_attribute(product, info, slug):
        return named(of_product(product, info), slug)

    @staticmethod
    @needs(*OF_PRODUCT, under="")
    def resolve_assigned_attributes(product, info, limit=None):
        return up_to(of_product(product, info), limit)

    @staticmethod
    @needs(*OF_PRODUCT, under="")
    def resolve_attribute(product, info, slug):
        return named(of_product(product, info), slug)

    @staticmethod
    @needs(*OF_PRODUCT, under="")
    def resolve_attributes(product, info):
        return of_product(product, info)

    @staticmethod
    @needs("media", under="")
    def resolve_thumbnail(product, info, size=None, format=None):
        return thumbnail_of(product, loaded(product, "media"), size, format)

    @staticmethod
    @needs("media")
    def resolve_media(product, info):
        return loaded(product, "media")

    @staticmethod
    @needs("media")
    def resolve_media_by_id(product, info, id):
        pk = ids.to_pk(id, "ProductMedia")
        return next((row for row in loaded(product, "media") if row.pk == pk), None)

    @staticmethod
    @needs("listings", "product_type", under="")
    def resolve_pricing(product, info, address=None):
        return product_prices(product, info)

    @staticmethod
    @needs("listings", PRICED_VARIANTS, STOCKS, under="")
    def resolve_is_available(product, info, address=None):
        channel = channel_of(product, info)
        if channel is None:
            return None
        now = info.context.now
        return is_available(listing_of(product, channel.pk), now) and any(
            _can_be_had(variant, channel.pk, now) for variant in loaded(product, "variants")
        )

    @staticmethod
    @needs("listings", under="")
    def resolve_available_for_purchase_at(product, info):
        listing = _listing(product)
        return listing and listing.available_for_purchase_at

    @staticmethod
    @needs("listings", under="")
    def resolve_is_available_for_purchase(product, info):
        return is_available(_listing(product), info.context.now) if channel_id_of(product) else None

    @staticmethod
    @needs("listings__channel", under="listings")
    def resolve_channel_listings(product, info):
        return product_listing.listings_for(product, product.channel_id, info)

    @staticmethod
    @needs(PRICED_VARIANTS, under="variants")
    def resolve_product_variants(product, info, **cut):
        return listed(_variants(product, info), **cut)

    @staticmethod
    @needs(PRICED_VARIANTS, under="variants")
    def resolve_variants(product, info):
        return _variants(product, info)

    @staticmethod
    @needs(PRICED_VARIANTS, under="variants")
    def resolve_variant(product, info, id=None, sku=None):
        pk = ids.to_pk(id, "ProductVariant") if id else None
        return next((v for v in _variants(product, info) if v.pk == pk or pk is None and v.sku == sku), None)

    @staticmethod
    @needs(PRICED_VARIANTS, under="variants")
    def resolve_default_variant(product, info):
        return next(iter(_variants(product, info)), None)


ProductCountableConnection = connection(Product)


def _variants(product, info):
    """The variants the visitor may see: those with a price in the channel; staff see all."""
    channel_id = channel_id_of(product)
    variants = loaded(product, "variants")
    priced = [variant for variant in variants if _price(variant, channel_id) is not None]
    if len(priced) == len(variants) or not sees_all(info.context.visitor, channel_id or None):
        return priced
    return variants


def _price(variant, channel_id):
    listing = listing_of(variant, channel_id)
    return listing and listing.price


def _can_be_had(variant, channel_id, now):
    if _price(variant, channel_id) is None:
        return False
    return not variant.track_inventory or available(loaded(variant, "stocks"), now) > 0


def _listing(product):
    return listing_of(product, channel_id_of(product))
