"""Filters that say how many: productFacets counts exactly what the list would have."""

import pytest

from storefront.catalog.actions import create_category, create_collection, create_product_type
from storefront.catalog.models import Attribute, Product
from storefront.kernel import ids
from tests.shop import a_channel, a_product, a_variant, an_attribute, answer_to, ask, messages, staff_of

pytestmark = pytest.mark.django_db
LIST = (
    """query($w: ProductWhereInput, $s: String) { products(channel: "pain", where: $w, search: $s) { totalCount } }"""
)
FACETS = """query($f: ProductFilterInput, $w: ProductWhereInput, $s: String) {
    productFacets(channel: "pain", filter: $f, where: $w, search: $s) { totalCount
        attributes { attribute { slug translation(languageCode: EN) { name } } values { count value { slug } } }
        categories { count category { slug } } allergens { count allergen { slug } }
        priceRange { start { amount currency } stop { amount } } } }"""


def gid(row):
    return ids.to_global(type(row).__name__, row.pk)


@pytest.fixture
def shelves(db):
    """Breads and tarts of several kinds, and a pot; some that nobody may see."""
    allergens = {"allergens": "CONTAINS", "values": ["Gluten", "Milk", "None"]}
    contains = an_attribute("contains", "MULTISELECT", **allergens)
    answers = [contains, an_attribute("flour"), an_attribute("story", "PLAIN_TEXT")]
    sizes = [(an_attribute("size"), True), an_attribute("cut", "BOOLEAN")]
    food = create_product_type("Food", slug="food", product_attributes=answers, variant_attributes=sizes)
    pots = create_product_type("Pots", slug="pots", product_attributes=[an_attribute("glaze", "SWATCH")])
    root = create_category("Food", sort_order=2)
    breads, tarts = create_category("Breads", parent=root, sort_order=2), create_category("Tarts", parent=root)
    clay = create_category("Clay", sort_order=1)
    small, large = a_variant("S", 100, size="S", cut=True), a_variant("L", 250, size="L", cut=False)

    def make(name, category, variants, **values):
        return a_product(name, product_type=food, category=category, variants=variants, values=values)

    make("Rye loaf", breads, [small, large], flour="Rye", contains=["Gluten"], story="Old")
    make("Rye roll", breads, [small], flour="Rye", contains=["Gluten", "Milk"])
    make("Wheat loaf", breads, [large], flour="Wheat", contains=["Gluten"])
    make("Cream tart", tarts, [a_variant("S", 900, size="S")], contains=["Milk"])
    make("Silent tart", tarts, [a_variant("S", 700, size="S")])
    a_product("Pot", 1500, product_type=pots, category=clay, values={"glaze": "Blue"})
    a_product("Draft", 1, product_type=food, category=breads, values={"flour": "Rye"}, is_published=False)
    a_product("Other shop", 1, channel=a_channel("fleurs"), product_type=food, values={"flour": "Rye"})
    return {"root": root, "breads": breads, "tarts": tarts, "clay": clay}


def facets(search=None, older=None, **where):
    return ask(FACETS, {"w": where or None, "f": older, "s": search})["productFacets"]


def answered(found):
    return {
        each["attribute"]["slug"]: {row["value"]["slug"]: row["count"] for row in each["values"]}
        for each in found["attributes"]
    }


def hanging(found):
    return [(each["category"]["slug"], each["count"]) for each in found["categories"]]


def lacking(found):
    return {each["allergen"]["slug"]: each["count"] for each in found["allergens"]}


def test_everything_at_first(shelves):
    found = facets()
    cut = an_attribute("cut").pk
    assert found["totalCount"] == 6
    assert answered(found) == {
        "contains": {"gluten": 3, "milk": 2},
        "cut": {f"{cut}-true": 2, f"{cut}-false": 2},
        "flour": {"rye": 2, "wheat": 1},
        "glaze": {"blue": 1},
        "size": {"s": 4, "l": 2},
    }
    assert hanging(found) == [("clay", 1), ("food", 5), ("tarts", 2), ("breads", 3)]
    assert lacking(found) == {"gluten": 2, "milk": 3}
    assert found["priceRange"] == {"start": {"amount": 1.0, "currency": "EUR"}, "stop": {"amount": 15.0}}


