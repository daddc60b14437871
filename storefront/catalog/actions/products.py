"""New products, one or twenty thousand: one way in, a constant number of statements for each batch."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Max

from ...kernel import clock, events, text
from ...kernel.errors import ShopError
from ...kernel.locks import atomic
from ...kernel.rich_text import sanitised
from ...kernel.translations import keep_slugs
from .. import search
from ..models import (
    Collection,
    CollectionProduct,
    PriceChange,
    Product,
    ProductChannelListing,
    ProductMedia,
    ProductType,
    ProductVariant,
    VariantChannelListing,
    VariantMedia,
)
from .groups import clean_translations
from .naming import free_slugs
from .values import answers_of, write_answers

FEW = 20  # so many are told one by one; more are told as one change of their channel


@dataclass
class NewMedia:
    """A stored picture (media.accept gives path, width, height)."""

    path: str
    alt: str = ""
    width: int | None = None
    height: int | None = None
    translations: dict = field(default_factory=dict)


@dataclass
class NewVariant:
    """A variant; prices are minor units, VAT included. `discounted`: what is asked while reduced.

    media: positions in the product's media. values: {attribute slug: answer}, see values.write_answers.
    """

    name: str = ""
    sku: str | None = None
    price: int | None = None
    discounted: int | None = None
    cost: int | None = None
    weight: int | None = None
    track_inventory: bool = True
    quantity_limit: int | None = None
    values: dict = field(default_factory=dict)
    translations: dict = field(default_factory=dict)
    media: list = field(default_factory=list)
    metadata: dict = field(default_factory=dict)

    @property
    def asked(self):
        """What is asked today."""
        return self.price if self.discounted is None else self.discounted


@dataclass
class NewProduct:
    """A product of a channel, with everything that belongs to it. weight: grams; description: EditorJS or plain text.

    published_at, available_at: since when; None is now. Neither date counts when is_published is False.
    """

    channel: object
    product_type: object
    name: str
    slug: str = ""
    category: object = None
    tax_class: object = None
    description: object = None
    seo_title: str = ""
    seo_description: str = ""
    weight: int | None = None
    rating: float | None = None
    variants: list = field(default_factory=list)
    values: dict = field(default_factory=dict)
    media: list = field(default_factory=list)
    collections: list = field(default_factory=list)
    translations: dict = field(default_factory=dict)
    metadata: dict = field(default_factory=dict)
    external_reference: str | None = None
    is_published: bool = True
    visible_in_listings: bool = True
    published_at: datetime.datetime | None = None
    available_at: datetime.datetime | None = None
    created_at: datetime.datetime | None = None


def create_product(**fields):
    """One product with its variants, prices, pictures and values; takes NewProduct's fields. Returns the Product."""
    return load_products([NewProduct(**fields)])[0]


@atomic
def load_products(rows):
    """Many products at once ([NewProduct], up to 1,000 a call); returns the Products in their order."""
    rows, now = list(rows), clock.now()
    products = _insert_products(rows, now)
    pairs = list(zip(rows, products, strict=True))
    variants = _insert_variants(pairs)
    _insert_prices(pairs, variants, now)
    _insert_media(pairs, variants)
    _insert_places(pairs)
    write_answers(_answers(pairs, variants))
    keep_slugs(products)
    search.index([product.pk for product in products])
    _announce(products)
    return products


def _insert_products(rows, now):
    slugs = free_slugs(Product, [row.slug or row.name for row in rows])
    return Product.objects.bulk_create(
        Product(
            channel=row.channel,
            product_type=row.product_type,
            category=row.category,
            tax_class=row.tax_class,
            name=row.name,
            name_key=text.sort_key(row.name),
            slug=slug,
            description=sanitised(row.description),
            seo_title=row.seo_title,
            seo_description=row.seo_description,
            weight=row.weight,
            rating=row.rating,
            translations=clean_translations(row.translations),
            metadata=row.metadata,
            external_reference=row.external_reference,
            created_at=row.created_at or now,
        )
        for row, slug in zip(rows, slugs, strict=True)
    )


