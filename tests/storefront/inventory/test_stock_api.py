"""Stock and warehouses as customers and staff see them, and as staff change them."""

import pytest

from storefront.inventory import actions
from storefront.inventory.models import Stock
from storefront.kernel.ids import to_global
from tests.goods import a_place, a_shop, a_variant, a_worker

pytestmark = pytest.mark.django_db
LEFT = 'query($id: ID!) { productVariant(id: $id, channel: "pain") { quantityAvailable } }'
SHELVES = """query($id: ID!) { productVariant(id: $id) {
  stocks { id warehouse { name } productVariant { id } quantity quantityAllocated quantityReserved } } }"""
UPDATE = """mutation($id: ID!, $stocks: [StockInput!]!) { productVariantStocksUpdate(variantId: $id, stocks: $stocks) {
  productVariant { quantityAvailable stocks { warehouse { name } quantity } } errors { field message code index } } }"""
CREATE = UPDATE.replace("StocksUpdate", "StocksCreate")
PLACES = """query($filter: WarehouseFilterInput, $sort: WarehouseSortingInput) {
  warehouses(first: 10, filter: $filter, sortBy: $sort) { totalCount edges { node { id name email isPrivate
    clickAndCollectOption address { city } } } } }"""
ONE_PLACE = "query($id: ID!) { warehouse(id: $id) { slug address { city } privateMetadata { key } } }"


@pytest.fixture
def shop():
    return a_shop()


def named(row):
    return to_global(type(row).__name__, row.pk)


