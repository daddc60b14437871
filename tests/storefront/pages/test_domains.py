"""A shop on a domain of its own: addresses without its slug, one canonical address, nothing of the street."""

import pytest
from django.test import Client

from storefront.__main__ import main
from storefront.accounts import links
from storefront.channels import actions, domains
from storefront.kernel import ids
from storefront.kernel.errors import ShopError
from storefront.orders import words
from storefront.orders.models import Order
from tests import shop

HERE = "http://127.0.0.1:8000"


@pytest.fixture
def pain(bakery):
    """The bakery, at pain.example."""
    return actions.update_channel(bakery.pk, domain="pain.example")


@pytest.fixture
def there(pain):
    """A browser that visits pain.example."""
    return Client(headers={"host": "pain.example"})


def text(response):
    """The page as a browser shows it."""
    return response.content.decode()


def test_addresses_there_are_without_the_shops_slug(there):
    shown = text(there.get("/fr/"))
    assert '<a href="/fr/products/baguette/">Baguette</a>' in shown
    assert "<h1>Baguette</h1>" in text(there.get("/fr/products/baguette/"))
    assert there.get("/fr/pain/").status_code == 404


def test_the_first_page_and_a_missing_slash_lead_on(there):
    assert there.get("/")["Location"] == "/fr/"
    assert there.get("/en/products/baguette")["Location"] == "/en/products/baguette/"


def test_the_one_address_is_the_domains(there, client):
    for shown in (text(there.get("/fr/")), text(client.get("/fr/pain/"))):
        assert '<link rel="canonical" href="http://pain.example:8000/fr/">' in shown
        assert '<link rel="alternate" hreflang="en" href="http://pain.example:8000/en/">' in shown


def test_its_old_addresses_still_answer_and_stay(client, pain):
    shown = text(client.get("/fr/pain/"))
    assert '<a href="/fr/pain/products/baguette/">Baguette</a>' in shown


def test_the_street_is_not_there_but_can_be_found(there):
    assert f'<a class="street" href="{HERE}/fr/">' in text(there.get("/fr/"))
    for address in ("/robots.txt", "/fr/robots.txt", "/fr/fleurs/"):
        assert there.get(address).status_code == 404
    assert "<loc>http://pain.example:8000/fr/products/baguette/</loc>" in text(there.get("/fr/sitemap.xml"))
    assert "<loc>http://pain.example:8000/fr/products/baguette/</loc>" in text(there.get("/sitemap.xml"))


def test_other_shops_are_linked_where_they_are(there, client):
    shop.a_channel("fleurs", theme="plain")
    assert f'<a href="{HERE}/fr/fleurs/">fleurs</a>' in text(there.get("/fr/others/"))
    assert '<a href="/fr/others/">pain</a>' not in text(there.get("/fr/others/"))
    others = text(client.get("/fr/fleurs/others/"))
    assert '<a href="/fr/fleurs/">fleurs</a>' in others
    assert '<a href="http://pain.example:8000/fr/">pain</a>' in others


@pytest.mark.parametrize("host", ["PAIN.example", "pain.example:8000", "pain.example.", "Pain.Example:443"])
def test_the_host_may_be_written_in_many_ways(pain, host):
    assert Client(headers={"host": host}).get("/fr/products/baguette/").status_code == 200


@pytest.mark.parametrize("host", ["other.example", "127.0.0.1", "[::1]:8000", "localhost", "", "a b", "pain.example.x"])
def test_any_other_host_is_the_streets(pain, host):
    client = Client(headers={"host": host})
    assert "<h1>La rue</h1>" in text(client.get("/fr/"))
    assert client.get("/fr/products/baguette/").status_code == 404


