"""Pictures and videos."""

import graphene

from ...accounts.models import User
from ...catalog import media, models
from ...kernel import ids
from ..mutation import enum
from ..scalars import JSONString
from .node import Node, ObjectWithMetadata, represents
from .notes import Notes

ThumbnailFormatEnum = enum("ThumbnailFormatEnum", "ORIGINAL AVIF WEBP")
ProductMediaType = enum("ProductMediaType", "IMAGE VIDEO")
THUMBNAIL = 256
media.shows("User", User, "avatar")


class Image(graphene.ObjectType):
    """A picture; resolvers give Shown."""

    url = graphene.String(required=True)
    alt = graphene.String()


class Shown:
    """A picture in a size: its address and what it shows."""

    __slots__ = ("alt", "url")

    def __init__(self, url, alt):
        self.url, self.alt = url, alt


def image(**more):
    """A field that shows a picture: `size` is its longest side."""
    return graphene.Field(Image, size=graphene.Int(), format=ThumbnailFormatEnum(), **more)


def shown(type_name, row, path, *, alt="", size=None, format=None):
    """What an `image()` field resolves to: None without a picture."""
    if not path:
        return None
    return Shown(media.url(type_name, row.pk, path, size, getattr(format, "value", format)), alt)


@represents(models.ProductMedia, Notes(("MANAGE_PRODUCTS",), "product.channel_id"))
class ProductMedia(graphene.ObjectType):
    """A picture or video of a product."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    sort_order = graphene.Int()
    alt = graphene.String(required=True)
    type = graphene.Field(ProductMediaType, required=True)
    oembed_data = JSONString(required=True)
    url = graphene.String(required=True, size=graphene.Int(), format=ThumbnailFormatEnum())
    product_id = graphene.ID()

    @staticmethod
    def resolve_url(row, info, size=None, format=None):
        if not row.image:
            return row.external_url
        return media.url("ProductMedia", row.pk, row.image, size, getattr(format, "value", format))

    @staticmethod
    def resolve_oembed_data(row, info):
        return "{}"

    @staticmethod
    def resolve_product_id(row, info):
        return ids.to_global("Product", row.product_id)


def thumbnail_of(product, rows, size, format):
    """A product's first picture as Saleor's thumbnail."""
    for row in rows:
        if row.type == "IMAGE":
            return shown(
                "ProductMedia",
                row,
                row.image,
                alt=row.alt or product.name,
                size=THUMBNAIL if size is None else size,
                format=format,
            )
    return None
