"""Finding products by words, well or badly written; the same on every database."""

import pytest

from storefront.catalog.actions import create_category, delete_product, update_category, update_product
from tests.shop import a_channel, a_product, a_variant, answer_to, ask, messages, names

pytestmark = pytest.mark.django_db


@pytest.fixture
def bakery():
    cakes = create_category("Pâtisseries", translations={"en": {"name": "Cakes"}})
    a_product(
        "Éclair au chocolat",
        category=cakes,
        description="Pâte à choux, crème légère.",
        translations={"en": {"name": "Chocolate eclair", "description": "Choux pastry, light cream."}},
    )
    a_product("Croissant", variants=[a_variant(sku="CR-01")], translations={"en": {"name": "Butter croissant"}})
    a_product("Baguette", values={"flour": "Blé de pays"})
    a_product("Baguette aux noix", values={"flour": "Seigle"})
    a_product("Œufs en chocolat", category=cakes)
    a_product("Thé noir", description="Se boit avec un croissant.")


def found(words, how=""):
    page = ask(
        'query($w: String) { products(first: 20, channel: "pain", search: $w %s) '
        "{ totalCount edges { node { name } } } }" % how,
        {"w": words},
    )["products"]
    assert page["totalCount"] == len(page["edges"])
    return names(page)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("eclair", "Éclair au chocolat"),
        ("ÉCLAIRS", "Éclair au chocolat"),
        ("crossant", "Croissant"),
        ("croisant", "Croissant"),
        ("baguete", "Baguette"),
        ("bagette", "Baguette"),
        ("oeuf", "Œufs en chocolat"),
        ("œufs", "Œufs en chocolat"),
        ("the", "Thé noir"),
        ("chocolate", "Éclair au chocolat"),
        ("CR-01", "Croissant"),
        ("butter crois", "Croissant"),
        ("cakes", "Éclair au chocolat"),
        ("light cream", "Éclair au chocolat"),
        ("l'éclair au chocolat", "Éclair au chocolat"),
        ("choclat eclaire", "Éclair au chocolat"),
        ("crossan", "Croissant"),
        ("seigle", "Baguette aux noix"),
        ("bagutte noix", "Baguette aux noix"),
    ],
)
def test_finds(bakery, words, first):
    assert found(words)[0] == first


@pytest.mark.usefixtures("bakery")
def test_every_word_must_be_meant():
    assert found("baguette noix") == ["Baguette aux noix"]
    assert found("baguette chocolat") == []
    assert found("tournevis") == []
    assert found("?!") == []


@pytest.mark.usefixtures("bakery")
def test_names_come_before_descriptions_and_whole_words_before_beginnings():
    assert found("croissant") == ["Croissant", "Thé noir"]
    a_product("Chocolatine")
    assert found("chocolat") == ["Éclair au chocolat", "Œufs en chocolat", "Chocolatine"]


@pytest.mark.usefixtures("bakery")
def test_a_beginning_finds_while_one_types():
    assert found("bag") == ["Baguette", "Baguette aux noix"]
    assert found("butt") == ["Croissant"]
    assert found("c")[0] == "Croissant"


@pytest.mark.usefixtures("bakery")
def test_a_search_can_be_sorted_and_cut_by_rank_and_otherwise():
    assert found("chocolat", "sortBy: {field: NAME, direction: DESC}") == ["Œufs en chocolat", "Éclair au chocolat"]
    assert found("croissant", "sortBy: {field: RANK, direction: ASC}") == ["Thé noir", "Croissant"]
    document = (
        'query($a: String) { products(first: 1, after: $a, channel: "pain", filter: {search: "croissant"}) '
        "{ pageInfo { endCursor hasNextPage } edges { node { name } } } }"
    )
    first = ask(document)["products"]
    second = ask(document, {"a": first["pageInfo"]["endCursor"]})["products"]
    assert names(first) + names(second) == ["Croissant", "Thé noir"]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)


def test_rank_needs_a_search():
    a_product("Baguette")
    answer = answer_to('{ products(first: 1, channel: "pain", sortBy: {field: RANK, direction: DESC}) { totalCount } }')
    assert messages(answer) == ["Sorting by RANK is available only when using a search."]


def test_an_empty_search_chooses_everything():
    a_product("Baguette")
    assert found("") == found("  ") == ["Baguette"]


def test_the_index_follows_changes():
    category = create_category("Miches")
    product = a_product("Baguette", category=category)
    update_product(product, name="Ficelle")
    assert (found("baguette"), found("ficelle")) == ([], ["Ficelle"])
    update_category(category, name="Painterie")
    assert (found("miches"), found("painterie")) == ([], ["Ficelle"])
    delete_product(product)
    assert found("ficelle") == []


def test_a_channel_finds_its_own():
    a_product("Rose ancienne", channel=a_channel("fleurs"))
    a_product("Pain rose")
    assert found("rose") == ["Pain rose"]


def test_a_search_costs_a_fixed_number_of_statements(statements):
    counts = []
    for more in (1, 2, 17):
        for number in range(more):
            a_product(f"Croissant {more} {number}")
        with statements() as count:
            assert found("croissant")
        counts.append(len(count))
    assert len(set(counts)) == 1
    assert counts[0] <= 5
