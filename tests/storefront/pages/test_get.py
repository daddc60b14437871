"""GET: a page is a query and a template."""

import gzip
from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection
from django.test import Client
from shop_ripeness import actions as ripeness

from storefront.channels.models import Channel
from storefront.kernel import clock
from tests import shop

MARKUP = '<b>Tarte</b> & "crème" </script><script>alert(1)</script>'


def text(response):
    """The page as a browser shows it."""
    return response.content.decode()


def test_the_street_speaks_the_readers_language(client, themes, db):
    first = client.get("/", headers={"accept-language": "en-GB,fr;q=0.5"})
    assert (first.status_code, first["Location"], first["Vary"]) == (302, "/en/", "Accept-Language")
    assert "<h1>The street</h1>" in text(client.get("/en/"))
    assert "<h1>La rue</h1>" in text(client.get("/fr/"))
    assert '<html lang="fr">' in text(client.get("/fr/"))


def test_a_shop_shows_its_products(client, bakery):
    shown = text(client.get("/fr/pain/"))
    assert '<a href="/fr/pain/products/baguette/">Baguette</a>' in shown
    assert '<link rel="alternate" hreflang="en" href="http://127.0.0.1:8000/en/pain/">' in shown
    assert '<link rel="canonical" href="http://127.0.0.1:8000/fr/pain/">' in shown


def test_a_shop_knows_the_time_where_it_stands_and_the_way_to_the_street(client, bakery):
    clock.move(datetime(2026, 11, 28, 23, 30, tzinfo=UTC))
    shown = text(client.get("/fr/pain/"))
    assert '<a class="street" href="/fr/">stranger</a>' in shown
    assert "2026-11-29 SUNDAY 0\u00a0h\u00a030 http://127.0.0.1:8000/static/themes/plain/shop.css" in shown


def test_what_stands_behind_the_question_mark_is_typed_by_the_document(client, bakery):
    shop.a_product("Croissant", channel=bakery)
    assert "Croissant" in text(client.get("/fr/pain/?first=2"))
    one = text(client.get("/fr/pain/?search=croissant&first=x&nothing=1"))
    assert "Croissant" in one and "Baguette" not in one
    assert "Croissant" in text(client.get("/fr/pain/?where.isAvailable=perhaps"))


def test_the_address_and_the_shop_cannot_be_asked_away(client, bakery):
    other = shop.a_channel("fleurs")
    shop.a_product("Rose", channel=other)
    assert "Rose" not in text(client.get("/fr/pain/?channel=fleurs"))


@pytest.mark.parametrize(
    "address",
    ["/fr/pain/products/nothing/", "/fr/nothing/", "/fr/pain/nothing/", "/xx/", "/nothing", "/fr/pain/products/%00/"],
)
def test_what_is_not_there_is_404_in_the_themes_words(client, bakery, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "<h1>Rien ici</h1>" in text(response)


def test_a_closed_shop_is_not_there(client, bakery):
    Channel.objects.update(is_active=False)
    assert client.get("/fr/pain/").status_code == 404


def test_a_missing_last_slash_leads_on(client, bakery):
    response = client.get("/fr/pain/products/baguette?a=1")
    assert (response.status_code, response["Location"]) == (301, "/fr/pain/products/baguette/?a=1")
    response = client.get("/fr?a=1")
    assert (response.status_code, response["Location"]) == (301, "/fr/?a=1")


def test_markup_in_names_is_shown_as_it_was_written(client, bakery):
    bakery.name = MARKUP
    bakery.save()
    product = shop.a_product(MARKUP, channel=bakery, slug="tarte")
    for address in ("/fr/pain/", f"/fr/pain/products/{product.slug}/"):
        shown = text(client.get(address))
        assert "&lt;b&gt;Tarte&lt;/b&gt; &amp; &quot;crème&quot;" in shown
        assert "<b>Tarte" not in shown and "<script>alert" not in shown
    assert '"name": "\\u003cb\\u003eTarte\\u003c/b\\u003e \\u0026 \\"crème\\" \\u003c/script\\u003e' in shown


def test_a_price_is_written_as_the_country_writes_it(client, bakery):
    assert '<p class="price">1,20\u00a0€</p>' in text(client.get("/fr/pain/products/baguette/"))
    Channel.objects.update(country="GB")
    assert '<p class="price">€1.20</p>' in text(client.get("/en/pain/products/baguette/"))


def test_a_picture_comes_in_several_widths_and_does_not_move_the_page(client, bakery):
    shop.a_product("Tarte", channel=bakery, slug="tarte", media=[shop.a_picture()])
    shown = text(client.get("/fr/pain/products/tarte/"))
    assert '<picture><source type="image/webp" srcset="/thumbnail/' in shown
    assert " 256w, /thumbnail/" in shown and 'sizes="50vw"' in shown
    assert 'width="4" height="3" fetchpriority="high"' in shown


def test_plugins_show_themselves_in_outlets(client, bakery):
    product = shop.a_product("Poire", channel=bakery, slug="poire")
    assert 'class="ripeness"' not in text(client.get("/fr/pain/products/poire/"))
    ripeness.set_ripeness(product.pk, 70, by=shop.staff_of(bakery))
    assert '<p class="ripeness">70 %</p>' in text(client.get("/fr/pain/products/poire/"))


def test_what_an_outlet_loads_from_elsewhere_is_allowed_where_it_shows(client, bakery):
    shown = client.get("/fr/pain/products/baguette/")["Content-Security-Policy"]
    assert "img-src 'self' data: https://pictures.ripe.example; font-src" in shown
    assert "ripe.example" not in client.get("/fr/pain/")["Content-Security-Policy"]


def test_a_theme_extends_another(client, bakery):
    Channel.objects.update(theme="rye")
    shown = text(client.get("/en/pain/"))
    assert "<title>Rye: Pain</title>" in shown and "<h1>Pain</h1>" in shown
    assert 'href="/static/themes/rye/shop.css"' in shown
    assert "Rye since 1\u202f998,5" in text(client.get("/en/pain/about/"))
    assert 'href="/static/themes/plain/shop.css"' in text(client.get("/en/"))
    Channel.objects.update(theme="plain")
    assert client.get("/en/pain/about/").status_code == 404


def test_htmx_gets_the_part_it_asks_for(client, bakery):
    part = client.get("/fr/pain/?part=list", headers={"hx-request": "true"})
    assert text(part).startswith("<ul>")
    assert "HX-Request" in part["Vary"]
    assert text(client.get("/fr/pain/?part=list")).startswith("<!doctype html>")
    assert text(client.get("/fr/pain/?part=frame", headers={"hx-request": "true"})).startswith("<!doctype html>")
    assert text(client.get("/fr/pain/?part=../pages/404", headers={"hx-request": "true"})).startswith("<!doctype")


def test_every_page_carries_its_headers(client, bakery):
    for address in ("/", "/fr/", "/fr/pain/", "/fr/nothing/"):
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy
        assert "unsafe" not in policy and "nonce" not in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] == "same-origin"


