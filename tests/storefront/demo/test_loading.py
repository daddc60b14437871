"""The demo street in the database: whole, loaded once, and open for business."""

import datetime
from collections import Counter
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from fixtures import load
from fixtures.loading.words import read
from storefront.accounts.models import User
from storefront.catalog.models import Product, ProductMedia, ProductVariant
from storefront.channels.models import Channel
from storefront.inventory.models import Stock
from storefront.kernel import clock, holds, ids
from storefront.kernel.models import Event, Task
from storefront.orders.models import Fulfillment, Order, OrderEvent
from storefront.payments.models import Transaction, TransactionEvent
from tests.storefront.demo.street import marks, opened, token_of

pytestmark = pytest.mark.django_db
SHOPS = ("fleurs", "pain", "terre")


@pytest.fixture(scope="module", autouse=True)
def street(django_db_setup, django_db_blocker):
    """The whole street, with pictures and past."""
    yield from opened(django_db_blocker)


def test_a_second_time_changes_nothing(statements):
    before = marks()
    with statements() as asked:
        load.demo_street()
    assert len(list(asked)) == 1
    assert marks() == before


def test_three_shops_are_open_with_two_languages():
    channels = {channel.slug: channel for channel in Channel.objects.all()}
    assert sorted(channels) == list(SHOPS)
    for slug, channel in channels.items():
        products = Product.objects.filter(channel=channel)
        assert products.count() == len(read(f"{slug}/products")) >= 25
        assert all(product.translations["en"]["name"] and product.translations["en"]["slug"] for product in products)
        assert channel.allow_unpaid_orders and channel.is_active


def test_every_product_shows_its_pictures():
    drawn = {row["slug"]["fr"]: len(row["pictures"]) for shop in SHOPS for row in read(f"{shop}/products")}
    shown = Counter(ProductMedia.objects.values_list("product__slug", flat=True))
    assert dict(shown) == drawn


def test_the_street_and_its_shops_show_what_they_look_like(graphql):
    shown = graphql("""{ shop { picture(languageCode: EN) { url alt }
        channels { slug shop { picture(size: 256) { url alt } } } } }""")["data"]["shop"]
    assert shown["picture"]["url"] and shown["picture"]["alt"] == read("street")["picture"]["alt"]["en"]
    alts = {one["slug"]: one["shop"]["picture"]["alt"] for one in shown["channels"]}
    assert alts == {slug: read(f"{slug}/shop")["picture"]["alt"]["fr"] for slug in SHOPS}


def test_stock_is_what_the_shelves_hold():
    promised = {
        row["sku"]: row["stock"]
        for shop in SHOPS
        for product in read(f"{shop}/products")
        for row in product["variants"]
    }
    stocks = Stock.objects.select_related("scarce", "variant")
    assert {stock.variant.sku: stock.scarce.capacity for stock in stocks} == promised
    assert [stock.variant.sku for stock in stocks if holds.room(stock.scarce, clock.now()) < 0] == []


def test_forty_customers_and_their_past():
    assert User.objects.filter(is_staff=False).count() == 40
    orders = list(Order.objects.order_by("number"))
    assert [order.number for order in orders] == list(range(1, 301))
    assert all(one.created_at <= other.created_at for one, other in pairwise(orders))
    today = clock.now().astimezone(ZoneInfo("Europe/Paris")).date()
    days = [(today - order.created_at.astimezone(ZoneInfo("Europe/Paris")).date()).days for order in orders]
    assert days[0] == 90 and days[-1] in (1, 2)
    assert {order.channel.slug for order in orders} == set(SHOPS)
    assert Order.objects.filter(user__email="customer@rue.example").count() >= 10


def test_most_orders_are_done_and_some_are_open():
    states = Counter(Order.objects.values_list("status", flat=True))
    assert states["FULFILLED"] >= 240
    assert 5 <= states["CANCELED"] <= 25
    assert 10 <= states["UNFULFILLED"] <= 30
    assert sum(states.values()) == 300
    assert Transaction.objects.filter(refunded__gt=0).count() >= 5


def test_the_past_has_its_own_dates():
    paris = ZoneInfo("Europe/Paris")
    midnight = datetime.datetime.combine(clock.now().astimezone(paris).date(), datetime.time(), paris)
    for model, column in (
        (Order, "updated_at"),
        (OrderEvent, "at"),
        (Fulfillment, "created_at"),
        (Transaction, "modified_at"),
        (TransactionEvent, "created_at"),
    ):
        assert model.objects.filter(**{f"{column}__gte": midnight}).count() == 0, model


