"""Documents in the shape in which Saleor's own clients send them, over HTTP, with the right answers.

Written for these tests from the contract's fields; clients add __typename everywhere and variables nobody declared.
"""

import json

import jwt
import pytest
from django.conf import settings
from django.test import Client
from graphql import build_client_schema, get_introspection_query, print_schema

from storefront.api.schema import schema
from tests.saleor.known import gid
from tests.saleor.world import PASSWORD, World
from tests.storefront.checkout.shop import LYON

pytestmark = pytest.mark.django_db
UNDECLARED = {f"PERMISSION_NUMBER_{number}": True for number in range(25)}
PRICE = "__typename gross { __typename amount currency }"
PRICES = f"""{{ __typename onSale discount {{ gross {{ amount }} }} priceRange {{ __typename start {{ {PRICE} }}
  stop {{ {PRICE} }} }} priceRangeUndiscounted {{ start {{ {PRICE} }} stop {{ {PRICE} }} }} }}"""
CARD = f"""fragment Card on Product {{ __typename id name slug created thumbnail(size: 1024, format: WEBP) {{ url alt }}
  category {{ __typename id name }} pricing {PRICES} translation(languageCode: $lang) {{ name }} }}"""
LIST = """query List($first: Int!, $after: String, $channel: String!, $lang: LanguageCodeEnum!, $by: ProductOrder) {
  products(first: $first, after: $after, channel: $channel, sortBy: $by) { __typename totalCount
    edges { __typename cursor node { __typename ...Card } } pageInfo { __typename endCursor hasNextPage } } } %s"""
DETAIL = """query Detail($slug: String!, $channel: String!, $lang: LanguageCodeEnum!) {
  product(slug: $slug, channel: $channel) { __typename ...Card description seoTitle seoDescription isAvailable
    media { __typename alt url(size: 2048, format: WEBP) type }
    assignedAttributes(limit: 20) { __typename attribute { slug name }
      ... on AssignedNumericAttribute { numeric: value } ... on AssignedBooleanAttribute { yes: value }
      ... on AssignedMultiChoiceAttribute { many: value { name slug } } }
    productVariants(first: 50) { __typename edges { node { __typename id name sku quantityAvailable
      media { url } pricing { __typename price { gross { currency amount } } priceUndiscounted { gross { amount } } }
      translation(languageCode: $lang) { name } } } } } } %s"""
MENU = """query Menu($slug: String!, $channel: String!, $lang: LanguageCodeEnum!) {
  menu(slug: $slug, channel: $channel) { __typename items { __typename ...Way children { __typename ...Way } } } }
fragment Way on MenuItem { id name level url category { id slug } collection { id slug } page { id slug }
  translation(languageCode: $lang) { name } }"""
PAGE = """query Page($slug: String!, $channel: String!, $lang: LanguageCodeEnum!) {
  page(slug: $slug, channel: $channel) { __typename id slug title seoTitle content 
    translation(languageCode: $lang) { __typename title content } } }"""
SEARCH = """query Search($search: String!, $channel: String!, $lang: LanguageCodeEnum!) {
  products(first: 5, search: $search, channel: $channel, sortBy: {field: RANK, direction: DESC}) {
    totalCount edges { node { ...Card } } } } %s"""
BASKET = f"""fragment Basket on Checkout {{ __typename id email channel {{ slug }} metadata {{ key value }}
  billingAddress {{ __typename firstName streetAddress1 city postalCode country {{ code country }} phone }}
  shippingAddress {{ city }} voucherCode discountName discount {{ amount }} isShippingRequired user {{ id email }}
  giftCards {{ displayCode currentBalance {{ amount }} }} availablePaymentGateways {{ id name }}
  delivery {{ __typename id shippingMethod {{ __typename id name price {{ amount }} }} }}
  lines {{ __typename id quantity unitPrice {{ {PRICE} }} totalPrice {{ {PRICE} }} undiscountedTotalPrice {{ amount }}
    variant {{ id name product {{ name slug }} }} problems {{ __typename }} }}
  subtotalPrice {{ {PRICE} }} shippingPrice {{ {PRICE} }} totalPrice {{ {PRICE} tax {{ amount }} }}
  authorizeStatus chargeStatus problems {{ __typename
    ... on CheckoutProblemDeliveryMethodInvalid {{ delivery {{ id }} }} ... on CheckoutProblemDeliveryMethodStale {{
      delivery {{ id }} }} ... on CheckoutLineProblemInsufficientStock {{ availableQuantity line {{ id }} }}
    ... on CheckoutLineProblemVariantNotAvailable {{ line {{ id }} }} }} }}"""
