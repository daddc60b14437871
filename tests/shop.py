"""A small shop for tests, made by the same actions as a real one: a_channel(), a_product(), ask().

Every function makes what it needs and takes only what the test is about:

    product = a_product("Baguette", price=120)                 # in the channel "pain", published, one variant
    product = a_product("Tarte", variants=[a_variant("6 parts", 1800, size="6"), …], values={"flour": "Rye"})
    data = ask('{ products(first: 3, channel: "pain") { … } }')  # anonymous; visitor=staff_of(channel) for staff
"""

import io

from PIL import Image

from storefront.accounts.models import Address
from storefront.api.context import acting_as
from storefront.api.run import run
from storefront.catalog import actions, media
from storefront.catalog.models import Attribute, ProductType
from storefront.channels import legal
from storefront.channels.actions import create_channel, create_tax_class, set_tax_rate
from storefront.channels.models import Channel, TaxClass
from storefront.inventory.actions import set_stock
from storefront.inventory.models import Warehouse
from storefront.kernel import clock
from storefront.kernel.permissions import ANONYMOUS, Visitor

IDENTITY = {
    "hours": {"monday": [], "saturday": [["07:00", "13:00"]]},
    "legal": dict.fromkeys(legal.WORDS, "x") | {"siren": "0" * 9, "siret": "0" * 14, "capital": "1000.00"},
}


def ask(document, variables=None, *, visitor=ANONYMOUS, now=None):
    """The data of a query; fails on any error."""
    answer = answer_to(document, variables, visitor=visitor, now=now)
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def answer_to(document, variables=None, *, visitor=ANONYMOUS, now=None):
    """The whole answer, errors and all."""
    return run(document, variables, context=acting_as(visitor, now))[0]


def messages(answer):
    """The words of its errors."""
    return [error["message"] for error in answer.get("errors", ())]


def staff_of(*channels, permissions=("MANAGE_PRODUCTS", "MANAGE_PAGES")):
    """A member of staff of these channels."""
    ids = {channel.pk for channel in channels}
    return Visitor(user_id=1, email="staff@street.example", is_staff=True, grants=dict.fromkeys(permissions, ids))


def a_channel(slug="pain", **fields):
    """The channel with that slug, made when it is missing."""
    found = Channel.objects.filter(slug=slug).first()
    return found or create_channel(**{"name": slug.title(), "slug": slug, "currency": "EUR", "country": "FR", **fields})


def a_tax_class(slug="bread", rate=550):
    """A tax class with that rate in France since 2014."""
    found = TaxClass.objects.filter(slug=slug).first()
    if found is None:
        found = create_tax_class(slug.title(), slug)
        set_tax_rate(found, "FR", rate, valid_from=clock.now().date().replace(year=2014))
    return found


def an_attribute(slug, input_type="DROPDOWN", **fields):
    """The attribute with that slug, made when it is missing."""
    found = Attribute.objects.filter(slug=slug).first()
    return found or actions.create_attribute(slug.title(), slug=slug, input_type=input_type, **fields)


def a_type(slug="bread"):
    """A product type that asks flour and allergens of products, size (customers choose by it) and cut of variants."""
    return ProductType.objects.filter(slug=slug).first() or actions.create_product_type(
        slug.title(),
        slug=slug,
        tax_class=a_tax_class(),
        product_attributes=[an_attribute("flour"), an_attribute("allergens", "MULTISELECT")],
        variant_attributes=[(an_attribute("size"), True), an_attribute("cut", "BOOLEAN")],
    )


def a_variant(name="", price=120, sku=None, **values):
    """A NewVariant; more: answers to attributes."""
    return actions.NewVariant(name=name, price=price, sku=sku, values=values)


def a_product(name="Baguette", price=120, *, stock=None, **fields):
    """A published product of the channel "pain" with one variant at that price, unless told otherwise."""
    fields = {"channel": fields.pop("channel", None) or a_channel(), "variants": [a_variant(price=price)], **fields}
    product = actions.create_product(
        name=name, **{"product_type": fields.pop("product_type", None) or a_type(), **fields}
    )
    if stock is not None:
        for variant in product.variants.all():
            set_stock(variant, [(a_warehouse(product.channel), stock)])
    return product


def a_warehouse(channel):
    """The channel's shop counter, made when it is missing."""
    found = Warehouse.objects.filter(channel=channel).first()
    if found is None:
        address = Address.objects.create(
            street_address_1="1 rue des Artisans", city="Lyon", postal_code="69001", country="FR"
        )
        found = Warehouse.objects.create(channel=channel, name=channel.name, slug=channel.slug, address=address)
    return found


def picture(format="PNG", size=(60, 40), colour="red", **how):
    """The bytes of a plain picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, format, **how)
    return out.getvalue()


def a_picture(colour="red", **how):
    """A stored picture as products take it."""
    stored = media.accept(picture(colour=colour, **how))
    return actions.NewMedia(stored.path, width=stored.width, height=stored.height)


def names(page):
    """The names (or titles) on a page of a list."""
    return [edge["node"].get("name") or edge["node"].get("title") for edge in page["edges"]]