def _insert_variants(pairs):
    """{(product, place): saved variant}."""
    keys, made = [], []
    for row, product in pairs:
        for place, new in enumerate(row.variants):
            if new.price is not None and not 0 <= new.asked <= new.price:
                raise ShopError("INVALID", "A price is 0 or more, and a reduced one is at most the full one.", "price")
            keys.append((product.pk, place))
            made.append(
                ProductVariant(
                    product=product,
                    name=new.name,
                    sku=new.sku,
                    weight=new.weight,
                    track_inventory=new.track_inventory,
                    quantity_limit=new.quantity_limit,
                    translations=clean_translations(new.translations),
                    metadata=new.metadata,
                    sort_order=place,
                    created_at=product.created_at,
                )
            )
    return dict(zip(keys, ProductVariant.objects.bulk_create(made), strict=True))


def _insert_prices(pairs, variants, now):
    listings, bounds = [], {}
    for row, product in pairs:
        for place, new in enumerate(row.variants):
            listings.append(
                VariantChannelListing(
                    variant=variants[product.pk, place],
                    channel=row.channel,
                    price=new.price,
                    cost=new.cost,
                    discounted_price=new.asked,
                    prior_price=new.price if new.asked != new.price else None,
                )
            )
        bounds[product.pk] = _bounds(row.variants)
    stored = VariantChannelListing.objects.bulk_create(listings)
    PriceChange.objects.bulk_create(
        PriceChange(listing=listing, price=listing.discounted_price, at=now)
        for listing in stored
        if listing.discounted_price is not None
    )
    ProductChannelListing.objects.bulk_create(
        ProductChannelListing(
            product=product,
            channel=row.channel,
            name_key=product.name_key,
            is_published=row.is_published,
            published_at=row.published_at or now,
            visible_in_listings=row.visible_in_listings,
            available_for_purchase_at=row.available_at or now,
            **bounds[product.pk],
        )
        for row, product in pairs
    )


def _bounds(variants):
    full = [new.price for new in variants if new.price is not None]
    asked = [new.asked for new in variants if new.price is not None]
    return {
        "lowest_price": min(asked, default=None),
        "highest_price": max(asked, default=None),
        "lowest_undiscounted": min(full, default=None),
        "highest_undiscounted": max(full, default=None),
    }


def _insert_media(pairs, variants):
    keys, made = [], []
    for row, product in pairs:
        for place, new in enumerate(row.media):
            keys.append((product.pk, place))
            made.append(
                ProductMedia(
                    product=product,
                    image=new.path,
                    alt=new.alt[:250],
                    width=new.width,
                    height=new.height,
                    translations=new.translations,
                    sort_order=place,
                )
            )
    stored = dict(zip(keys, ProductMedia.objects.bulk_create(made), strict=True))
    VariantMedia.objects.bulk_create(
        VariantMedia(variant=variants[product.pk, place], media=stored[product.pk, shown])
        for row, product in pairs
        for place, new in enumerate(row.variants)
        for shown in new.media
    )


def _insert_places(pairs):
    wanted = [(collection, product) for row, product in pairs for collection in row.collections]
    ids = {collection.pk for collection, _ in wanted}
    last = (
        dict(Collection.objects.filter(pk__in=ids).annotate(last=Max("places__sort_order")).values_list("pk", "last"))
        if ids
        else {}
    )
    places = []
    for collection, product in wanted:
        place = -1 if last[collection.pk] is None else last[collection.pk]
        last[collection.pk] = place + 1
        places.append(CollectionProduct(collection=collection, product=product, sort_order=place + 1))
    CollectionProduct.objects.bulk_create(places)


def _answers(pairs, variants):
    types = ProductType.objects.in_bulk({row.product_type.pk for row, _ in pairs})
    asked = {pk: asked_by(product_type) for pk, product_type in types.items()}
    answers = []
    for row, product in pairs:
        of_product, of_variants = asked[row.product_type.pk]
        answers += answers_of(product, row.values, of_product)
        for place, new in enumerate(row.variants):
            answers += answers_of(variants[product.pk, place], new.values, of_variants)
    return answers


def asked_by(product_type):
    """({slug: attribute} for products, the same for variants) of a product type."""
    rows = list(product_type.type_attributes.select_related("attribute"))
    return tuple(
        {row.attribute.slug: row.attribute for row in rows if row.for_variants == for_variants}
        for for_variants in (False, True)
    )


def _announce(products):
    if len(products) <= FEW:
        for product in products:
            events.append("product.created", product, product.channel_id)
    else:
        for channel_id in {product.channel_id for product in products}:
            events.append("catalog.loaded", f"Channel:{channel_id}", channel_id)