ME = """query Me { me { __typename id email firstName isStaff userPermissions { code name } metadata { key value }
  defaultBillingAddress { id } addresses { __typename id city isDefaultBillingAddress }
  orders(first: 3) { __typename edges { node { __typename id number statusDisplay total { gross { amount currency } }
    lines { productName quantity thumbnail(size: 128) { url } } } } } } }"""


def step(name, arguments, passed, more=""):
    """A mutation on a basket that answers with all of it."""
    return f"""mutation Step({arguments}) {{ step: {name}({passed}) {{ __typename checkout {{ ...Basket }} {more}
      errors {{ __typename field message code }} }} }} {BASKET}"""


class Program:
    """A client: sends what it is told to, with the headers it was told to."""

    def __init__(self, **headers):
        self.client, self.headers = Client(), headers

    def ask(self, document, **variables):
        """The data; any error fails."""
        body = {"query": document, "variables": {**variables, **UNDECLARED}}
        response = self.client.post(
            "/graphql/", json.dumps(body), content_type="application/json", headers=self.headers
        )
        answer = response.json()
        assert response.status_code == 200 and "errors" not in answer, answer
        assert answer["extensions"]["cost"]["requestedQueryCost"] > 0
        return answer["data"]

    def step(self, document, **variables):
        """The basket after a mutation that goes well."""
        payload = self.ask(document, **variables)["step"]
        assert payload["errors"] == []
        return payload["checkout"]


@pytest.fixture
def world(db):
    return World("pain")


def about(**more):
    return {"channel": "pain", "lang": "EN", **more}


