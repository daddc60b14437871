"""Menus: ways through a shop, as deep as they are, in one statement."""

import pytest

from storefront.catalog.actions import create_category, create_collection
from storefront.content.actions import create_menu, create_page, create_page_type, fill_menu
from storefront.kernel.errors import ShopError
from tests.shop import a_channel, a_product, ask, names

pytestmark = pytest.mark.django_db
MENU = """query($c: String) { menu(slug: "navbar", channel: $c) { items { id name level url
    category { slug } page { slug } translation(languageCode: EN) { name }
    collection { slug PRODUCTS }
    children { name level url category { slug } children { name level } } } } }"""
PRODUCTS = "products(first: 3) { edges { node { name pricing { priceRange { start { gross { amount } } } } } } }"


def test_a_menu_leads_everywhere():
    channel = a_channel()
    best = create_collection("Best", channel, products=[a_product("Loaf")])
    hidden = create_collection("Hidden", channel, is_published=False)
    rye = {"name": "Seigle", "category": create_category("Rye"), "children": [{"name": "Noir", "url": "/noir"}]}
    away = {"name": "Ailleurs", "url": "https://elsewhere.example/"}
    bread = {"name": "Pains", "category": create_category("Breads"), "translations": {"en": {"name": "Bread"}}}
    about = create_page(create_page_type("Text"), "About")
    ways = [
        {**bread, "children": [rye, away]},
        {"name": "Meilleurs", "collection": best},
        {"name": "Secret", "collection": hidden},
        {"name": "Nous", "page": about},
    ]
    create_menu("Navbar", channel, items=ways)
    items = ask(MENU.replace("PRODUCTS", PRODUCTS), {"c": "pain"})["menu"]["items"]
    assert [item["name"] for item in items] == ["Pains", "Meilleurs", "Secret", "Nous"]
    assert items[0]["translation"] == {"name": "Bread"}
    assert items[0]["children"] == [
        {
            "name": "Seigle",
            "level": 1,
            "url": None,
            "category": {"slug": "rye"},
            "children": [{"name": "Noir", "level": 2}],
        },
        {"name": "Ailleurs", "level": 1, "url": "https://elsewhere.example/", "category": None, "children": []},
    ]
    products = items[1]["collection"]["products"]
    assert names(products) == ["Loaf"]
    assert products["edges"][0]["node"]["pricing"]["priceRange"]["start"]["gross"]["amount"] == 1.2
    assert items[2]["collection"] is None
    assert items[3]["page"] == {"slug": "about"}


def test_a_whole_tree_is_one_statement(statements):
    channel = a_channel()
    menu = create_menu("Navbar", channel)
    counts = []
    for size in (1, 3, 20):
        fill_menu(
            menu,
            [
                {
                    "name": f"{i}",
                    "category": create_category(f"{size} {i}"),
                    "children": [{"name": "below", "url": "/x", "children": [{"name": "deeper", "url": "/y"}]}],
                }
                for i in range(size)
            ],
        )
        with statements() as count:
            assert len(ask(MENU.replace("PRODUCTS", ""), {"c": "pain"})["menu"]["items"]) == size
        counts.append(len(count))
    assert counts == [3, 3, 3]  # the channel, the menu, its items


def test_a_shops_menu_goes_before_the_streets():
    create_menu("Navbar", items=[{"name": "Street", "url": "/"}])
    create_menu("Navbar", a_channel(), items=[{"name": "Bakery", "url": "/"}])
    a_channel("fleurs")
    document = MENU.replace("PRODUCTS", "")
    shown = [ask(document, {"c": slug})["menu"]["items"][0]["name"] for slug in ("pain", "fleurs", None)]
    assert shown == ["Bakery", "Street", "Street"]
    assert ask(MENU.replace("PRODUCTS", ""), {"c": "nowhere"})["menu"] is None


@pytest.mark.parametrize(
    "item",
    [
        {"name": "x", "url": "javascript:alert(1)"},
        {
            "name": "a",
            "url": "/",
            "children": [
                {"name": "b", "children": [{"name": "c", "children": [{"name": "d", "children": [{"name": "e"}]}]}]}
            ],
        },
    ],
)
def test_what_a_menu_may_not_hold(item):
    with pytest.raises(ShopError):
        create_menu("Navbar", a_channel(), items=[item])
    assert ask(MENU.replace("PRODUCTS", ""), {"c": "pain"})["menu"] is None
