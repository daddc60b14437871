"""Shops, shelves, goods, baskets and orders for tests: the least that makes sense, saved."""

import itertools

from storefront.accounts.models import Address, PermissionGroup, User
from storefront.accounts.tokens import access_token
from storefront.catalog.models import Product, ProductChannelListing, ProductType, ProductVariant, VariantChannelListing
from storefront.channels.models import Channel
from storefront.checkout.models import Checkout
from storefront.inventory.actions import set_stock
from storefront.inventory.models import Warehouse
from storefront.kernel import clock
from storefront.orders.models import Order

_numbers = itertools.count(1)


def a_shop(slug="pain", **words):
    """An open shop in euros."""
    return Channel.objects.create(**{"slug": slug, "name": slug, "currency": "EUR", "country": "FR", **words})


def a_place(shop, collect="ALL", **words):
    """A place of the shop with shelves."""
    number = next(_numbers)
    address = Address.objects.create(street_address_1=f"{number} rue des Artisans", city="Lyon", country="FR")
    return Warehouse.objects.create(
        channel=shop,
        name=f"Place {number}",
        slug=f"place-{number}",
        address=address,
        click_and_collect_option=collect,
        **words,
    )


def a_variant(shop, stock=None, price=120, **words):
    """A product's only variant, for sale at this price; stock: {place: how many}."""
    number = next(_numbers)
    kind = ProductType.objects.get_or_create(slug="food", defaults={"name": "Food"})[0]
    product = Product.objects.create(channel=shop, product_type=kind, name=f"Bread {number}", slug=f"bread-{number}")
    ProductChannelListing.objects.create(
        product=product,
        channel=shop,
        is_published=True,
        published_at=clock.now(),
        available_for_purchase_at=clock.now(),
        lowest_price=price,
    )
    variant = ProductVariant.objects.create(product=product, name="One", sku=f"SKU-{number}", **words)
    VariantChannelListing.objects.create(variant=variant, channel=shop, price=price, discounted_price=price)
    if stock:
        set_stock(variant, list(stock.items()))
    return variant


def a_basket(shop, **words):
    """A basket without lines."""
    return Checkout.objects.create(channel=shop, currency=shop.currency, country=shop.country, **words)


def an_order(shop, **words):
    """An order without lines."""
    return Order.objects.create(channel=shop, currency=shop.currency, number=next(_numbers), **words)


def a_worker(*permissions, shops=()):
    """(somebody of the staff of these shops, or of all, with these permissions; their access token)."""
    number = next(_numbers)
    user = User.objects.create(email=f"staff-{number}@rue.example", is_staff=True, is_confirmed=True)
    group = PermissionGroup.objects.create(
        name=f"Group {number}", permissions=list(permissions), restricted_to_channels=bool(shops)
    )
    group.channels.set(shops)
    user.groups.add(group)
    return user, access_token(user)