def test_a_purchase_begins_there_with_a_cookie_of_that_host(there, pain):
    variant = ids.to_global("ProductVariant", pain.products.get().variants.get().pk)
    fields = {"lines[0].variantId": variant, "lines[0].quantity": 2, "_next": "/fr/basket/"}
    address = "/fr/products/baguette/?action=add"
    for origin in (HERE, "http://evil.example", "http://fleurs.example"):
        assert there.post(address, fields, headers={"origin": origin}).status_code == 403
    added = there.post(address, fields, headers={"origin": "http://pain.example"})
    assert (added.status_code, added["Location"]) == (303, "/fr/basket/")
    assert added.cookies["basket-pain"]["domain"] == ""
    assert "2 × Baguette" in text(there.get("/fr/basket/"))


def test_strangers_are_sent_to_sign_in_there(there):
    assert there.get("/fr/account/")["Location"] == "/fr/sign-in/?next=%2Ffr%2Faccount%2F"


def test_pictures_of_the_street_may_load(there, client):
    assert f"img-src 'self' data: {HERE};" in there.get("/fr/")["Content-Security-Policy"]
    assert HERE not in client.get("/fr/pain/")["Content-Security-Policy"]


def test_a_closed_shop_is_not_there(there, pain):
    actions.update_channel(pain.pk, is_active=False)
    assert there.get("/fr/").status_code == 404


def test_knowing_the_domains_costs_no_statement(there, statements):
    there.get("/fr/count/")
    with statements() as count:
        there.get("/fr/count/")
    assert len(count) == 1, list(count)


def test_they_are_read_anew_after_a_while_and_after_a_change(pain, monkeypatch, statements):
    domains.forget()
    with statements() as count:
        assert [domains.front_at("pain.example").slug for _ in range(3)] == ["pain"] * 3
        assert len(count) == 1
        monkeypatch.setitem(domains._kept, "until", 0)
        domains.front_at("pain.example")
        assert len(count) == 2
    actions.update_channel(pain.pk, domain=None)
    assert domains.front_at("pain.example") is None


@pytest.mark.parametrize(
    "domain", ["", "pain", "Pain.example", "pain.example:80", "https://pain.example", "a..b", "-a.example", "127.0.0.1"]
)
def test_what_cannot_be_a_domain_is_refused(bakery, domain):
    with pytest.raises(ShopError) as refused:
        actions.update_channel(bakery.pk, domain=domain)
    assert (refused.value.code, refused.value.field) == ("INVALID", "domain")


def test_a_domain_is_one_shops_and_not_the_streets(pain, settings):
    other = shop.a_channel("fleurs")
    with pytest.raises(ShopError) as refused:
        actions.update_channel(other.pk, domain="pain.example")
    assert (refused.value.code, refused.value.field) == ("UNIQUE", "domain")
    settings.SHOP_URL = "https://rue.example"
    with pytest.raises(ShopError, match="cannot be a shop's domain"):
        actions.update_channel(other.pk, domain="rue.example")


def test_a_command_gives_and_takes_a_domain(bakery, capsys):
    main(["domain", "pain", "pain.example"])
    main(["domain", "pain"])
    said = "pain answers at http://pain.example:8000/fr/\npain answers at http://127.0.0.1:8000/fr/pain/\n"
    assert capsys.readouterr().out == said
    for wrong in (["pain", "no domain"], ["nothing", "pain.example"]):
        with pytest.raises(SystemExit):
            main(["domain", *wrong])
    assert capsys.readouterr().err.splitlines() == [
        "'no domain' cannot be a shop's domain; choose another.",
        "There is no channel 'nothing'; check its slug.",
    ]


def test_letters_lead_to_the_domain(pain):
    order = Order(channel=pain, language="en", token="t")
    assert words.link(order).startswith("http://pain.example:8000/en/order/")
    assert links.checked("http://pain.example:8000/fr/password/") == "http://pain.example:8000/fr/password/"
    with pytest.raises(ShopError):
        links.checked("http://other.example/fr/password/")


def test_scheme_and_port_are_the_streets(pain, settings):
    settings.SHOP_URL = "https://rue.example"
    assert domains.address(pain, "fr", "/order/1") == "https://pain.example/fr/order/1"
    pain.domain = None
    assert domains.address(pain, "fr") == "https://rue.example/fr/pain/"