def test_a_list_page_by_page(world):
    for _ in range(2):
        world.grow()
    client = Program()
    by = {"field": "NAME", "direction": "DESC"}
    first = client.ask(LIST % CARD, **about(first=2, by=by))["products"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"], len(first["edges"])) == (3, True, 2)
    rest = client.ask(LIST % CARD, **about(first=2, by=by, after=first["pageInfo"]["endCursor"]))["products"]
    assert [edge["node"]["name"] for edge in first["edges"] + rest["edges"]] == sorted(
        (product.name for product in world.products), reverse=True
    )
    card = rest["edges"][0]["node"]
    euro = {"__typename": "Money", "currency": "EUR"}
    assert card["pricing"]["priceRange"]["start"]["gross"] == {**euro, "amount": 4.0}
    assert card["pricing"]["priceRangeUndiscounted"]["start"]["gross"] == {**euro, "amount": 5.0}
    assert card["pricing"]["priceRange"]["stop"]["gross"] == {**euro, "amount": 9.0}
    assert (card["pricing"]["onSale"], card["translation"]) == (True, {"name": "Bread"})
    assert card["thumbnail"]["url"].startswith(settings.SHOP_URL + "/thumbnail/")


def test_a_product_with_everything_on_its_page(world):
    product = Program().ask(DETAIL % CARD, **about(slug=world.products[0].slug))["product"]
    assert json.loads(product["description"])["blocks"][0]["type"] == "paragraph"
    assert [media["type"] for media in product["media"]] == ["IMAGE", "VIDEO", "IMAGE"]
    small, large = [edge["node"] for edge in product["productVariants"]["edges"]]
    assert (small["sku"], small["quantityAvailable"], len(small["media"])) == (world.variants[0].sku, 40, 1)
    assert small["pricing"]["price"] == {"gross": {"currency": "EUR", "amount": 4.0}}
    assert small["pricing"]["priceUndiscounted"] == {"gross": {"amount": 5.0}}
    assert (large["name"], large["pricing"]["price"]["gross"]["amount"]) == ("Large", 9.0)
    answers = {answer["attribute"]["slug"]: answer for answer in product["assignedAttributes"]}
    assert (answers["hours"]["numeric"], answers["organic"]["yes"]) == (12.5, True)
    assert [value["name"] for value in answers["allergens"]["many"]] == ["Gluten", "Nuts"]
    assert len(answers) == 16


def test_a_menu_and_a_page(world):
    items = Program().ask(MENU, **about(slug="navbar"))["menu"]["items"]
    assert [item["name"].split()[0] for item in items] == ["Way", "category", "collection", "page", "url"]
    assert items[0]["translation"] == {"name": "Bread"}
    assert [child["name"] for child in items[0]["children"]] == ["category", "collection", "page", "url"]
    assert items[2]["collection"] == {"id": gid(world.collection), "slug": world.collection.slug}
    page = Program().ask(PAGE, **about(slug=world.page.slug))["page"]
    assert (page["title"], page["translation"]["title"]) == ("pain about", "About")
    assert json.loads(page["content"])["blocks"][0]["data"]["text"] == "Levain, <b>farine</b>, eau."


@pytest.mark.parametrize("words, found", [("pain", 1), ("LEVAIN", 1), ("levan", 1), ("violoncelle", 0)])
def test_search(world, words, found):
    assert Program().ask(SEARCH % CARD, **about(search=words))["products"]["totalCount"] == found


def test_a_guest_buys_with_everything(world):
    guest = Program()
    start = {
        "channel": "pain",
        "lines": [{"variantId": gid(world.variants[0]), "quantity": 2}],
        "email": "guest@mail.example",
        "metadata": [{"key": "paper.marketing_opt_in", "value": "true"}],
    }
    basket = guest.step(step("checkoutCreate", "$input: CheckoutCreateInput!", "input: $input"), input=start)
    assert basket["availablePaymentGateways"] == [{"id": "shop.pay-in-store", "name": "Pay in store"}]
    assert basket["metadata"] == [{"key": "paper.marketing_opt_in", "value": "true"}]
    assert (basket["totalPrice"]["gross"]["amount"], basket["totalPrice"]["tax"]["amount"]) == (8.0, 0.42)
    key = {"id": basket["id"]}
    for kind in ("shipping", "billing"):
        name = f"checkout{kind.title()}AddressUpdate"
        document = step(name, "$id: ID, $a: AddressInput!", f"id: $id, {kind}Address: $a")
        basket = guest.step(document, **key, a=LYON)
    assert (basket["billingAddress"]["city"], basket["billingAddress"]["country"]["code"]) == ("LYON", "FR")
    ways = guest.ask(
        """mutation($id: ID!) { deliveryOptionsCalculate(id: $id) { __typename errors { code }
           deliveries { __typename id shippingMethod { __typename id name price { amount currency } } } } }""",
        **key,
    )["deliveryOptionsCalculate"]["deliveries"]
    post = next(way for way in ways if way["shippingMethod"]["name"] == "Post")
    choose = step("checkoutDeliveryMethodUpdate", "$id: ID, $d: ID", "id: $id, deliveryMethodId: $d")
    basket = guest.step(choose, **key, d=post["id"])
    assert (basket["shippingPrice"]["gross"]["amount"], basket["totalPrice"]["gross"]["amount"]) == (4.9, 12.9)
    assert (basket["delivery"]["id"], basket["problems"]) == (post["id"], [])
    point = next(way for way in ways if way["shippingMethod"]["name"] == world.places[0].name)
    basket = guest.step(choose, **key, d=point["id"])
    assert basket["totalPrice"]["gross"]["amount"] == 8.0
    _pay_and_complete(guest, basket)


def _pay_and_complete(guest, basket):
    offered = guest.ask(
        """mutation($id: ID!, $g: [PaymentGatewayToInitialize!]) {
           paymentGatewayInitialize(id: $id, paymentGateways: $g) {
             gatewayConfigs { __typename id data errors { field message code } } errors { code } } }""",
        id=basket["id"],
        g=[{"id": "shop.pay-in-store"}],
    )["paymentGatewayInitialize"]
    assert [(each["id"], each["errors"]) for each in offered["gatewayConfigs"]] == [("shop.pay-in-store", [])]
    payment = "transaction { __typename id actions } transactionEvent { __typename message type } data errors { code }"
    event = {"type": "CHARGE_SUCCESS", "includePspReference": True}
    begun = guest.ask(
        f"""mutation($id: ID!, $g: PaymentGatewayToInitialize!) {{ transactionInitialize(id: $id, paymentGateway: $g) {{
            {payment} }} }}""",
        id=basket["id"],
        g={"id": "shop.pay-in-store", "data": {"event": event}},
    )["transactionInitialize"]
    assert (begun["errors"], begun["transactionEvent"]["type"]) == ([], "CHARGE_REQUEST")
    again = guest.ask(
        f"mutation($id: ID!) {{ transactionProcess(id: $id) {{ {payment} }} }}", id=begun["transaction"]["id"]
    )["transactionProcess"]
    assert (again["errors"], again["transaction"]["id"]) == ([], begun["transaction"]["id"])
    buy = """mutation($id: ID!) { checkoutComplete(id: $id) { __typename errors { __typename field message code }
      order { __typename id number status isPaid total { gross { amount } } userEmail
        deliveryMethod { __typename ... on Warehouse { id name } ... on ShippingMethod { id name } } } } }"""
    order = guest.ask(buy, id=basket["id"])["checkoutComplete"]["order"]
    assert (order["total"]["gross"]["amount"], order["userEmail"]) == (8.0, "guest@mail.example")
    assert (order["deliveryMethod"]["__typename"], order["status"]) == ("Warehouse", "UNFULFILLED")
    seen = guest.ask("query($id: ID!) { order(id: $id) { id number lines { productName } userEmail } }", id=order["id"])
    assert seen["order"]["number"] == order["number"]
    assert seen["order"]["userEmail"] != "guest@mail.example"


@pytest.mark.parametrize("header", ["Authorization", "Authorization-Bearer"])
def test_signing_in_staying_and_reading_one_s_orders(world, header):
    sign_in = """mutation($email: String!, $password: String!) { tokenCreate(email: $email, password: $password) {
      __typename token refreshToken user { __typename id email } errors { __typename field message code } } }"""
    client = Program()
    payload = client.ask(sign_in, email=world.customer.email, password=PASSWORD)["tokenCreate"]
    claims = jwt.decode(payload["token"], options={"verify_signature": False})
    assert (claims["iss"], claims["owner"], claims["type"]) == (settings.SHOP_URL + "/graphql/", "saleor", "access")
    assert claims["user_id"] == payload["user"]["id"]
    fresh = client.ask(
        "mutation($t: String!) { tokenRefresh(refreshToken: $t) { token errors { code } } }", t=payload["refreshToken"]
    )["tokenRefresh"]["token"]
    verified = client.ask("mutation($t: String!) { tokenVerify(token: $t) { isValid user { email } } }", t=fresh)
    assert verified["tokenVerify"] == {"isValid": True, "user": {"email": world.customer.email}}
    me = Program(**{header: fresh if header == "Authorization-Bearer" else f"Bearer {fresh}"}).ask(ME)["me"]
    assert (me["email"], me["isStaff"], me["userPermissions"]) == (world.customer.email, False, [])
    numbers = [edge["node"]["number"] for edge in me["orders"]["edges"]]
    assert numbers == [str(order.number) for order in reversed(world.orders)][:3]
    assert me["orders"]["edges"][0]["node"]["lines"][0]["quantity"] == 2


def test_a_wrong_password_in_the_words_that_clients_branch_on(world):
    answer = Program().ask(
        'mutation($e: String!) { tokenCreate(email: $e, password: "no") { token errors { field message code } } }',
        e=world.customer.email,
    )["tokenCreate"]
    assert (answer["token"], [error["code"] for error in answer["errors"]]) == (None, ["INVALID_CREDENTIALS"])


def test_notes_on_a_basket_and_on_oneself(world):
    write = """mutation($id: ID!, $input: [MetadataInput!]!) { updateMetadata(id: $id, input: $input) {
      __typename item { __typename metadata { key value } ... on Checkout { id } ... on User { email } }
      errors { field message code } } }"""
    note = [{"key": "paper.marketing_opt_in_source", "value": "checkout"}]
    item = Program().ask(write, id=gid(world.checkout), input=note)["updateMetadata"]["item"]
    assert item["__typename"] == "Checkout"
    assert {"key": "paper.marketing_opt_in_source", "value": "checkout"} in item["metadata"]


def test_a_code_generator_reads_the_whole_schema(db):
    """As it is sent: deprecated things too, types ten levels deep, descriptions, specifiedByURL."""
    deep = "kind name " + "ofType { kind name " * 10 + "}" * 10
    query = get_introspection_query(specified_by_url=True, directive_is_repeatable=True, input_value_deprecation=True)
    start = query.index("fragment TypeRef on __Type")
    document = query[:start] + f"fragment TypeRef on __Type {{ {deep} }}"
    response = Client().post(
        "/graphql/",
        json.dumps({"query": document, "variables": {}, "operationName": "IntrospectionQuery"}),
        content_type="application/json",
        headers={"accept": "application/graphql-response+json, application/json, multipart/mixed"},
    )
    assert response.status_code == 200
    assert print_schema(build_client_schema(response.json()["data"])) == print_schema(schema().graphql_schema)
