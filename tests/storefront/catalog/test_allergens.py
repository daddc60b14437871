"""What food contains is said before it is bought: ProductWhereInput.withoutAllergens."""

import pytest

from storefront.catalog.actions import assign, create_product_type
from tests.shop import a_product, a_type, a_variant, an_attribute, ask, names

pytestmark = pytest.mark.django_db
LIST = """query($w: ProductWhereInput) { products(first: 20, channel: "pain", where: $w) {
    totalCount edges { node { name } } } }"""


@pytest.fixture
def food(db):
    """A type of food that says what it contains and may contain; what it is made of is another question."""
    return create_product_type(
        "Food",
        slug="food",
        product_attributes=[
            an_attribute("contains", "MULTISELECT", allergens="CONTAINS", values=["Gluten", "Milk", "Nuts", "None"]),
            an_attribute("traces", "MULTISELECT", allergens="MAY_CONTAIN", values=["Gluten", "Milk", "Nuts", "None"]),
            an_attribute("flour"),
        ],
    )


def without(*slugs, **more):
    page = ask(LIST, {"w": {"withoutAllergens": list(slugs), **more}})["products"]
    assert page["totalCount"] == len(page["edges"])
    return names(page)


def test_neither_what_contains_it_nor_what_may(food):
    a_product("Baguette", product_type=food, values={"contains": ["Gluten"], "traces": ["Nuts"]})
    a_product("Meringue", product_type=food, values={"contains": ["None"], "traces": ["Milk", "Nuts"]})
    a_product("Jam", product_type=food, values={"contains": ["None"], "traces": ["None"]})
    assert without("gluten") == ["Jam", "Meringue"]
    assert without("milk") == ["Baguette", "Jam"]
    assert without("nuts") == without("gluten", "milk") == ["Jam"]
    assert without() == ["Baguette", "Jam", "Meringue"]


def test_food_that_says_nothing_is_left_out_and_a_pot_is_not(food):
    a_product("Mystery", product_type=food)
    a_product("Half said", product_type=food, values={"traces": ["Nuts"]})
    a_product("Said", product_type=food, values={"contains": ["Milk"]})
    a_product("Pot", product_type=a_type("pot"))
    assert without("gluten") == ["Pot", "Said"]
    assert without() == ["Half said", "Mystery", "Pot", "Said"]


def test_other_attributes_with_such_answers_say_nothing(food):
    a_product("Buckwheat", product_type=food, values={"contains": ["None"], "flour": "Gluten"})
    assert without("gluten") == ["Buckwheat"]


def test_nothing_is_promised_about_a_word_nobody_knows(food):
    a_product("Jam", product_type=food, values={"contains": ["None"], "flour": "Rye"})
    a_product("Pot", product_type=a_type("pot"))
    assert without("glutenn") == without("gluten", "rye") == without("x' OR 1=1") == without("") == []
    assert without("gluten") == ["Jam", "Pot"]


def test_one_variant_that_contains_it_is_enough_and_all_must_say(food):
    contains = an_attribute("contains")
    kind = create_product_type("Éclair", slug="eclair", variant_attributes=[contains])
    plain, nutty = a_variant("Plain", contains=["None"]), a_variant("Nutty", contains=["Nuts"])
    a_product("Both", product_type=kind, variants=[plain, nutty])
    a_product("Plain", product_type=kind, variants=[plain])
    half = a_product("Half", product_type=kind, variants=[plain, a_variant("?")])
    assert without("nuts") == ["Plain"]
    assert without("milk") == ["Both", "Plain"]
    assign(half.variants.get(name="?"), {"contains": ["None"]})
    assert without("milk") == ["Both", "Half", "Plain"]


def test_it_combines_with_other_conditions(food):
    a_product("Baguette", 100, product_type=food, values={"contains": ["Gluten"]})
    a_product("Jam", 500, product_type=food, values={"contains": ["None"]})
    a_product("Cream", 300, product_type=food, values={"contains": ["Milk"]})
    assert without("gluten", price={"range": {"lte": 4}}) == ["Cream"]
    either = {"OR": [{"withoutAllergens": ["milk", "gluten"]}, {"price": {"eq": 1}}]}
    assert names(ask(LIST, {"w": either})["products"]) == ["Baguette", "Jam"]


def test_it_costs_as_many_statements_for_1_or_12_products(food, statements):
    counts = []
    for number in range(12):
        a_product(f"Jam {number}", product_type=food, values={"contains": ["None"]})
        with statements() as count:
            assert len(without("gluten", "milk")) == number + 1
        counts.append(len(count))
    assert set(counts) == {4}  # the channel, the allergens, the products, how many


def test_themes_know_which_attributes_speak_of_allergens(food):
    found = [ask(f'{{ attribute(slug: "{slug}") {{ allergens }} }}') for slug in ("contains", "traces", "flour")]
    assert [each["attribute"]["allergens"] for each in found] == ["CONTAINS", "MAY_CONTAIN", None]
