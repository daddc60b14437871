"""A shop of any size for measuring: made by the catalogue's own actions, then sold through the API."""

import itertools
import json
import random

from django.db import connection

from storefront.accounts.models import Address
from storefront.catalog import actions
from storefront.catalog.actions import NewMedia, NewProduct, NewVariant
from storefront.catalog.models import ProductVariant
from storefront.channels.actions import create_channel
from storefront.inventory.models import Stock, Warehouse
from storefront.kernel import ids
from storefront.kernel.models import Scarce

BATCH = 1000
FIRST = [
    "rustic",
    "golden",
    "small",
    "large",
    "honey",
    "walnut",
    "autumn",
    "spring",
    "blue",
    "green",
    "red",
    "soft",
    "crisp",
    "garden",
    "village",
]
SECOND = [
    "loaf",
    "brioche",
    "bouquet",
    "bowl",
    "tart",
    "eclair",
    "croissant",
    "ribbon",
    "vase",
    "rose",
    "peony",
    "cake",
    "baguette",
    "plate",
    "wreath",
]
GRAINS = ["Wheat", "Rye", "Spelt", "Oat"]
SIZES = ["Small", "Medium", "Large"]


def fill(count):
    """So many products of three variants; prints what the questions need, as JSON."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    chance = random.Random(7)
    channel = create_channel("Bench", "bench", "EUR", "FR", allow_unpaid_orders=True)
    address = Address.objects.create(
        street_address_1="1 rue des Essais", city="Paris", postal_code="75011", country="FR"
    )
    place = Warehouse.objects.create(
        channel=channel, name="Counter", slug="counter", address=address, click_and_collect_option="LOCAL"
    )
    kind, categories = _kind(), [actions.create_category(name, channel=channel) for name in SECOND]
    slugs = []
    for start in range(0, count, BATCH):
        rows = [
            _product(number, chance, channel, kind, categories) for number in range(start, min(count, start + BATCH))
        ]
        slugs += [product.slug for product in actions.load_products(rows)]
    _shelve(place)
    if connection.vendor == "postgresql":  # as it does by itself within minutes, in the midst of what is measured
        connection.cursor().execute("VACUUM ANALYZE")
    variants = ProductVariant.objects.order_by("pk").values_list("pk", flat=True)[:60]
    print(
        json.dumps(
            {
                "slugs": slugs[:50],
                "words": ["brioche", "crossant", "walnut tart", "ecl", "blue bowl"],
                "variants": [ids.to_global("ProductVariant", pk) for pk in variants],
            }
        )
    )


def _kind():
    grain = actions.create_attribute("Grain", values=GRAINS)
    allergens = actions.create_attribute(
        "Allergens", input_type="MULTISELECT", values=["Gluten", "Milk", "Nuts", "Egg"]
    )
    fresh = actions.create_attribute("Made today", input_type="BOOLEAN")
    size = actions.create_attribute("Size", values=SIZES)
    return actions.create_product_type(
        "Thing", product_attributes=[grain, allergens, fresh], variant_attributes=[(size, True)]
    )


def _product(number, chance, channel, kind, categories):
    first, second = chance.choice(FIRST), number % len(SECOND)
    price = chance.randrange(100, 5000, 10)
    words = f"{first.capitalize()} {SECOND[second]}"
    variants = [
        NewVariant(name=size, sku=f"SKU-{number}-{size}", price=price * (place + 2) // 2, values={"size": size})
        for place, size in enumerate(SIZES)
    ]
    return NewProduct(
        channel=channel,
        product_type=kind,
        name=words,
        slug=f"{first}-{SECOND[second]}-{number}",
        category=categories[second],
        description=f"{words}, made this morning by somebody who likes making it.",
        weight=chance.randrange(100, 2000, 50),
        variants=variants,
        translations={"fr": {"name": f"{words} du jour"}},
        values={
            "grain": chance.choice(GRAINS),
            "allergens": chance.sample(["Gluten", "Milk", "Nuts"], 2),
            "made-today": bool(number % 2),
        },
        media=[NewMedia(path=f"products/{number}-{side}.webp", alt=words) for side in "ab"],
    )


def _shelve(place):
    """A million of each, so that buying never runs out."""
    variants = ProductVariant.objects.order_by("pk").iterator(BATCH)
    while batch := list(itertools.islice(variants, BATCH)):
        rows = [Scarce(kind="stock", key=f"{place.pk}:{variant.pk}", capacity=1_000_000) for variant in batch]
        pairs = zip(batch, Scarce.objects.bulk_create(rows), strict=True)
        Stock.objects.bulk_create(Stock(warehouse=place, variant=variant, scarce=scarce) for variant, scarce in pairs)
