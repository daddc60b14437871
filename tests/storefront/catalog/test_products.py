"""Products one by one, and many at once."""

import json

import pytest

from storefront.catalog.actions import NewProduct, create_collection, load_products
from storefront.catalog.queries import purchasable
from storefront.kernel import clock, ids
from storefront.kernel.models import Event
from tests.shop import a_channel, a_picture, a_product, a_type, a_variant, answer_to, ask, messages

pytestmark = pytest.mark.django_db


def test_a_product_is_found_by_id_slug_and_reference():
    product = a_product("Loaf", external_reference="till-7", weight=750)
    shown = {"name": "Loaf", "weight": {"unit": "KG", "value": 0.75}, "channel": "pain"}
    fields = "{ name weight { unit value } channel }"
    for by in (f'id: "{ids.to_global("Product", product.pk)}"', 'slug: "loaf"', 'externalReference: "till-7"'):
        assert ask('{ product(%s, channel: "pain") %s }' % (by, fields))["product"] == shown
    assert ask('{ product(channel: "pain") { name } }')["product"] is None
    assert messages(answer_to('{ product(id: "UHJvZHVjdDp4", channel: "pain") { name } }')) == [
        "Invalid ID: UHJvZHVjdDp4."
    ]


def test_a_variant_is_found_by_id_and_sku():
    product = a_product("Loaf", variants=[a_variant("Half", 150, sku="L-2")])
    pk = ids.to_global("ProductVariant", product.variants.get().pk)
    fields = "{ name sku product { name } weight { value } pricing { price { gross { amount } } } }"
    shown = {
        "name": "Half",
        "sku": "L-2",
        "product": {"name": "Loaf"},
        "weight": None,
        "pricing": {"price": {"gross": {"amount": 1.5}}},
    }
    for by in (f'id: "{pk}"', 'sku: "L-2"'):
        assert ask('{ productVariant(%s, channel: "pain") %s }' % (by, fields))["productVariant"] == shown
    a_channel("fleurs")
    assert ask('{ productVariant(sku: "L-2", channel: "fleurs") { name } }')["productVariant"] is None


def test_lists_of_variants_are_filtered():
    a_product("Loaf", variants=[a_variant("Half", 150, sku="L-2"), a_variant("Whole", 300, sku="L-1")])
    a_product("Tart", variants=[a_variant("Six", 1500, sku="T-6")])

    def skus(arguments):
        page = ask('{ productVariants(first: 9, channel: "pain" %s) { edges { node { sku } } } }' % arguments)
        return [edge["node"]["sku"] for edge in page["productVariants"]["edges"]]

    assert skus("") == ["L-2", "L-1", "T-6"]
    assert skus(', where: {sku: {eq: "T-6"}}') == skus(', search: "tart"') == skus(', search: "T-6"') == ["T-6"]
    assert skus(', filter: {sku: ["L-1", "T-6"]}') == ["L-1", "T-6"]


def test_descriptions_are_editorjs_made_harmless():
    a_product(
        "Loaf",
        description={
            "blocks": [
                {"type": "paragraph", "data": {"text": 'Good <a href="javascript:x">bread</a><img src=x onerror=y>'}},
                {"type": "script", "data": {"text": "alert(1)"}},
            ]
        },
    )
    shown = ask('{ product(slug: "loaf", channel: "pain") { description } }')["product"]
    assert [block["data"] for block in json.loads(shown["description"])["blocks"]] == [
        {"text": 'Good <a rel="noopener nofollow">bread</a>'}
    ]


def test_a_thousand_cost_what_one_costs(statements):
    channel, kind = a_channel(), a_type()
    collection = create_collection("Best", channel)
    pictures = [a_picture()]

    def rows(start, count):
        return [
            NewProduct(
                channel,
                kind,
                f"Loaf {n}",
                variants=[a_variant("S", 100, sku=f"s{n}", size="S")],
                values={"flour": "Rye"},
                media=pictures,
                collections=[collection],
                translations={"en": {"slug": f"loaf-{n}-en"}},
            )
            for n in range(start, start + count)
        ]

    with statements() as few:
        load_products(rows(0, 21))
    with statements() as more:
        load_products(rows(21, 63))
    assert len(more) - len(few) <= 3  # large inserts are cut into pieces
    page = ask(
        '{ products(first: 1, channel: "pain", search: "rye") { totalCount } collection(slug: "best", '
        'channel: "pain") { products(last: 1) { totalCount edges { node { name } } } } }'
    )
    assert page["products"]["totalCount"] == page["collection"]["products"]["totalCount"] == 84
    assert page["collection"]["products"]["edges"][0]["node"]["name"] == "Loaf 83"
    assert Event.objects.filter(name="catalog.loaded").count() == 2


def test_same_names_get_different_slugs():
    assert [a_product("Loaf").slug for _ in range(2)] == ["loaf", "loaf-2"]
    rows = load_products([NewProduct(a_channel(), a_type(), "Loaf") for _ in range(3)])
    assert [row.slug for row in rows] == ["loaf-3", "loaf-4", "loaf-5"]


def test_what_can_be_put_into_a_basket(statements):
    sold = a_product("Sold", 250)
    draft = a_product("Draft", is_published=False)
    later = a_product("Later", available_at=clock.now().replace(year=2099))
    free = a_product("No price", variants=[a_variant(price=None)])
    rose = a_product("Rose", channel=a_channel("fleurs"))
    variants = {product.name: product.variants.get().pk for product in (sold, draft, later, free, rose)}
    channel = a_channel()
    with statements() as count:
        found = purchasable(list(variants.values()), channel, clock.now())
    assert {name: found[pk].problem for name, pk in variants.items()} == {
        "Sold": None,
        "Draft": "NOT_PUBLISHED",
        "Later": "NOT_AVAILABLE",
        "No price": "NO_PRICE",
        "Rose": "NOT_PUBLISHED",
    }
    assert (found[variants["Sold"]].price, found[variants["Sold"]].undiscounted) == (250, 250)
    assert len(count) == 3
