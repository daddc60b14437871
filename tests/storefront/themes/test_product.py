"""A product's page: what it is, what it costs, what is in it, and the way into the basket."""

import pytest

from storefront.catalog.models import Product, ProductChannelListing
from storefront.checkout.models import Checkout
from tests import shop
from tests.storefront.themes import shelf
from tests.storefront.themes.shelf import text, words

PAGE = "/fr/pain/products/tarte/"


@pytest.fixture
def tart(bakery):
    """A tart of 250 g that contains gluten and may contain nuts; three are left."""
    return shop.a_product(
        "Tarte",
        300,
        channel=bakery,
        product_type=shelf.food(),
        weight=250,
        stock=3,
        values={"contains": ["Gluten", "Milk"], "traces": ["Nuts"], "flour": "Rye"},
        media=[shop.a_picture(), shop.a_picture("blue")],
    )


def test_what_must_be_known_before_buying(client, tart):
    shown = words(client.get(PAGE))
    assert "<h1>Tarte</h1>" in shown
    assert "3,00\u00a0€" in shown and "TTC" in shown
    assert "250\u00a0g" in shown and "12,00\u00a0€/kg" in shown
    assert "Contient <b>Gluten</b>, <b>Milk</b>" in shown and "peut contenir Nuts" in shown
    assert "Il en reste 3" in shown
    assert '<dt>Sans</dt><dd><span class="free">Eggs</span> </dd>' in shown
    assert "<dt>Flour</dt><dd>Rye</dd>" in shown
    assert "<dt>May contain</dt><dd>Nuts</dd>" in words(client.get("/en/pain/products/tarte/"))


def test_several_pictures_are_reached_without_a_script(client, tart):
    shown = text(client.get(PAGE))
    assert shown.count('<li id="picture-') == 2 and 'href="#picture-2"' in shown
    assert shown.count('fetchpriority="high"') == 1 and shown.count('loading="lazy"') >= 1


def test_enough_is_not_said_to_be_little(client, tart, bakery):
    shop.a_product("Flan", channel=bakery, stock=6)
    shown = text(client.get("/fr/pain/products/flan/"))
    assert "Il en reste" not in shown and "Disponible" in shown
    tart.variants.update(quantity_limit=2)
    assert "Il en reste" not in text(client.get(PAGE))  # three are there, two per basket: that is no scarcity


def test_one_of_several_is_chosen_by_the_form(browser, bakery):
    shop.a_product(
        "Tourte",
        channel=bakery,
        product_type=shelf.food(),
        variants=[shop.a_variant("Petite", 300, size="S"), shop.a_variant("Grande", 900, size="L")],
        stock=4,
    )
    page = "/fr/pain/products/tourte/"
    shown = words(browser.get(page))
    assert "<legend>Size</legend>" in shown and shown.count('type="radio"') == 2 and shown.count(" checked") == 1
    assert "pas encore écrits, demandez-nous" in shown  # food that says nothing says so
    variant = Product.objects.get(slug="tourte").variants.get(name="Grande")
    fields = {"lines[0].variantId": shop_id(variant), "lines[0].quantity": "2", "_next": "/fr/pain/basket/"}
    bought = browser.post(f"{page}?action=add", fields)
    assert (bought.status_code, bought["Location"]) == (303, "/fr/pain/basket/")
    line = Checkout.objects.get().lines.get()
    assert (line.variant_id, line.quantity) == (variant.pk, 2)


def test_too_many_comes_back_filled_in_with_a_sentence(browser, tart):
    fields = {"lines[0].variantId": shop_id(tart.variants.get()), "lines[0].quantity": "9"}
    refused = browser.post(f"{PAGE}?action=add", fields)
    assert refused.status_code == 422
    assert refused["Cache-Control"] == "no-store"
    shown = text(refused)
    assert 'value="9" aria-invalid="true"' in shown and 'id="lines-0-quantity-problem" role="alert"' in shown
    assert Checkout.objects.count() == 0


def test_too_many_brings_the_bar_again_with_the_sentence_beside_the_number(browser, tart):
    fields = {"lines[0].variantId": shop_id(tart.variants.get()), "lines[0].quantity": "9", "_part": "bought"}
    answered = browser.post(f"{PAGE}?action=add", fields, headers={"hx-request": "true"})
    shown = text(answered)
    assert answered.status_code == 422 and 'id="bar" hx-swap-oob="true"' in shown
    assert 'id="lines-0-quantity-problem"' in shown and "autofocus" in shown
    answered = browser.post(f"{PAGE}?action=add", fields | {"lines[0].quantity": "1"}, headers={"hx-request": "true"})
    shown = text(answered)
    assert 'id="count"' in shown and 'id="bar" hx-swap-oob="true"' in shown and "problem" not in shown


def test_a_refused_card_says_so_on_its_page(browser, tart):
    fields = {"lines[0].variantId": shop_id(tart.variants.get()), "lines[0].quantity": "9999"}
    for page in ("/fr/pain/", "/fr/pain/search/"):
        refused = browser.post(f"{page}?action=add", fields)
        assert refused.status_code == 422
        assert 'class="refusal" role="alert"' in text(refused)
    assert 'name="_next" value="/fr/pain/basket/"' in text(browser.get("/fr/pain/"))


def test_what_is_gone_is_said_and_not_sold(client, bakery):
    shop.a_product("Flan", channel=bakery, stock=0)
    shown = text(client.get("/fr/pain/products/flan/"))
    assert "Épuisé pour l’instant" in shown and 'id="add"' not in shown
    ProductChannelListing.objects.update(available_for_purchase_at=None)
    shown = text(client.get("/en/pain/products/baguette/"))
    assert "Not for sale at the moment" in shown and 'id="add"' not in shown


def test_names_with_markup_are_harmless_everywhere(client, bakery):
    shop.a_product(shelf.MARKUP, slug="x", channel=bakery, stock=1)
    shown = text(client.get("/fr/pain/products/x/"))
    assert "<b>Tarte" not in shown and "<script>alert" not in shown
    assert "&lt;b&gt;Tarte&lt;/b&gt;" in shown and "\\u003cb\\u003eTarte" in shown


@pytest.mark.parametrize("many", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(client, bakery, statements, many):
    variants = [shop.a_variant(f"{n}", 100 + n, size=f"{n}") for n in range(many)]
    shop.a_product(
        "Tarte",
        channel=bakery,
        product_type=shelf.food(),
        variants=variants,
        stock=4,
        values={"contains": ["Gluten"]},
        media=[shop.a_picture() for _ in range(many)],
    )
    client.get(PAGE)
    with statements() as count:
        client.get(PAGE)
    assert len(count) <= 18, list(count)


def shop_id(variant):
    """Its id in the API."""
    from storefront.kernel import ids

    return ids.to_global("ProductVariant", variant.pk)