def denied(answer):
    return answer["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"


def left(graphql, variant):
    return graphql(LEFT, {"id": named(variant)})["data"]["productVariant"]["quantityAvailable"]


def test_everybody_sees_how_many_are_left(graphql, shop):
    loaf = a_variant(shop, {a_place(shop): 4, a_place(shop): 3})
    actions.reserve("Checkout:a", [(loaf, 2)], shop)
    assert left(graphql, loaf) == 5


@pytest.mark.parametrize(
    ("stock", "words", "most"),
    [(80, {}, 50), (80, {"quantity_limit": 6}, 6), (0, {"track_inventory": False}, 50), (0, {}, 0)],
)
def test_no_more_are_shown_than_one_basket_may_hold(graphql, shop, stock, words, most):
    assert left(graphql, a_variant(shop, {a_place(shop): stock}, **words)) == most


def test_shelves_are_for_staff_of_the_shop(graphql, shop):
    loaf = a_variant(shop, {a_place(shop): 4})
    stranger = a_worker("MANAGE_PRODUCTS", shops=[a_shop("fleurs")])[1]
    for token in (None, stranger):
        assert denied(graphql(SHELVES.replace("id: $id)", 'id: $id, channel: "pain")'), {"id": named(loaf)}, token))


@pytest.mark.parametrize("permission", ["MANAGE_PRODUCTS", "MANAGE_ORDERS"])
def test_staff_see_what_stands_is_sold_and_lies_in_baskets(graphql, shop, permission):
    place = a_place(shop)
    loaf = a_variant(shop, {place: 9})
    actions.allocate("Checkout:a", "Order:a", [(loaf, 3)], shop)
    actions.reserve("Checkout:b", [(loaf, 2)], shop)
    answer = graphql(SHELVES, {"id": named(loaf)}, a_worker(permission, "MANAGE_PRODUCTS", shops=[shop])[1])
    assert answer["data"]["productVariant"]["stocks"] == [
        {
            "id": named(Stock.objects.get()),
            "warehouse": {"name": place.name},
            "productVariant": {"id": named(loaf)},
            "quantity": 9,
            "quantityAllocated": 3,
            "quantityReserved": 2,
        }
    ]


def change(graphql, document, variant, token, *levels):
    stocks = [
        {"warehouse": place if isinstance(place, str) else named(place), "quantity": quantity}
        for place, quantity in levels
    ]
    return graphql(document, {"id": named(variant), "stocks": stocks}, token)


def test_staff_count_again_and_bring_goods_to_a_new_place(graphql, shop):
    old, new = a_place(shop), a_place(shop)
    loaf = a_variant(shop, {old: 9})
    token = a_worker("MANAGE_PRODUCTS", shops=[shop])[1]
    payload = change(graphql, UPDATE, loaf, token, (old, 4), (new, 2))["data"]["productVariantStocksUpdate"]
    assert payload == {
        "errors": [],
        "productVariant": {
            "quantityAvailable": 6,
            "stocks": [
                {"warehouse": {"name": old.name}, "quantity": 4},
                {"warehouse": {"name": new.name}, "quantity": 2},
            ],
        },
    }
    assert left(graphql, loaf) == 6


def test_every_wrong_stock_is_named(graphql, shop):
    place, foreign = a_place(shop), a_place(a_shop("fleurs"))
    loaf = a_variant(shop, {place: 9})
    token = a_worker("MANAGE_PRODUCTS", shops=[shop])[1]
    payload = change(graphql, UPDATE, loaf, token, (place, 1), (foreign, 1), (place, 2))
    errors = payload["data"]["productVariantStocksUpdate"]["errors"]
    assert [(e["code"], e["field"], e["index"]) for e in errors] == [
        ("NOT_FOUND", "warehouse", 1),
        ("DUPLICATED_INPUT_ITEM", "warehouse", 2),
    ]
    payload = change(graphql, UPDATE, loaf, token, (place, -1))
    [error] = payload["data"]["productVariantStocksUpdate"]["errors"]
    assert (error["code"], error["field"], error["index"]) == ("INVALID", "quantity", 0)
    payload = change(graphql, UPDATE, loaf, token, (place, 1), (named(loaf), 1))
    [error] = payload["data"]["productVariantStocksUpdate"]["errors"]
    assert (error["code"], error["index"]) == ("GRAPHQL_ERROR", 1)
    assert left(graphql, loaf) == 9


def test_a_stock_is_created_once(graphql, shop):
    place, loaf = a_place(shop), a_variant(shop)
    token = a_worker("MANAGE_PRODUCTS", shops=[shop])[1]
    assert change(graphql, CREATE, loaf, token, (place, 3))["data"]["productVariantStocksCreate"]["errors"] == []
    [error] = change(graphql, CREATE, loaf, token, (place, 5))["data"]["productVariantStocksCreate"]["errors"]
    assert (error["code"], error["index"], left(graphql, loaf)) == ("UNIQUE", 0, 3)


def test_only_staff_of_the_shop_count(graphql, shop):
    place = a_place(shop)
    loaf = a_variant(shop, {place: 9})
    stranger = a_worker("MANAGE_PRODUCTS", shops=[a_shop("fleurs")])[1]
    reader = a_worker("MANAGE_ORDERS", shops=[shop])[1]
    for token in (None, stranger, reader):
        answer = change(graphql, UPDATE, loaf, token, (place, 1))
        assert denied(answer)
        assert answer["data"] == {"productVariantStocksUpdate": None}
    assert left(graphql, loaf) == 9


def test_staff_see_the_places_of_their_shops(graphql, shop):
    mine, hidden = a_place(shop, "LOCAL", email="pain@rue.example"), a_place(shop, "DISABLED", is_private=True)
    other = a_place(a_shop("fleurs"))
    token = a_worker("MANAGE_PRODUCTS", shops=[shop])[1]
    page = graphql(PLACES, {"sort": {"field": "NAME", "direction": "DESC"}}, token)["data"]["warehouses"]
    assert page["totalCount"] == 2
    assert sorted(edge["node"]["name"] for edge in page["edges"]) == sorted([mine.name, hidden.name])
    page = graphql(PLACES, {"filter": {"clickAndCollectOption": "LOCAL"}}, token)["data"]["warehouses"]
    assert page["edges"] == [
        {
            "node": {
                "id": named(mine),
                "name": mine.name,
                "email": "pain@rue.example",
                "isPrivate": False,
                "clickAndCollectOption": "LOCAL",
                "address": {"city": "Lyon"},
            }
        }
    ]
    assert graphql(ONE_PLACE, {"id": named(other)}, token)["data"] == {"warehouse": None}
    assert graphql(ONE_PLACE, {"id": named(hidden)}, token)["data"] == {
        "warehouse": {"slug": hidden.slug, "address": {"city": "Lyon"}, "privateMetadata": []}
    }


@pytest.mark.parametrize(
    "filter",
    [{"search": "PLACE"}, {"isPrivate": False}, {"slugs": ["here"]}, {"channels": ["channel"]}, {"ids": ["place"]}],
)
def test_places_are_filtered(graphql, shop, filter):
    place = a_place(shop)
    place.slug = "here"
    place.save()
    a_place(a_shop("fleurs"), is_private=True).delete()
    ids = {"channel": named(shop), "place": named(place)}
    filter = {
        word: [ids.get(v, v) for v in value] if isinstance(value, list) else value for word, value in filter.items()
    }
    page = graphql(PLACES, {"filter": filter}, a_worker("MANAGE_PRODUCTS")[1])["data"]["warehouses"]
    assert [edge["node"]["id"] for edge in page["edges"]] == [named(place)]


def test_strangers_have_no_list_of_places(graphql, shop):
    place = a_place(shop)
    assert denied(graphql(PLACES))
    assert denied(graphql(ONE_PLACE, {"id": named(place)}))


@pytest.mark.parametrize("count", [1, 3])
def test_shelves_cost_the_same_for_many(graphql, shop, statements, count):
    loaf = a_variant(shop, {a_place(shop): 5 for _ in range(count)})
    token = a_worker("MANAGE_PRODUCTS", shops=[shop])[1]
    graphql(SHELVES, {"id": named(loaf)}, token)
    with statements() as count:
        graphql(SHELVES, {"id": named(loaf)}, token)
    assert len(count) == 5
