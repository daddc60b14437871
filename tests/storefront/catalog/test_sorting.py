"""Orders and pages of products: nulls last, ties by name, nothing twice and nothing lost."""

import datetime

import pytest

from storefront.catalog.actions import create_collection
from storefront.kernel import clock, ids
from tests.shop import a_channel, a_product, a_type, a_variant, ask, names

pytestmark = pytest.mark.django_db
PAGE = """query($s: ProductOrder, $first: Int, $after: String, $last: Int, $before: String) {
    products(channel: "pain", sortBy: $s, first: $first, after: $after, last: $last, before: $before) {
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { name } } } }"""


def sorted_by(field, direction="ASC"):
    """The names in an order, read whole, one by one forwards and two by two backwards: all the same."""
    order = {"field": field, "direction": direction}
    whole = names(ask(PAGE, {"s": order, "first": 20})["products"])
    assert read(order, "first", "after", "endCursor", "hasNextPage", 1) == whole
    backwards = read(order, "last", "before", "startCursor", "hasPreviousPage", 2)
    assert [name for pair in backwards_pairs(backwards) for name in pair] == whole
    return whole


def read(order, count, cursor_argument, cursor, more, size):
    found, at = [], None
    for _ in range(20):
        page = ask(PAGE, {"s": order, count: size, cursor_argument: at})["products"]
        found += names(page)
        at = page["pageInfo"][cursor]
        if not page["pageInfo"][more]:
            return found
    raise AssertionError("There is no end.")


def backwards_pairs(flat):
    """Pages of two, read from the back, in the front's order."""
    return reversed([flat[i : i + 2] for i in range(0, len(flat), 2)])


def test_by_name_accents_and_case_do_not_matter():
    for name in ("zèbre", "Épi", "eclair", "Éclair 2", "Brioche", "œuf", "Ananas"):
        a_product(name)
    assert sorted_by("NAME") == ["Ananas", "Brioche", "eclair", "Éclair 2", "Épi", "œuf", "zèbre"]
    assert sorted_by("NAME", "DESC") == ["zèbre", "œuf", "Épi", "Éclair 2", "eclair", "Brioche", "Ananas"]


def test_by_price_what_has_none_stands_last_both_ways():
    a_product("B", 200)
    a_product("A", 200)
    a_product("C", variants=[a_variant(price=100), a_variant(price=900)])
    a_product("None", variants=[])
    for field in ("PRICE", "MINIMAL_PRICE"):
        assert sorted_by(field) == ["C", "A", "B", "None"]
        assert sorted_by(field, "DESC") == ["A", "B", "C", "None"]


def test_by_rating_and_kind():
    a_product("A", rating=4.5, product_type=a_type("pastry"))
    a_product("B", product_type=a_type("bread"))
    a_product("C", rating=3, product_type=a_type("bread"))
    assert sorted_by("RATING", "DESC") == ["A", "C", "B"]
    assert sorted_by("RATING") == ["C", "A", "B"]
    assert sorted_by("TYPE") == ["B", "C", "A"]


def test_by_moments():
    now, day = clock.now(), datetime.timedelta(days=1)
    a_product("Old", created_at=now - day, published_at=now - day)
    a_product("Older", created_at=now - 2 * day, published_at=now - 3 * day)
    a_product("New", created_at=now, published_at=now - 2 * day)
    assert sorted_by("CREATED_AT") == ["Older", "Old", "New"]
    assert sorted_by("PUBLISHED_AT", "DESC") == ["Old", "New", "Older"]
    assert sorted_by("LAST_MODIFIED_AT") == ["Old", "Older", "New"]


def test_a_collection_keeps_its_own_order():
    rows = [a_product(name) for name in "CAB"]
    collection = create_collection("Best", a_channel(), products=[rows[2], rows[0], rows[1]])
    document = (
        'query($s: ProductOrder) { collection(slug: "best", channel: "pain") '
        "{ products(first: 9, sortBy: $s) { totalCount edges { node { name pricing { onSale } } } } } }"
    )
    page = ask(document)["collection"]["products"]
    assert (names(page), page["totalCount"]) == (["B", "C", "A"], 3)
    assert page["edges"][0]["node"]["pricing"] == {"onSale": False}
    backwards = {"field": "COLLECTION", "direction": "DESC"}
    assert names(ask(document, {"s": backwards})["collection"]["products"]) == ["A", "C", "B"]
    assert names(ask(document, {"s": {"field": "NAME", "direction": "ASC"}})["collection"]["products"]) == list("ABC")
    assert collection.places.count() == 3


def test_by_the_answers_to_an_attribute():
    for name, flour in (("A", "Wheat"), ("B", "Rye"), ("C", None), ("D", "Wheat")):
        product = a_product(name, values={"flour": flour})
    flour = product.product_type.type_attributes.get(attribute__slug="flour").attribute
    order = {"attributeId": ids.to_global("Attribute", flour.pk), "direction": "ASC"}
    assert names(ask(PAGE, {"s": order, "first": 9})["products"])[-1] == "C"


def test_a_page_has_limits():
    a_product("A")
    for given in ({"first": 101}, {"first": 1, "last": 1}, {}, {"first": 1, "after": "?"}, {"first": -1}):
        with pytest.raises(AssertionError):
            ask(PAGE, given)
