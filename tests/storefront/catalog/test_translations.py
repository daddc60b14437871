"""Words in other languages, and finding things by them."""

import json

import pytest

from storefront.catalog.actions import create_category, create_collection, translate
from storefront.kernel.errors import ShopError
from tests.shop import a_channel, a_product, a_variant, ask

pytestmark = pytest.mark.django_db
ENGLISH = {
    "en": {"name": "Rye bread", "slug": "rye-bread", "seo_title": "Rye", "description": "<b>Dense</b>\n\n& dark"}
}


def test_translations_are_null_where_nobody_translated():
    a_product("Pain de seigle", translations=ENGLISH, variants=[a_variant("Entier")])
    document = (
        '{ product(slug: "pain-de-seigle", channel: "pain") { de: translation(languageCode: DE) { name } '
        "translation(languageCode: EN_GB) { name slug seoTitle seoDescription description "
        "language { code language } } variants { translation(languageCode: EN) { name } } } }"
    )
    shown = ask(document)["product"]
    description = json.loads(shown["translation"].pop("description"))
    assert [block["data"]["text"] for block in description["blocks"]] == ["&lt;b&gt;Dense&lt;/b&gt;", "&amp; dark"]
    assert shown["translation"].pop("language")["code"] == "EN"
    assert shown == {
        "de": None,
        "variants": [{"translation": None}],
        "translation": {"name": "Rye bread", "slug": "rye-bread", "seoTitle": "Rye", "seoDescription": None},
    }


def test_objects_are_found_by_their_translated_slug():
    a_product("Pain de seigle", translations=ENGLISH)
    create_category("Pains", translations={"en": {"slug": "breads", "name": "Breads"}})
    create_collection("Fêtes", a_channel(), translations={"en": {"slug": "feasts"}})
    shown = ask(
        '{ product(slug: "rye-bread", slugLanguageCode: EN_US, channel: "pain") { name } '
        'not: product(slug: "rye-bread", slugLanguageCode: DE, channel: "pain") { name } '
        'neither: product(slug: "rye-bread", channel: "pain") { name } '
        'category(slug: "breads", slugLanguageCode: EN) { name } '
        'collection(slug: "feasts", slugLanguageCode: EN, channel: "pain") { name } }'
    )
    assert shown == {
        "product": {"name": "Pain de seigle"},
        "not": None,
        "neither": None,
        "category": {"name": "Pains"},
        "collection": {"name": "Fêtes"},
    }


def test_a_translation_is_written_changed_and_taken_away():
    product = a_product("Pain")
    translate(product, "en", name="Bread", slug="bread")
    translate(product, "en", name="Loaf", slug="loaf")
    by = 'query($s: String) { product(slug: $s, slugLanguageCode: EN, channel: "pain") { name } }'
    assert ask(by, {"s": "bread"})["product"] is None
    assert ask(by, {"s": "loaf"})["product"] == {"name": "Pain"}
    shown = ask('{ products(first: 1, channel: "pain", search: "loaf") { totalCount } }')
    assert shown["products"]["totalCount"] == 1
    translate(product, "en", slug="")
    assert ask(by, {"s": "loaf"})["product"] is None


def test_two_products_cannot_share_a_translated_slug():
    a_product("Pain", translations={"en": {"slug": "bread"}})
    with pytest.raises(ShopError, match="is taken in “en”") as refusal:
        a_product("Miche", translations={"en": {"slug": "bread"}})
    assert (refusal.value.code, refusal.value.field) == ("UNIQUE", "slug")
    assert ask('{ products(first: 9, channel: "pain") { totalCount } }')["products"]["totalCount"] == 1


@pytest.mark.parametrize(("field", "most"), [("name", 250), ("slug", 255), ("seo_title", 70), ("seo_description", 300)])
def test_words_that_fit_in_no_column_are_refused_where_they_are_written(field, most):
    product = a_product("Pain")
    translate(product, "en", **{field: "a" * most})
    with pytest.raises(ShopError, match=f"at most {most} characters; shorten it in “en”") as refusal:
        translate(product, "en", **{field: "a" * (most + 1)})
    assert (refusal.value.code, refusal.value.field) == ("INVALID", field)
    with pytest.raises(ShopError):
        a_product("Tarte", translations={"en": {field: "a" * (most + 1)}})