def test_nobody_is_told_of_the_past():
    assert Task.objects.count() == 0
    told = set(Event.objects.values_list("name", flat=True))
    assert {name for name in told if name.split(".")[0] in ("order", "transaction", "gift_card", "customer")} == set()


@pytest.mark.parametrize(
    "email",
    [
        "admin@rue.example",
        "customer@rue.example",
        *(f"{role}@{shop}.example" for role in ("owner", "staff") for shop in SHOPS),
    ],
)
def test_everybody_signs_in(graphql, email):
    answer = graphql("{ me { email isStaff } }", token=token_of(graphql, email))
    assert answer["data"]["me"] == {"email": email, "isStaff": not email.startswith("customer")}


def test_staff_see_and_change_their_own_shop_only(graphql):
    token = token_of(graphql, "staff@pain.example")
    page = graphql("{ orders(first: 100) { totalCount edges { node { channel { slug } } } } }", token=token)
    seen = {edge["node"]["channel"]["slug"] for edge in page["data"]["orders"]["edges"]}
    assert seen == {"pain"}
    assert page["data"]["orders"]["totalCount"] == Order.objects.filter(channel__slug="pain").count()
    for shop, refused in (("pain", False), ("fleurs", True)):
        assert bool(_stock_update(graphql, token, shop)) is refused
    everything = graphql("{ orders(first: 1) { totalCount } }", token=token_of(graphql, "admin@rue.example"))
    assert everything["data"]["orders"]["totalCount"] == 300


def _stock_update(graphql, token, shop):
    """What speaks against this person's counting a shop's first variant anew."""
    stock = Stock.objects.filter(warehouse__channel__slug=shop).select_related("scarce").first()
    answer = graphql(
        """mutation($variant: ID!, $place: ID!, $quantity: Int!) { productVariantStocksUpdate(variantId: $variant,
        stocks: [{warehouse: $place, quantity: $quantity}]) { errors { code } } }""",
        {
            "variant": gid("ProductVariant", stock.variant_id),
            "place": gid("Warehouse", stock.warehouse_id),
            "quantity": stock.scarce.capacity,
        },
        token,
    )
    return answer.get("errors") or answer["data"]["productVariantStocksUpdate"]["errors"]


@pytest.mark.parametrize(("typed", "found"), [("eclair", "eclair"), ("crossant", "croissant")])
def test_words_typed_in_a_hurry_are_understood(graphql, typed, found):
    answer = graphql(
        'query($typed: String!) { products(first: 3, channel: "pain", search: $typed) { edges { node { slug } } } }',
        {"typed": typed},
    )
    assert answer["data"]["products"]["edges"][0]["node"]["slug"] == found


def test_a_customer_buys_bread(graphql):
    token = token_of(graphql, "customer@rue.example")
    bread = ProductVariant.objects.get(sku="PAI-001")
    basket = graphql(
        """mutation($bread: ID!) { checkoutCreate(input: {channel: "pain", lines: [{variantId: $bread, quantity: 2}]})
        { checkout { id availableCollectionPoints { id name } } errors { field code } } }""",
        {"bread": gid("ProductVariant", bread.pk)},
        token,
    )["data"]["checkoutCreate"]
    assert basket["errors"] == []
    (point,) = basket["checkout"]["availableCollectionPoints"]
    words = {"id": basket["checkout"]["id"], "point": point["id"], "bill": BILL}
    for step in (
        "checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $point)",
        "checkoutBillingAddressUpdate(id: $id, billingAddress: $bill)",
    ):
        declared = "$point: ID" if "$point" in step else "$bill: AddressInput!"
        answer = graphql(
            f"mutation($id: ID!, {declared}) {{ done: {step} {{ errors {{ field code }} }} }}", words, token
        )
        assert answer["data"]["done"]["errors"] == []
    done = graphql(
        """mutation($id: ID!) { checkoutComplete(id: $id) { errors { field code }
        order { number userEmail total { gross { amount } } lines { productName quantity taxRate } } } }""",
        {"id": words["id"]},
        token,
    )["data"]["checkoutComplete"]
    assert done["errors"] == []
    assert done["order"] == {
        "number": "301",
        "userEmail": "customer@rue.example",
        "total": {"gross": {"amount": 2.7}},
        "lines": [{"productName": "Baguette de tradition", "quantity": 2, "taxRate": 0.055}],
    }


BILL = {
    "firstName": "Lucie",
    "lastName": "Amargier",
    "streetAddress1": "12 rue des Cordiers",
    "postalCode": "93100",
    "city": "Montreuil",
    "country": "FR",
}


def gid(kind, key):
    """A global id."""
    return ids.to_global(kind, key)
