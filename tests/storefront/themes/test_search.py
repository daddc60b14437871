"""Aisles, collections and the search: lists that are narrowed down without a script, and say how many."""

import re

import pytest

from storefront.catalog import actions
from storefront.catalog.models import Product
from storefront.content.actions import create_menu
from tests import shop
from tests.storefront.themes import shelf
from tests.storefront.themes.shelf import text, words

SEARCH = "/fr/pain/search/"


@pytest.fixture
def goods(bakery):
    """A rye loaf with gluten, a meringue without anything, and an apple tart with milk; the loaf is in Pains."""
    breads = actions.create_category("Pains")
    food = shelf.food()

    def sold(name, price, contains, flour, **more):
        values = {"contains": [contains], "traces": ["None"], "flour": flour}
        return shop.a_product(name, price, channel=bakery, product_type=food, stock=5, values=values, **more)

    sold("Tourte", 450, "Gluten", "Rye", category=breads)
    sold("Meringue", 150, "None", "Oat")
    sold("Tarte aux pommes", 350, "Milk", "Oat")
    return breads


def shown(response):
    """The names on the cards."""
    return re.findall(r'<h3><a href="[^"]*">([^<]*)</a></h3>', text(response))


def ticked(response):
    """The boxes that are ticked: (name, value)."""
    return re.findall(r'name="([^"]*)" value="([^"]*)" checked', text(response))


def test_everything_is_there_until_something_is_asked(client, goods):
    page = client.get(SEARCH)
    assert shown(page) == ["Baguette", "Meringue", "Tarte aux pommes", "Tourte"]
    assert "4 produits" in text(page) and ticked(page) == []
    assert "noindex" not in text(page) and "noindex" in text(client.get(f"{SEARCH}?search=x"))


def test_what_was_typed_stays_and_mistakes_are_forgiven(client, goods):
    page = client.get(SEARCH, {"search": "pomes"})
    assert shown(page)[:1] == ["Tarte aux pommes"]
    assert 'name="search" value="pomes"' in text(page)


def test_filters_say_how_many_and_stay_ticked(client, goods):
    page = client.get(SEARCH)
    assert '<span>Milk <small class="soft">(3)</small></span>' in text(page)
    narrowed = client.get(SEARCH, {"without[]": ["milk"], "attributes[flour].values[]": ["oat", "rye"], "to": "4,60"})
    assert shown(narrowed) == ["Meringue", "Tourte"]
    assert sorted(ticked(narrowed)) == [
        ("attributes[flour].values[]", "oat"),
        ("attributes[flour].values[]", "rye"),
        ("without[]", "milk"),
    ]
    assert '<span>Gluten <small class="soft">(1)</small></span>' in text(narrowed)
    assert 'name="to" value="4,60"' in text(narrowed)


def test_every_choice_is_taken_away_by_a_link(client, goods):
    page = words(client.get(SEARCH, {"without[]": ["milk", "gluten"], "search": "xyz"}))
    assert 'href="/fr/pain/search/?without%5B%5D=gluten&amp;search=xyz"' in page
    assert "sans milk" in page and "without Milk" in words(client.get("/en/pain/search/", {"without[]": "milk"}))


def test_what_is_narrowed_to_an_aisle_or_to_what_is_there(client, goods, bakery):
    found = re.search(r'name="category\[\]" value="([^"]*)"', text(client.get(SEARCH)))
    assert found is None  # one aisle alone is no choice
    actions.create_category("Tartes")
    shop.a_product("Flan", channel=bakery, category=actions.create_category("Flans"), stock=0)
    there = re.search(r'name="category\[\]" value="([^"]*)"', text(client.get(SEARCH)))[1]
    assert len(shown(client.get(SEARCH, {"category[]": there}))) == 1
    assert "Flan" in shown(client.get(SEARCH)) and "Flan" not in shown(client.get(SEARCH, {"stock": "IN_STOCK"}))


