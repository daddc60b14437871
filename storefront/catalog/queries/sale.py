"""What may be sold in a channel, and for how much."""

from dataclasses import dataclass

from ..models import Product, ProductChannelListing, ProductVariant, VariantChannelListing


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
    rows = ProductVariant.objects.filter(pk__in=variant_ids)
    return sellables(list(rows.select_related("product__product_type", "product__category")), channel, now)


def sellables(variants, channel, now):
    """{variant id: Sellable} of variants in hand, with their products; two statements."""
    listed, products = {variant.pk for variant in variants}, {variant.product_id for variant in variants}
    prices = {row.variant_id: row for row in _listings(VariantChannelListing, channel, variant__in=listed)}
    shown = {row.product_id: row for row in _listings(ProductChannelListing, channel, product__in=products)}
    return {each.pk: _sellable(each, prices.get(each.pk), shown.get(each.product_id), now) for each in variants}


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
    return _prices(listing_of(variant, channel.pk))


def _prices(listing):
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


def _listings(model, channel, **of):
    return model.objects.filter(channel=channel, **of).order_by()


def _sellable(variant, listing, product_listing, now):
    price, undiscounted = _prices(listing) or (None, None)
    problem = None
    if not is_published(product_listing, now):
        problem = "NOT_PUBLISHED"
    elif not is_available(product_listing, now):
        problem = "NOT_AVAILABLE"
    elif price is None:
        problem = "NO_PRICE"
    return Sellable(variant, variant.product, listing, price, undiscounted, problem)
