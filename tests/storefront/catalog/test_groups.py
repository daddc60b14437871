"""Categories, a tree; collections, a selection."""

import pytest

from storefront.catalog.actions import (
    create_category,
    create_collection,
    move_category,
    place_in_collection,
    update_collection,
)
from storefront.catalog.models import Category
from storefront.kernel.errors import ShopError
from tests.shop import a_channel, a_product, answer_to, ask, messages, names, staff_of

pytestmark = pytest.mark.django_db
TREE = """query($s: String) { category(slug: $s) { name level parent { slug }
    ancestors(first: 9) { edges { node { name } } } children(first: 9) { totalCount edges { node { name } } }
    products(first: 9, channel: "pain") { totalCount edges { node { name pricing { onSale } } } } } }"""


@pytest.fixture
def tree():
    food = create_category("Food")
    bread = create_category("Bread", parent=food)
    return food, bread, create_category("Rye", parent=bread), create_category("Cake", parent=food)


def test_a_branch_knows_what_is_above_and_below(tree):
    a_product("Loaf", category=tree[2])
    a_product("Tart", category=tree[3])
    bread = ask(TREE, {"s": "bread"})["category"]
    assert (bread["level"], bread["parent"], names(bread["ancestors"])) == (1, {"slug": "food"}, ["Food"])
    assert (names(bread["children"]), names(bread["products"])) == (["Rye"], ["Loaf"])
    assert names(ask(TREE, {"s": "food"})["category"]["products"]) == ["Loaf", "Tart"]
    assert names(ask(TREE, {"s": "rye"})["category"]["ancestors"]) == ["Food", "Bread"]


def test_a_branch_moves_with_all_that_hangs_on_it(tree):
    food, bread, rye, cake = tree
    a_product("Loaf", category=rye)
    move_category(bread, cake)
    assert names(ask(TREE, {"s": "rye"})["category"]["ancestors"]) == ["Food", "Cake", "Bread"]
    assert Category.objects.get(slug="rye").level == 3
    move_category(Category.objects.get(slug="bread"), None)
    assert names(ask(TREE, {"s": "rye"})["category"]["ancestors"]) == ["Bread"]
    assert names(ask(TREE, {"s": "food"})["category"]["products"]) == []
    with pytest.raises(ShopError, match="cannot hang below itself"):
        move_category(Category.objects.get(slug="bread"), Category.objects.get(slug="rye"))


def test_lists_of_categories_cost_the_same(statements, tree):
    document = (
        "{ categories(first: 20) { totalCount edges { node { name parent { name } "
        "children(first: 5) { edges { node { name } } } "
        "ancestors(first: 5) { edges { node { name } } } } } } }"
    )
    with statements() as few:
        assert ask(document)["categories"]["totalCount"] == 4
    for number in range(10):
        create_category(f"More {number}", parent=tree[number % 4])
    with statements() as more:
        assert ask(document)["categories"]["totalCount"] == 14
    assert len(few) == len(more) == 3


def test_categories_are_filtered_and_sorted(tree):
    a_product("Loaf", category=tree[2])

    def listed(arguments):
        return names(ask("{ categories(first: 9, %s) { edges { node { name } } } }" % arguments)["categories"])

    assert listed('filter: {slugs: ["rye", "cake"]}') == ["Cake", "Rye"]
    assert listed("level: 1") == ["Bread", "Cake"]
    assert listed('filter: {search: "BRÉ"}') == ["Bread"]
    assert listed("sortBy: {field: NAME, direction: DESC}") == ["Rye", "Food", "Cake", "Bread"]
    assert listed("sortBy: {field: PRODUCT_COUNT, direction: DESC}")[0] == "Rye"


def test_slugs_are_made_free():
    assert [create_category("Pain d’épices").slug for _ in range(3)] == [
        "pain-d-epices",
        "pain-d-epices-2",
        "pain-d-epices-3",
    ]


def test_collections_are_seen_when_published_in_their_channel():
    create_collection("Best", a_channel())
    draft = create_collection("Draft", a_channel(), is_published=False)
    create_collection("Flowers", a_channel("fleurs"))
    create_collection("Street")
    document = '{ collections(first: 9, channel: "pain") { totalCount edges { node { name } } } }'
    assert names(ask(document)["collections"]) == ["Best", "Street"]
    assert names(ask(document, visitor=staff_of(a_channel()))["collections"]) == ["Best", "Draft", "Street"]
    one = '{ collection(slug: "draft", channel: "pain") { name } }'
    assert ask(one)["collection"] is None
    update_collection(draft, is_published=True)
    assert ask(one)["collection"] == {"name": "Draft"}
    assert messages(answer_to('{ collection(slug: "best") { name } }')) == [
        "More than one channel exists. Specify which channel to use."
    ]


def test_a_collection_grows_at_its_end_without_doubles():
    first, second = a_product("First"), a_product("Second")
    collection = create_collection("Best", a_channel(), products=[second])
    place_in_collection(collection, [second, first])
    page = ask('{ collection(slug: "best", channel: "pain") { products(first: 9) { edges { node { name } } } } }')
    assert names(page["collection"]["products"]) == ["Second", "First"]
    shown = ask('{ product(slug: "first", channel: "pain") { collections { name } } }')["product"]
    assert shown == {"collections": [{"name": "Best"}]}