def test_nothing_found_invites(client, goods):
    page = text(client.get(SEARCH, {"search": "zzzzzz"}))
    assert "Il n’y a rien ici" in page and shown(client.get(SEARCH, {"search": "zzzzzz"})) == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("from=cheap", 200),
        ("attributes[flour]=x", 200),
        ("attributes=1", 200),
        ("without[]=%00", 200),
        ("stock=MAYBE", 200),
        ("after=zzz", 200),
        ("sortBy.field=RANK&sortBy.direction=ASC", 200),
        ("sortBy.field=NAME", 200),
        ("category[]=x", 200),
        ("attributes[zzz].values[]=q", 200),
        ("sortBy.field=RANK", 200),
    ],
)
def test_nonsense_behind_the_question_mark_is_no_accident(client, goods, query, status):
    assert client.get(f"{SEARCH}?{query}").status_code == status


def test_an_old_filter_shows_everything_and_a_missing_aisle_stays_missing(client, goods):
    assert shown(client.get(f"{SEARCH}?category[]=x")) == shown(client.get(SEARCH))
    assert client.get("/fr/pain/categories/nothing/?sortBy.field=RANK").status_code == 404


def test_the_other_language_keeps_what_was_asked(client, goods):
    page = text(client.get(SEARCH, {"search": "a b", "after": "x", "part": "added"}))
    assert 'href="/en/pain/search/?search=a+b"' in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/fr/pain/search/">' in page


def test_the_order_is_kept_when_something_else_is_chosen(client, goods):
    query = {"sortBy.field": "MINIMAL_PRICE", "sortBy.direction": "DESC"}
    page = client.get(SEARCH, query)
    assert shown(page) == ["Tourte", "Tarte aux pommes", "Meringue", "Baguette"]
    assert '<input type="hidden" name="sortBy.field" value="MINIMAL_PRICE">' in text(page)


def test_an_aisle_shows_its_goods_and_those_below(client, goods, bakery):
    rye = actions.create_category("Seigles", parent=goods)
    actions.create_category("Vides", parent=goods)
    shop.a_product("Pumpernickel", channel=bakery, category=rye, stock=1)
    page = client.get("/fr/pain/categories/pains/")
    assert shown(page) == ["Pumpernickel", "Tourte"] and "<h1>Pains</h1>" in text(page)
    assert 'href="/fr/pain/categories/seigles/"' in text(page) and "vides" not in text(page)
    assert '<a href="/fr/pain/categories/pains/">Pains</a>' in text(client.get("/fr/pain/categories/seigles/"))
    assert client.get("/fr/pain/categories/nothing/").status_code == 404


def test_another_shops_aisle_is_not_here_but_an_empty_one_of_ours_is(client, goods, bakery):
    aisle = actions.create_category("Poterie")
    page = "/fr/pain/categories/poterie/"
    assert client.get(page).status_code == 404
    shop.a_product("Bol", channel=shop.a_channel("terre"), category=aisle, stock=1)
    assert client.get(page).status_code == 404
    create_menu("Navbar", bakery, items=[{"name": "Poterie", "category": aisle}])
    assert client.get(page).status_code == 200


def test_a_long_aisle_goes_on_behind_a_link(client, goods, bakery):
    for number in range(25):
        shop.a_product(f"Pain {number:02}", channel=bakery, category=goods)
    first = client.get("/fr/pain/categories/pains/")
    there = re.search(r'<a class="button" href="([^"]*)"', text(first))[1]
    second = client.get(there)
    assert (len(shown(first)), len(shown(second)), "26 produits" in text(first)) == (24, 2, True)
    assert 'class="button"' not in text(second)


def test_a_collection_keeps_its_own_order(client, goods, bakery):
    chosen = [Product.objects.get(name=name) for name in ("Tourte", "Baguette", "Meringue")]
    actions.create_collection("Goûter", bakery, products=chosen, is_published=True)
    page = client.get("/fr/pain/collections/gouter/")
    assert shown(page) == ["Tourte", "Baguette", "Meringue"] and "<h1>Goûter</h1>" in text(page)
