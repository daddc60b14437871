"""Channel.productPages: cursors that lead to every product of a shop."""

import pytest

from storefront.api import connection
from storefront.api.types import product_pages
from storefront.catalog.models import ProductChannelListing
from tests import shop

pytestmark = pytest.mark.django_db
PAGES = """query { pain: channel(slug: "pain") { productPages } fleurs: channel(slug: "fleurs") { productPages } }"""
LIST = """query($after: String) { products(first: 2, after: $after, channel: "pain") { edges { node { name } } } }"""


@pytest.fixture(autouse=True)
def pages_of_two(monkeypatch):
    monkeypatch.setattr(product_pages, "LARGEST_PAGE", 2)
    assert connection.LARGEST_PAGE == 100


def test_they_lead_to_every_product_that_everybody_sees(statements):
    for name in ("Éclair", "Baguette", "Brioche", "Flan", "Croissant", "Hidden"):
        shop.a_product(name)
    shop.a_product("Rose", channel=shop.a_channel("fleurs"))
    ProductChannelListing.objects.filter(product__name="Hidden").update(visible_in_listings=False)
    with statements() as count:
        pages = shop.ask(PAGES)
    assert len(count) == 3  # two shops, and all their pages at once
    assert (len(pages["pain"]["productPages"]), pages["fleurs"]["productPages"]) == (2, [])
    found = [
        shop.names(shop.ask(LIST, {"after": after})["products"]) for after in [None, *pages["pain"]["productPages"]]
    ]
    assert found == [["Baguette", "Brioche"], ["Croissant", "Éclair"], ["Flan"]]


def test_a_last_page_that_is_full_has_none_behind_it():
    for name in ("A", "B", "C", "D"):
        shop.a_product(name)
    shop.a_channel("fleurs")
    assert len(shop.ask(PAGES)["pain"]["productPages"]) == 1