def test_private_pages_are_kept_nowhere(client, bakery):
    assert client.get("/fr/pain/")["Cache-Control"] == "private, no-cache"
    assert client.get("/fr/pain/basket/")["Cache-Control"] == "no-store"
    assert client.get("/fr/pain/nothing/")["Cache-Control"] == "private, no-cache"


def test_pages_are_compressed_for_those_who_can_read_it(client, bakery):
    for number in range(5):
        shop.a_product(f"Pain numéro {number} " + "long " * 30, channel=bakery)
    whole = client.get("/fr/pain/")
    small = client.get("/fr/pain/", headers={"accept-encoding": "gzip, br"})
    assert small["Content-Encoding"] == "gzip" and "Accept-Encoding" in small["Vary"]
    assert gzip.decompress(small.content) == whole.content
    assert small["ETag"] == whole["ETag"]


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_costs_the_same_at_any_length(client, bakery, statements, many):
    for number in range(many):
        shop.a_product(f"Pain {number}", channel=bakery)
    client.get("/fr/pain/")
    with statements() as count:
        assert client.get("/fr/pain/").status_code == 200
    assert len(count) == 3, list(count)


def test_other_ways_of_asking_are_refused(client, bakery):
    assert client.put("/fr/pain/").status_code == 405
    assert client.head("/fr/pain/").status_code == 200


def test_programs_headers_count_for_nothing(client, bakery):
    assert client.get("/fr/pain/account/", headers={"authorization": "Bearer nonsense"}).status_code == 303
    assert client.get("/fr/pain/", headers={"authorization": "Bearer nonsense"}).status_code == 200


def test_without_any_theme_there_are_no_pages(db, settings, tmp_path):
    settings.THEMES = [tmp_path]
    assert [Client().get(path).status_code for path in ("/", "/fr/")] == [404, 404]


def test_pages_for_programs_have_their_kind(client, bakery):
    robots = client.get("/robots.txt")
    assert (robots.status_code, robots["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert text(client.get("/en/robots.txt")) == text(robots)
    sitemap = client.get("/fr/pain/sitemap.xml")
    assert sitemap["Content-Type"] == "application/xml; charset=utf-8"
    assert "<loc>http://127.0.0.1:8000/fr/pain/products/baguette/</loc>" in text(sitemap)
    assert client.get("/favicon.ico").status_code == 404


def test_a_lost_database_is_said_in_the_themes_words(client, bakery):
    class Nowhere:
        """Stands where the database should answer and cannot."""

        def __call__(self, execute, sql, params, many, context):
            raise OperationalError("gone")

    with connection.execute_wrapper(Nowhere()):
        response = client.get("/fr/pain/")
    assert (response.status_code, response["Cache-Control"], response["Retry-After"]) == (503, "no-store", "600")
    assert "<h1>Back in a moment</h1>" in text(response)


def test_a_description_is_cleaned_again(client, bakery):
    blocks = [
        {"type": "header", "data": {"text": "Farine", "level": 1}},
        {
            "type": "paragraph",
            "data": {"text": 'de <b>blé</b> <script>alert(1)</script><a href="javascript:x">ici</a>'},
        },
        {"type": "list", "data": {"style": "ordered", "items": ["un", {"content": "deux", "items": ["trois"]}]}},
        {"type": "embed", "data": {"embed": "https://elsewhere.example"}},
    ]
    product = shop.a_product("Tarte", channel=bakery, slug="tarte")
    type(product).objects.filter(pk=product.pk).update(description={"blocks": blocks})
    shown = text(client.get("/fr/pain/products/tarte/"))
    assert "<h2>Farine</h2>" in shown
    assert '<p>de <b>blé</b> <a rel="noopener">ici</a></p>' in shown
    assert "<ol><li>un</li><li>deux<ol><li>trois</li></ol></li></ol>" in shown
    assert "elsewhere.example" not in shown
