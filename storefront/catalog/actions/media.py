"""Pictures and videos of a product."""

from django.db.models import Max

from ...kernel import events
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, lock_one
from .. import media
from ..models import Product, ProductMedia, VariantMedia


def add_media(product, data, *, filename="", alt="", **fields):
    """Store a picture (bytes) and put it behind the product's others; the file is written before the transaction."""
    picture = media.accept(data, filename)
    return _add(
        product, type="IMAGE", image=picture.path, width=picture.width, height=picture.height, alt=alt[:250], **fields
    )


def add_video(product, address, *, alt="", **fields):
    """Put a video, given by its https address, behind the product's pictures."""
    if not address.startswith(("https://", "http://")):
        raise ShopError("INVALID", "A video is given by its web address, starting with https://.", "mediaUrl")
    return _add(product, type="VIDEO", external_url=address, alt=alt[:250], **fields)


@atomic
def move_media(product, ordered):
    """Show a product's media in this order."""
    places = {media.pk: place for place, media in enumerate(ordered)}
    mine = list(ProductMedia.objects.filter(product=product, pk__in=places))
    for row in mine:
        row.sort_order = places[row.pk]
    ProductMedia.objects.bulk_update(mine, ["sort_order"])
    events.append("product.changed", product, product.channel_id)


@atomic
def remove_media(row):
    """Take a picture or video off its product; the file stays, other products may show it."""
    events.append("product.changed", f"Product:{row.product_id}", row.product.channel_id)
    row.delete()


@atomic
def show_for_variant(variant, row):
    """Show one of the product's pictures for this variant."""
    if row.product_id != variant.product_id:
        raise ShopError("INVALID", "This picture belongs to another product; choose one of this product's.", "mediaId")
    VariantMedia.objects.get_or_create(variant=variant, media=row)
    events.append("product.changed", f"Product:{row.product_id}", variant.product.channel_id)


@atomic
def _add(product, **fields):
    product = lock_one(Product, product.pk)
    last = product.media.aggregate(last=Max("sort_order"))["last"]
    row = ProductMedia.objects.create(product=product, sort_order=0 if last is None else last + 1, **fields)
    events.append("product.changed", product, product.channel_id)
    return row
