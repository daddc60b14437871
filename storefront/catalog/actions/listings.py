"""Where and for how much: publication and prices."""

import datetime

from django.db.models import Max, Min

from ...kernel import clock, events
from ...kernel.errors import ShopError
from ...kernel.locks import atomic, lock_one
from ..models import PriceChange, Product, ProductChannelListing, ProductVariant, VariantChannelListing

LAW = datetime.timedelta(days=30)
SAME = object()


@atomic
def publish(product, channel, **fields):
    """Show a product in a channel, from now on unless told otherwise. More: ProductChannelListing's fields."""
    now = clock.now()
    product = lock_one(Product, product.pk)
    listing = ProductChannelListing.objects.filter(product=product, channel=channel).first()
    listing = listing or ProductChannelListing(product=product, channel=channel, available_for_purchase_at=now)
    listing.is_published, listing.name_key = fields.pop("is_published", True), product.name_key
    for name, value in fields.items():
        setattr(listing, name, value)
    if listing.is_published and listing.published_at is None:
        listing.published_at = now
    listing.save()
    keep_bounds([product.pk])
    events.append("product.changed", product, channel.pk)
    return listing


@atomic
def update_variant_price(variant, channel, price, *, discounted=None, cost=SAME):
    """Ask `price` (minor units, VAT included; None: not for sale) for a variant, or `discounted` while reduced."""
    if price is not None and price < 0 or discounted is not None and not 0 <= discounted <= price:
        raise ShopError("INVALID", "A price is 0 or more, and a reduced one is at most the full one.", "price")
    lock_one(ProductVariant, variant.pk)
    listing = VariantChannelListing.objects.filter(variant=variant, channel=channel).first()
    listing = listing or VariantChannelListing(variant=variant, channel=channel)
    listing.price, listing.discounted_price = price, price if discounted is None else discounted
    if cost is not SAME:
        listing.cost = cost
    listing.save()
    _note_change(listing)
    keep_bounds([variant.product_id])
    events.append("product.changed", f"Product:{variant.product_id}", channel.pk)
    return listing


def _note_change(listing):
    """Write the price down, and beside a reduced one the lowest of the 30 days before it."""
    now, asked = clock.now(), listing.discounted_price
    last = listing.changes.first()
    if asked is None or last is not None and last.price == asked:
        return
    if asked < listing.price:
        listing.prior_price = _lowest_before(listing, now)
    else:
        listing.prior_price = None
    listing.save(update_fields=["prior_price"])
    PriceChange.objects.create(listing=listing, price=asked, at=now)


def _lowest_before(listing, now):
    recent = list(listing.changes.filter(at__gt=now - LAW).values_list("price", flat=True))
    in_force = listing.changes.filter(at__lte=now - LAW).values_list("price", flat=True).first()
    prices = [*recent, *([] if in_force is None else [in_force])]
    return min(prices) if prices else listing.price


def keep_bounds(product_ids):
    """Bring the products' cheapest and dearest prices in each channel up to date; three statements."""
    bounds = {
        (row["variant__product_id"], row["channel_id"]): row
        for row in (
            VariantChannelListing.objects.filter(variant__product_id__in=product_ids)
            .order_by()
            .values("variant__product_id", "channel_id")
            .annotate(
                lowest_price=Min("discounted_price"),
                highest_price=Max("discounted_price"),
                lowest_undiscounted=Min("price"),
                highest_undiscounted=Max("price"),
            )
        )
    }
    listings = list(ProductChannelListing.objects.filter(product_id__in=product_ids))
    for listing in listings:
        row = bounds.get((listing.product_id, listing.channel_id), {})
        for name in BOUNDS:
            setattr(listing, name, row.get(name))
    ProductChannelListing.objects.bulk_update(listings, BOUNDS)


BOUNDS = ["lowest_price", "highest_price", "lowest_undiscounted", "highest_undiscounted"]
