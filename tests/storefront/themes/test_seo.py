"""What search engines, phones and those who share a page are told."""

import json
import re
from xml.etree import ElementTree

import pytest

from storefront.api import connection
from storefront.api.types import product_pages
from storefront.catalog import actions
from storefront.channels.actions import update_channel
from storefront.channels.models import Channel
from tests import shop
from tests.storefront.themes import shelf
from tests.storefront.themes.shelf import text

SITE = "http://127.0.0.1:8000"
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def told(response):
    """The structured data of a page, by type."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text(response), re.DOTALL)
    return {one["@type"]: one for one in map(json.loads, found)}


def places(response):
    """The addresses in a map."""
    return [place.text for place in ElementTree.fromstring(response.content).findall(".//m:loc", MAP)]


def meta(response, name):
    """What a page says under a name to those who share it."""
    found = re.search(rf'<meta (?:property|name)="{name}" content="([^"]*)">', text(response))
    return found and found[1]


def test_a_product_is_told_with_its_offer_and_its_way(client, bakery):
    breads = actions.create_category("Pains")
    slow = actions.create_category("Levain", parent=breads)
    shop.a_product("Tourte", 450, channel=bakery, category=slow, stock=2, media=[shop.a_picture()])
    found = told(client.get("/fr/pain/products/tourte/"))
    product, here = found["Product"], f"{SITE}/fr/pain/products/tourte/"
    assert (product["name"], product["url"], len(product["image"])) == ("Tourte", here, 1)
    offer = product["offers"][0]
    assert (offer["price"], offer["priceCurrency"], offer["url"]) == (4.5, "EUR", here)
    assert offer["availability"] == "https://schema.org/InStock"
    way = [(step["position"], step["name"], step["item"]) for step in found["BreadcrumbList"]["itemListElement"]]
    assert way == [
        (1, "Pain", f"{SITE}/fr/pain/"),
        (2, "Pains", f"{SITE}/fr/pain/categories/pains/"),
        (3, "Levain", f"{SITE}/fr/pain/categories/levain/"),
        (4, "Tourte", here),
    ]
    aisle = told(client.get("/en/pain/categories/levain/"))["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in aisle] == ["Pain", "Pains", "Levain"]


def test_a_shop_is_told_with_its_hours_and_its_trade(client, bakery):
    hours = {"tuesday": [["07:00", "13:00"], ["16:00", "19:30"]], "wednesday": []}
    update_channel(bakery.pk, hours=hours, phone="01 99 00 00 00", theme="boulangerie")
    found = told(client.get("/fr/pain/"))["Bakery"]
    assert (found["name"], found["@id"], found["telephone"]) == ("Pain", f"{SITE}/fr/pain/", "01 99 00 00 00")
    open_at = [(day["dayOfWeek"], day["opens"], day["closes"]) for day in found["openingHoursSpecification"]]
    tuesday = "https://schema.org/Tuesday"
    assert open_at == [(tuesday, "07:00", "13:00"), (tuesday, "16:00", "19:30")]


def test_what_is_gone_is_told_as_gone(client, bakery):
    shop.a_product("Flan", channel=bakery, stock=0)
    offer = told(client.get("/fr/pain/products/flan/"))["Product"]["offers"][0]
    assert offer["availability"] == "https://schema.org/OutOfStock"


def test_markup_does_not_leave_the_structured_data(client, bakery):
    shop.a_product(shelf.MARKUP, slug="x", channel=bakery, stock=1, seo_description=shelf.MARKUP)
    page = client.get("/fr/pain/products/x/")
    assert told(page)["Product"]["name"] == told(page)["Product"]["description"] == shelf.MARKUP
    assert text(page).count("</script>") == text(page).count("<script")


def test_who_shares_a_page_shows_its_picture_and_words(client, bakery):
    shop.a_product("Tourte", 450, channel=bakery, stock=2, media=[shop.a_picture()], seo_description="Au levain.")
    page = client.get("/en/pain/products/tourte/")
    assert meta(page, "og:title") == "Tourte" and meta(page, "og:type") == "product"
    assert meta(page, "og:description") == meta(page, "description") == "Au levain."
    assert meta(page, "og:locale") == "en_GB" and meta(page, "og:url") == f"{SITE}/en/pain/products/tourte/"
    assert meta(page, "og:image").startswith(f"{SITE}/thumbnail/")
    assert meta(client.get("/fr/pain/"), "og:image") == f"{SITE}/static/themes/atelier/icon-512.png"


def test_every_page_has_one_address_and_one_in_each_language(client, bakery):
    page = text(client.get("/fr/pain/search/?search=a"))
    assert f'<link rel="canonical" href="{SITE}/fr/pain/search/">' in page
    for code in ("fr", "en"):
        assert f'<link rel="alternate" hreflang="{code}" href="{SITE}/{code}/pain/search/">' in page
    assert f'<link rel="alternate" hreflang="x-default" href="{SITE}/fr/pain/search/">' in page


def test_maps_lead_to_every_product_in_every_language(client, bakery, monkeypatch):
    monkeypatch.setattr(product_pages, "LARGEST_PAGE", 100)
    assert connection.LARGEST_PAGE == 100
    breads = actions.create_category("Pains")
    actions.create_category("Vides")
    for number in range(120):
        shop.a_product(f"Pain {number:03}", channel=bakery, category=breads)
    maps = places(client.get("/sitemap.xml"))
    assert maps[0] == f"{SITE}/fr/pain/sitemap.xml" and len(maps) == 2
    found = [place for one in maps for place in places(client.get(one.removeprefix(SITE)))]
    products = [place for place in found if "/products/" in place]
    assert len(products) == len(set(products)) == 2 * 121
    assert f"{SITE}/en/pain/categories/pains/" in found and not any("vides" in place for place in found)
    assert f"{SITE}/fr/pain/legal/" in found and len(found) == len(set(found))
    tree = ElementTree.fromstring(client.get("/fr/pain/sitemap.xml").content)
    first = tree.find("m:url", MAP)
    assert [(x.get("hreflang"), x.get("href")) for x in first.findall("x:link", MAP)] == [
        ("fr", f"{SITE}/fr/pain/"),
        ("x-default", f"{SITE}/fr/pain/"),
        ("en", f"{SITE}/en/pain/"),
    ]


def test_maps_are_xml_and_closed_shops_are_not_on_them(client, bakery):
    assert client.get("/sitemap.xml")["Content-Type"] == "application/xml; charset=utf-8"
    Channel.objects.update(is_active=False)
    assert places(client.get("/sitemap.xml")) == []


@pytest.mark.parametrize(
    "page", ["basket", "checkout", "order", "account", "sign-in", "register", "password", "confirm"]
)
def test_programs_are_kept_out_of_what_is_private(client, bakery, page):
    street, own = text(client.get("/robots.txt")), text(client.get("/fr/pain/robots.txt"))
    for language in ("fr", "en"):
        assert f"Disallow: /{language}/*/{page}/\n" in street
        assert f"Disallow: /{language}/{page}/\n" in own
    assert f"Sitemap: {SITE}/sitemap.xml\n" in street and f"Sitemap: {SITE}/fr/pain/sitemap.xml\n" in own


@pytest.mark.parametrize("theme", ["atelier", "boulangerie", "fleuriste"])
def test_a_phone_may_keep_the_shop_under_its_own_mark(client, bakery, theme):
    Channel.objects.update(theme=theme, name='L’atelier "du" <Pain>')
    answer = client.get("/fr/pain/shop.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json; charset=utf-8"
    manifest = json.loads(answer.content)
    assert (manifest["name"], manifest["start_url"], manifest["lang"]) == ('L’atelier "du" <Pain>', "/fr/pain/", "fr")
    assert all(icon["src"].startswith(f"/static/themes/{theme}/") for icon in manifest["icons"])
    head = text(client.get("/fr/pain/"))
    assert '<link rel="manifest" href="/fr/pain/shop.webmanifest">' in head
    assert f'<meta name="theme-color" content="{manifest["theme_color"]}"' in head
    assert f'/static/themes/{theme}/mark.svg" type="image/svg+xml"' in head