def test_a_facet_is_counted_as_if_its_own_filter_were_not_set(shelves):
    found = facets(attributes=[{"slug": "flour", "values": ["rye"]}])
    assert found["totalCount"] == 2
    assert answered(found)["flour"] == {"rye": 2, "wheat": 1}
    assert answered(found)["size"] == {"s": 2, "l": 1}
    assert hanging(facets(category={"eq": gid(shelves["clay"])})) == hanging(facets())
    cheap = facets(minimalPrice={"range": {"lte": 2}})
    assert (cheap["totalCount"], cheap["priceRange"]["stop"]["amount"]) == (2, 15.0)
    assert facets(older={"categories": [gid(shelves["tarts"])]})["priceRange"]["stop"]["amount"] == 9.0
    safe = facets(withoutAllergens=["gluten"])
    assert (safe["totalCount"], lacking(safe)) == (2, {"gluten": 2, "milk": 1})


@pytest.mark.parametrize("wish", [{}, {"withoutAllergens": ["milk"]}, {"minimalPrice": {"range": {"lte": 2}}}])
@pytest.mark.parametrize("words", [None, "rye"])
def test_a_count_is_what_the_list_then_has(shelves, wish, words):
    def listed(**more):
        return ask(LIST, {"w": {**wish, **more}, "s": words})["products"]["totalCount"]

    found = facets(words, **wish)
    assert found["totalCount"] == listed()
    pks = {each.slug: gid(each) for each in shelves.values()}
    for slug, values in answered(found).items():
        for value, count in values.items():
            assert count == listed(attributes=[{"slug": slug, "values": [value]}])
    for slug, count in hanging(found):
        assert count == listed(category={"eq": pks[slug]})
    for slug, count in lacking(found).items():
        assert count == listed(withoutAllergens=[*wish.get("withoutAllergens", ()), slug])


def test_an_answer_of_product_and_variant_counts_once(db):
    size = an_attribute("size")
    kind = create_product_type("Both", slug="both", product_attributes=[size], variant_attributes=[size])
    a_product("A", product_type=kind, values={"size": "S"}, variants=[a_variant(size="S"), a_variant(size="L")])
    assert answered(facets()) == {"size": {"s": 1, "l": 1}}


def test_what_is_not_for_filtering_is_left_out(shelves):
    Attribute.objects.filter(slug="flour").update(filterable=False)
    Attribute.objects.filter(slug="size").update(visible_in_storefront=False)
    assert set(answered(facets())) == {"contains", "cut", "glaze"}


def test_a_collection_s_products(shelves):
    gifts = create_collection("Gifts", a_channel(), products=Product.objects.filter(name__in=["Pot", "Rye roll"]))
    found = facets(collection={"eq": gid(gifts)})
    assert (found["totalCount"], hanging(found)) == (2, [("clay", 1), ("food", 1), ("breads", 1)])


def test_nothing_found_and_nowhere(shelves):
    nothing = {"totalCount": 0, "attributes": [], "categories": [], "allergens": [], "priceRange": None}
    assert facets("zzzzzz") == nothing
    answer = ask(FACETS.replace('"pain"', '"nowhere"'), {"w": None, "f": None, "s": None})
    assert answer["productFacets"] == nothing
    both = answer_to(FACETS, {"f": {"hasCategory": True}, "w": {"hasCategory": True}, "s": None})
    assert messages(both)[0] == "Only one filtering argument (filter or where) can be specified."


def test_drafts_are_counted_for_their_own_staff_alone(shelves):
    document = '{ productFacets(channel: "pain") { totalCount } }'
    seen = [
        ask(document, visitor=staff_of(a_channel(slug)))["productFacets"]["totalCount"] for slug in ("pain", "fleurs")
    ]
    assert seen == [7, 6]


def test_it_costs_as_many_statements_for_3_or_12_products(shelves, statements):
    where = {"attributes": [{"slug": "flour", "values": ["rye"]}], "withoutAllergens": ["milk"]}
    counts = []
    for number in range(3):
        for more in range(4 * number):
            kind = create_product_type(f"Kind {number} {more}", product_attributes=[an_attribute("flour")])
            category = create_category(f"C {number} {more}")
            a_product(f"More {number} {more}", product_type=kind, category=category, values={"flour": "Rye"})
        with statements() as count:
            facets(**where)
        counts.append(len(count))
    assert counts[0] == counts[1] == counts[2] <= 24


def test_nobody_pays_for_what_nobody_asked(shelves, statements):
    with statements() as count:
        ask('{ productFacets(channel: "pain") { totalCount } }')
    assert len(count) == 2  # the channel, the products
