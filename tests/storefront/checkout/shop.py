"""A small shop to buy from: goods, a collection point, a zone with two methods, VAT."""

import datetime
from types import SimpleNamespace

from storefront.accounts.models import Address, User
from storefront.catalog.models import (
    Product,
    ProductChannelListing,
    ProductType,
    ProductVariant,
    VariantChannelListing,
)
from storefront.channels.models import Channel, TaxClass, TaxRate
from storefront.checkout import actions
from storefront.delivery.models import ShippingMethod, ShippingZone
from storefront.inventory.models import Stock, Warehouse
from storefront.kernel import clock, ids
from storefront.kernel.models import Scarce

PARIS = {
    "firstName": "Anna",
    "lastName": "Morel",
    "streetAddress1": "3 rue des Lilas",
    "city": "Paris",
    "postalCode": "75011",
    "country": "FR",
    "phone": "+33142685300",
}
LYON = {**PARIS, "streetAddress1": "8 quai de Saône", "city": "Lyon", "postalCode": "69002"}


def a_shop(slug="pain", goods=3, stock=10, **channel_words):
    """A shop with so many variants, 2.50 EUR each (rate 5.5 %), `stock` of each in its collection point."""
    words = {"name": slug.title(), "currency": "EUR", "country": "FR", "allow_unpaid_orders": True, **channel_words}
    channel = Channel.objects.create(slug=slug, **words)
    tax_class, _ = TaxClass.objects.get_or_create(slug="food", defaults={"name": "Food"})
    TaxRate.objects.get_or_create(
        tax_class=tax_class,
        country="FR",
        valid_from=datetime.date(2020, 1, 1),
        defaults={"rate": 550, "reason": "Food"},
    )
    shop = SimpleNamespace(channel=channel, tax_class=tax_class, type=a_type(slug), variants=[])
    shop.point = a_point(shop, f"{slug}-comptoir", "ALL")
    zone = ShippingZone.objects.create(channel=channel, name="France", countries=["FR"])
    shop.bike = ShippingMethod.objects.create(
        zone=zone, name="Bicycle", price=490, postal_codes=["75"], tax_class=tax_class
    )
    shop.post = ShippingMethod.objects.create(
        zone=zone, name="Post", price=790, tax_class=tax_class, minimum_delivery_days=2, maximum_delivery_days=4
    )
    for number in range(goods):
        a_variant(shop, f"{slug} {number}", stock=stock)
    return shop


def a_type(slug, sent=True):
    """A product type whose goods are delivered, or not."""
    return ProductType.objects.create(
        name=slug, slug=f"{slug}-{'sent' if sent else 'not-sent'}", is_shipping_required=sent
    )


def a_point(shop, slug, option="LOCAL", channel=None):
    """A warehouse; by default one that collects what is in it."""
    address = Address.objects.create(
        street_address_1="1 rue des Artisans", city="Paris", postal_code="75002", country="FR"
    )
    return Warehouse.objects.create(
        channel=channel or shop.channel,
        name=slug.replace("-", " ").title(),
        slug=slug,
        address=address,
        click_and_collect_option=option,
    )


def a_variant(shop, name, *, price=250, stock=10, type=None, weight=400, **words):
    """A published product of one variant, for sale since yesterday; joins shop.variants."""
    yesterday = clock.now() - datetime.timedelta(days=1)
    product = Product.objects.create(
        channel=shop.channel,
        product_type=type or shop.type,
        name=name,
        slug=name.replace(" ", "-"),
        tax_class=shop.tax_class,
        weight=weight,
    )
    ProductChannelListing.objects.create(
        product=product,
        channel=shop.channel,
        is_published=True,
        published_at=yesterday,
        available_for_purchase_at=yesterday,
    )
    variant = ProductVariant.objects.create(product=product, name="one", sku=product.slug, **words)
    VariantChannelListing.objects.create(variant=variant, channel=shop.channel, price=price, discounted_price=price)
    put_in(shop.point, variant, stock)
    shop.variants.append(variant)
    return variant


def put_in(warehouse, variant, number):
    """So many of a variant stand in a warehouse that had none."""
    scarce = Scarce.objects.create(kind="stock", key=f"{variant.pk}@{warehouse.pk}", capacity=number)
    return Stock.objects.create(warehouse=warehouse, variant=variant, scarce=scarce)


def a_checkout(shop, quantity=1, variants=None, ready=True, **words):
    """A basket of these variants (the shop's first); ready: nothing is missing to complete it at the counter."""
    variants = shop.variants[:1] if variants is None else variants
    wanted = [actions.Wanted(variant.pk, quantity) for variant in variants]
    billing = (
        Address(
            first_name="Anna",
            last_name="Morel",
            street_address_1="3 rue des Lilas",
            city="Paris",
            postal_code="75011",
            country="FR",
        )
        if ready
        else None
    )
    checkout = actions.create(
        actions.Beginning(
            shop.channel, wanted, billing=billing, **{"email": "anna@mail.example" if ready else "", **words}
        )
    )
    if ready and wanted:
        actions.choose_delivery(checkout.pk, ids.to_global("Warehouse", shop.point.pk))
    return checkout


def a_customer(email="marc@mail.example"):
    """Somebody with an account."""
    return User.objects.create(email=email, first_name="Marc", last_name="Petit", is_confirmed=True)


def gid(row):
    """A row's global id."""
    return ids.to_global(type(row).__name__, row.pk)
