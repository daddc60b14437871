"""What may be sold in a channel, and for how much."""

from dataclasses import dataclass

from ..models import Product, ProductVariant


@dataclass(frozen=True)
class Sellable:
    """A variant as a channel sells it: minor units, VAT included. problem: why it cannot be sold now, or None."""

    variant: object
    product: object
    listing: object
    price: int | None
    undiscounted: int | None
    problem: str | None


def purchasable(variant_ids, channel, now):
    """{variant id: Sellable} with problem None, "NOT_PUBLISHED", "NOT_AVAILABLE" or "NO_PRICE"; three statements.

    Variants that do not exist are not in the answer. variant.product.product_type and .category are loaded.
    """
    rows = (
        ProductVariant.objects.filter(pk__in=variant_ids)
        .select_related("product", "product__product_type", "product__category")
        .prefetch_related("listings", "product__listings")
    )
    return {variant.pk: _sellable(variant, channel, now) for variant in rows}


def for_sale(channel, now):
    """The products a customer of the channel can put into a basket now: published and available for purchase."""
    return Product.objects.filter(
        listings__channel=channel,
        listings__is_published=True,
        listings__published_at__lte=now,
        listings__available_for_purchase_at__lte=now,
        listings__lowest_price__isnull=False,
    )


def listing_of(row, channel_id):
    """A product's or variant's listing in a channel, or None; no statement when `listings` are prefetched."""
    cached = getattr(row, "_prefetched_objects_cache", {}).get("listings")
    for listing in row.listings.all() if cached is None else cached:
        if listing.channel_id == channel_id:
            return listing
    return None


def price_of(variant, channel):
    """(asked, undiscounted) minor units of a variant in a channel, or None when it is not for sale there."""
    listing = listing_of(variant, channel.pk)
    if listing is None or listing.price is None:
        return None
    return listing.price if listing.discounted_price is None else listing.discounted_price, listing.price


def is_published(listing, now):
    """Does the channel show the product now?"""
    return (
        listing is not None and listing.is_published and (listing.published_at is None or listing.published_at <= now)
    )


def is_available(listing, now):
    """Does the channel sell the product now?"""
    since = listing.available_for_purchase_at if listing is not None else None
    return since is not None and since <= now


def _sellable(variant, channel, now):
    product_listing, listing = listing_of(variant.product, channel.pk), listing_of(variant, channel.pk)
    price, undiscounted = price_of(variant, channel) or (None, None)
    problem = None
    if not is_published(product_listing, now):
        problem = "NOT_PUBLISHED"
    elif not is_available(product_listing, now):
        problem = "NOT_AVAILABLE"
    elif price is None:
        problem = "NO_PRICE"
    return Sellable(variant, variant.product, listing, price, undiscounted, problem)
