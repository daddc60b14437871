"""What merchants and customers write is text on every page, whatever stands in it."""

import re

import pytest
from django.apps import apps

from storefront.catalog import actions
from storefront.catalog.models import Product
from storefront.content import actions as content
from storefront.kernel import ids
from storefront.pages import languages
from tests import shop as goods
from tests.orders import an_order
from tests.storefront.checkout.shop import a_shop
from tests.storefront.themes.buying import add
from tests.storefront.themes.people import a_browser, a_customer

EVIL = "</script><x-evil a='1\">"
WRITTEN = {  # {model: the fields that people fill in}
    "channels.Channel": "name trade tagline phone hours_note picture_alt",
    "channels.Street": "name description picture_alt",
    "accounts.Address": "first_name last_name company_name street_address_1 street_address_2 city",
    "accounts.User": "first_name last_name",
    "catalog.Attribute": "name",
    "catalog.AttributeValue": "name plain_text",
    "catalog.Category": "name seo_title seo_description background_image_alt",
    "catalog.Collection": "name seo_title seo_description background_image_alt",
    "catalog.Product": "name seo_title seo_description",
    "catalog.ProductMedia": "alt",
    "catalog.ProductVariant": "name",
    "content.Page": "title seo_title seo_description",
    "content.MenuItem": "name url",
    "inventory.Warehouse": "name",
    "orders.Fulfillment": "tracking_number",
    "orders.Order": "collection_point_name customer_note",
    "orders.OrderLine": "product_name variant_name translated_product_name translated_variant_name",
    "checkout.Checkout": "note",
}


def block(words):
    """Rich text as an editor sends it."""
    return {"blocks": [{"type": "paragraph", "data": {"text": words}}]}


@pytest.fixture
def house(themes):
    """A shop with something of everything, and a customer who ordered there."""
    house = a_shop()
    channel = house.channel
    category = actions.create_category("Breads", slug="breads", channel=channel, description=block(EVIL))
    collection = actions.create_collection("Feast", slug="feast", channel=channel, description=block(EVIL))
    product = goods.a_product(
        "Rye", channel=channel, category=category, media=[goods.a_picture()], values={"flour": "x"}
    )
    collection.products.add(product, *Product.objects.all())
    page = content.create_page(content.create_page_type("Plain"), "About", channel=channel, content=block(EVIL))
    for slug in ("navbar", "footer"):
        items = [
            {"name": "a", "category": category},
            {"name": "b", "collection": collection},
            {"name": "c", "page": page},
        ]
        content.create_menu(slug, channel, slug=slug, items=[*items, {"name": "d", "url": "https://a.example/"}])
    return house


def spoil():
    """Put markup into everything that people write."""
    for label, names in WRITTEN.items():
        model = apps.get_model(label)
        for name in names.split():
            model.objects.update(**{name: EVIL})


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_markup_of_theirs_reaches_a_page(house, language, browser):
    customer = a_customer()
    order = an_order(house, user=customer, email=customer.email)
    member = a_browser(customer.email)
    add(member, house.variants[0], at="/en/pain/")
    spoil()
    languages.gather()
    link = f"order/{ids.to_global('Order', order.pk)}/?token={order.token}"
    slug = Product.objects.get(category__slug="breads").slug
    shelf = ["", f"products/{slug}/", "categories/breads/", "collections/feast/", "search/", f"search/?search={EVIL}"]
    own = ["basket/", "checkout/", link, "account/", "account/orders/", "account/addresses/", "account/details/"]
    said = {}
    for below in [*shelf, *own, "pages/about/", "legal/", "sign-in/", "nowhere/", "sitemap.xml", "shop.webmanifest"]:
        said[below] = member.get(f"/{language}/pain/{below}").content.decode()
    said["street"] = browser.get(f"/{language}/").content.decode()
    assert [below for below, page in said.items() if "<x-evil" in page] == []
    silent = [below for below, page in said.items() if not re.search("x-evil", page)]
    assert silent == ["sitemap.xml"]


def test_what_was_typed_comes_back_as_text(house, browser):
    add(browser, house.variants[0], at="/en/pain/")
    fields = {"email": EVIL, "address.firstName": EVIL, "address.lastName": EVIL, "note": EVIL, "address.phone": EVIL}
    page = browser.post("/en/pain/checkout/?action=note,contact", fields).content.decode()
    assert "<x-evil" not in page and page.count("x-evil") >= len(fields)
