"""Lists and pages cost a fixed number of statements, however long they are."""

import pytest

from storefront.catalog.actions import create_category
from tests.shop import a_picture, a_product, a_variant, ask

pytestmark = pytest.mark.django_db
EVERYTHING = """
    id name slug created isAvailable rating weight { value } metadata { key }
    thumbnail(size: 256, format: WEBP) { url alt } media { url(size: 1024) alt type }
    category { name slug } productType { slug } translation(languageCode: EN) { name }
    pricing { onSale priceRange { start { gross { amount currency } } stop { gross { amount } } }
              priceRangeUndiscounted { start { gross { amount } } } }
    assignedAttributes { attribute { name slug inputType }
        ... on AssignedSingleChoiceAttribute { value { name slug } }
        ... on AssignedMultiChoiceAttribute { values: value { name } } }
    productVariants(first: 20) { edges { node { id name sku quantityAvailable
        pricing { price { gross { amount } } priceUndiscounted { gross { amount } } }
        attributes(variantSelection: VARIANT_SELECTION) { attribute { slug } values { name } } } } }
"""
LIST = '{ products(first: 20, channel: "pain") { totalCount edges { node {%s} } } }' % EVERYTHING
PAGE = """{ product(slug: "bread-0", channel: "pain") { %s seoTitle description collections { name }
    attributes { attribute { name } values { name } } pricing { priceRange { start { net { amount } tax { amount } } } }
    category { ancestors(first: 5) { edges { node { name } } } } variants { media { url } product { name } } } }""" % (
    EVERYTHING
)


def fill(count, start=0):
    category = create_category("Breads")
    for number in range(start, start + count):
        a_product(
            f"Bread {number}",
            stock=5,
            category=category,
            media=[a_picture(), a_picture("blue")],
            variants=[a_variant("S", 100, size="S"), a_variant("L", 200, size="L")],
            values={"flour": "Rye", "allergens": ["Gluten", "Milk"]},
            translations={"en": {"name": "Loaf"}},
        )


def test_a_list_with_everything_costs_twelve_at_1_3_and_20_items(statements):
    counts = []
    for more, there in ((1, 0), (2, 1), (17, 3)):
        fill(more, there)
        with statements() as count:
            page = ask(LIST)["products"]
        assert page["totalCount"] == len(page["edges"]) == more + there
        assert all(edge["node"]["isAvailable"] for edge in page["edges"])
        counts.append(len(count))
    assert counts == [12, 12, 12]


def test_a_product_page_costs_at_most_fifteen_with_1_3_or_20_variants_and_pictures(statements):
    counts = []
    for many in (1, 3, 20):
        product = a_product(
            "Bread",
            stock=5,
            category=create_category("Breads"),
            media=[a_picture((number, 0, 0)) for number in range(many)],
            variants=[a_variant(f"No {number}", 100 + number, size=f"{number}") for number in range(many)],
            values={"flour": "Rye", "allergens": ["Gluten", "Milk"]},
        )
        with statements() as count:
            found = ask(PAGE.replace("bread-0", product.slug))["product"]
        assert (len(found["variants"]), len(found["media"])) == (many, many)
        assert found["pricing"]["priceRange"]["start"]["tax"]["amount"] == 0.05
        counts.append(len(count))
    assert counts[0] == counts[1] == counts[2] <= 15


def test_nobody_pays_for_what_nobody_asked(statements):
    fill(3)
    with statements() as count:
        ask('{ products(first: 3, channel: "pain") { edges { node { name slug } } } }')
    assert len(count) == 2  # the channel, the products
