"""Lists that hang at several objects are read together, and say the same as when each is asked alone."""

import pytest

from storefront.catalog import actions
from tests.shop import a_channel, a_product, ask

pytestmark = pytest.mark.django_db
LIST = """products(first: $first, after: $after, last: $last, before: $before, sortBy: $by) {
  totalCount edges { cursor node { name channel } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"""
WORDS = "$first: Int, $after: String, $last: Int, $before: String, $by: ProductOrder"
ALL = f"""query({WORDS}) {{ collections(first: 10, channel: "pain") {{ edges {{ node {{ slug {LIST} }} }} }} }}"""
ONE = f"""query({WORDS}, $slug: String!) {{ collection(slug: $slug, channel: "pain") {{ slug {LIST} }} }}"""
CATEGORIES = '{ categories(first: 10) { edges { node { slug products(first: 5, channel: "pain") { totalCount } } } } }'


@pytest.fixture
def shelves(db):
    """Five loaves; the first three, the last three and none of them in a collection, in an order of its own."""
    channel = a_channel()
    root = actions.create_category("Breads", channel=channel)
    leaf = actions.create_category("Rye", parent=root, channel=channel)
    loaves = [a_product(f"Loaf {n}", price=100 + n, category=leaf if n < 2 else root) for n in range(5)]
    for name, chosen in (("A", loaves[2::-1]), ("B", loaves[2:]), ("C", [])):
        actions.create_collection(name, channel, is_published=True, products=chosen)
    return loaves


@pytest.mark.parametrize(
    "cut",
    [
        {"first": 2},
        {"last": 2},
        {"first": 5},
        {"first": 0},
        {"first": 2, "by": {"field": "PRICE", "direction": "DESC"}},
        {"last": 1, "by": {"field": "NAME", "direction": "ASC"}},
    ],
    ids=str,
)
def test_together_is_as_alone(shelves, cut):
    together = [edge["node"] for edge in ask(ALL, cut)["collections"]["edges"]]
    assert together == [ask(ONE, {**cut, "slug": slug})["collection"] for slug in ("a", "b", "c")]
    assert [each["products"]["totalCount"] for each in together] == [3, 3, 0]


def test_the_next_page_of_each(shelves):
    first = ask(ALL, {"first": 1})["collections"]["edges"][0]["node"]["products"]
    after = {"first": 5, "after": first["pageInfo"]["endCursor"]}
    rest = ask(ALL, after)["collections"]["edges"][0]["node"]["products"]
    assert [edge["node"]["name"] for edge in first["edges"] + rest["edges"]] == ["Loaf 2", "Loaf 1", "Loaf 0"]


def test_a_branch_counts_what_is_below_it(shelves):
    nodes = [edge["node"] for edge in ask(CATEGORIES)["categories"]["edges"]]
    assert {node["slug"]: node["products"]["totalCount"] for node in nodes} == {"breads": 5, "rye": 2}


def test_one_list_and_many_cost_the_same(shelves, statements):
    counts = []
    for number in range(3):
        with statements() as count:
            ask(ALL, {"first": 3})
        counts.append(len(count))
        actions.create_collection(f"D{number}", a_channel(), is_published=True, products=shelves)
    assert counts[0] == counts[1] == counts[2]
