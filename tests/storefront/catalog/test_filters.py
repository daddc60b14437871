"""Saleor's filters of products, old and new."""

import datetime

import pytest

from storefront.catalog.actions import create_category, create_collection, update_variant_price
from storefront.inventory.actions import reserve
from storefront.kernel import clock, ids
from tests.shop import a_channel, a_product, a_type, a_variant, answer_to, ask, messages, names, staff_of

pytestmark = pytest.mark.django_db
OLD = (
    'query($f: ProductFilterInput) { products(first: 20, channel: "pain", filter: $f) '
    "{ totalCount edges { node { name } } } }"
)
NEW = OLD.replace("ProductFilterInput", "ProductWhereInput").replace("filter:", "where:")


def old(**given):
    return names(ask(OLD, {"f": given})["products"])


def new(**given):
    return names(ask(NEW, {"f": given})["products"])


def gid(row):
    return ids.to_global(type(row).__name__, row.pk)


def test_a_branch_includes_what_is_below_it():
    breads = create_category("Breads")
    rye = create_category("Rye", parent=breads)
    a_product("Baguette", category=breads)
    a_product("Rye loaf", category=rye)
    a_product("Tart")
    assert old(categories=[gid(breads)]) == ["Baguette", "Rye loaf"]
    assert old(categories=[gid(rye)]) == new(category={"eq": gid(rye)}) == ["Rye loaf"]
    assert new(category={"oneOf": [gid(rye), gid(breads)]}) == ["Baguette", "Rye loaf"]
    assert old(hasCategory=False) == new(hasCategory=False) == ["Tart"]
    assert old(categories=[ids.to_global("Category", 999)]) == []


def test_by_price():
    a_product("Cheap", 100)
    a_product("Middle", variants=[a_variant(price=250), a_variant(price=900)])
    a_product("Dear", 1000)
    assert old(price={"gte": 2, "lte": 3}) == ["Middle"]
    assert old(price={"lte": 2.5}) == new(price={"range": {"lte": "2.50"}}) == ["Cheap", "Middle"]
    assert new(price={"eq": 9}) == ["Middle"]
    reduced = a_product("Reduced", 2000)
    update_variant_price(reduced.variants.get(), reduced.channel, 2000, discounted=50)
    assert old(minimalPrice={"lte": 0.5}) == new(minimalPrice={"eq": 0.5}) == ["Reduced"]
    assert old(price={"gte": 15}) == ["Reduced"]


def test_by_attributes_of_product_and_of_variants():
    a_product("Rye", values={"flour": "Seigle"}, variants=[a_variant(size="L")])
    a_product(
        "Wheat", values={"flour": "Blé", "allergens": ["Gluten", "Lait"]}, variants=[a_variant(size="S", cut=True)]
    )
    assert old(attributes=[{"slug": "flour", "values": ["seigle", "epeautre"]}]) == ["Rye"]
    both = [{"slug": "allergens", "values": ["lait"]}, {"slug": "flour", "values": ["ble"]}]
    assert old(attributes=both) == ["Wheat"]
    assert old(attributes=[{"slug": "size", "values": ["l"]}]) == ["Rye"]
    assert new(attributes=[{"slug": "cut", "boolean": True}]) == ["Wheat"]
    assert new(attributes=[{"slug": "flour", "value": {"name": {"eq": "Blé"}}}]) == ["Wheat"]
    assert new(attributes=[{"slug": "nothing", "values": ["x"]}]) == []


def test_by_stock_counts_what_lies_in_baskets():
    product = a_product("Last one", stock=1)
    a_product("Sold out", stock=0)
    endless = a_product("Endless")
    endless.variants.update(track_inventory=False)
    assert old(stockAvailability="IN_STOCK") == ["Endless", "Last one"]
    assert old(stockAvailability="OUT_OF_STOCK") == ["Sold out"]
    until = clock.now() + datetime.timedelta(minutes=10)
    reserve("Checkout:1", [(product.variants.get(), 1)], product.channel, until=until)
    assert new(stockAvailability="IN_STOCK") == ["Endless"]
    seen = ask('{ products(first: 9, channel: "pain") { edges { node { isAvailable } } } }')["products"]["edges"]
    assert [edge["node"]["isAvailable"] for edge in seen] == [True, False, False]


def test_by_names_ids_and_kinds():
    loaf, tart = a_product("Loaf"), a_product("Tart", product_type=a_type("pastry"))
    assert old(ids=[gid(tart)]) == new(ids=[gid(tart)]) == old(slugs=["tart"]) == new(slug={"eq": "tart"}) == ["Tart"]
    assert new(name={"oneOf": ["Loaf", "Tart"]}) == ["Loaf", "Tart"]
    assert old(productTypes=[gid(loaf.product_type)]) == new(productType={"eq": gid(loaf.product_type)}) == ["Loaf"]


def test_by_collection_and_metadata():
    loaf = a_product("Loaf", metadata={"oven": "wood"})
    a_product("Tart")
    collection = create_collection("Best", a_channel(), products=[loaf])
    assert old(collections=[gid(collection)]) == new(collection={"eq": gid(collection)}) == ["Loaf"]
    assert old(metadata=[{"key": "oven"}]) == new(metadata=[{"key": "oven", "value": "wood"}]) == ["Loaf"]
    assert old(metadata=[{"key": "oven", "value": "gas"}]) == []


def test_by_what_is_published_and_sold():
    now, day = clock.now(), datetime.timedelta(days=1)
    a_product("Soon sold", available_at=now + day)
    sold = a_product("Sold", published_at=now - day)
    a_product("Draft", is_published=False)
    assert old(isAvailable=True) == new(isAvailable=True) == ["Sold"]
    assert new(isAvailable=False) == ["Soon sold"]
    assert old(publishedFrom=(now - day / 2).isoformat()) == ["Soon sold"]
    drafts = ask(OLD, {"f": {"isPublished": False}}, visitor=staff_of(sold.channel))["products"]
    assert names(drafts) == ["Draft"]


def test_conditions_combine():
    a_product("A", 100)
    a_product("B", 200)
    a_product("C", 300)
    cheap, dear = {"price": {"range": {"lte": 1}}}, {"price": {"range": {"gte": 3}}}
    assert new(OR=[cheap, dear]) == ["A", "C"]
    assert new(AND=[cheap, dear]) == []
    assert new(name={"oneOf": ["B", "C"]}, OR=[cheap, dear]) == ["C"]


def test_filter_and_where_exclude_each_other_and_ids_must_be_ids():
    a_product("A")
    answer = answer_to(
        '{ products(first: 1, channel: "pain", filter: {hasCategory: true}, where: {hasCategory: true}) '
        "{ totalCount } }"
    )
    assert messages(answer) == ["Only one filtering argument (filter or where) can be specified."]
    assert messages(answer_to(OLD, {"f": {"categories": ["x"]}})) == ["Invalid ID: x."]
    wrong = ids.to_global("Order", 1)
    assert messages(answer_to(OLD, {"f": {"ids": [wrong]}})) == [
        f"Invalid ID: {wrong}. Expected: Product, received: Order."
    ]
