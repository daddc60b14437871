"""What is asked: the documents of a customer's visit."""

import itertools
import json

LIST = """
query List($channel: String!, $after: String) {
  products(first: 20, channel: $channel, after: $after, sortBy: {field: NAME, direction: ASC}) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { cursor node {
      id name slug isAvailable
      category { id name slug }
      thumbnail(size: 256, format: WEBP) { url alt }
      pricing { priceRange { start { gross { amount currency } } stop { gross { amount currency } } }
                priceRangeUndiscounted { start { gross { amount currency } } } }
      assignedAttributes { attribute { name slug }
        ... on AssignedMultiChoiceAttribute { choices: value { name slug } }
        ... on AssignedSingleChoiceAttribute { choice: value { name slug } }
        ... on AssignedPlainTextAttribute { text: value } ... on AssignedBooleanAttribute { yes: value } }
      variants { id name sku quantityAvailable
        pricing { price { gross { amount currency } } priceUndiscounted { gross { amount currency } } } }
    } }
  }
}"""
PAGE = """
query Page($channel: String!, $slug: String!) {
  product(slug: $slug, channel: $channel) {
    id name slug description seoTitle seoDescription isAvailable created
    category { id name slug } productType { slug }
    media { url(size: 1024, format: WEBP) alt type } thumbnail(size: 1024) { url alt }
    assignedAttributes { attribute { name slug inputType }
      ... on AssignedMultiChoiceAttribute { choices: value { name slug } }
      ... on AssignedSingleChoiceAttribute { choice: value { name slug } } }
    pricing { priceRange { start { gross { amount currency } } stop { gross { amount currency } } } }
    variants { id name sku quantityAvailable media { url(size: 1024) }
      attributes { attribute { name slug } values { name slug } }
      pricing { price { gross { amount currency } tax { amount } } priceUndiscounted { gross { amount } } } }
  }
}"""
SEARCH = """
query Search($channel: String!, $words: String!) {
  products(first: 20, channel: $channel, search: $words, sortBy: {field: RANK, direction: DESC}) {
    totalCount edges { node { id name slug thumbnail(size: 256) { url }
      pricing { priceRange { start { gross { amount currency } } } } } }
  }
}"""
CHECKOUT = """fragment Basket on Checkout { id
  lines { id quantity variant { id name product { name } } totalPrice { gross { amount } } }
  subtotalPrice { gross { amount } } totalPrice { gross { amount currency } tax { amount } } }"""
CREATE = (
    CHECKOUT
    + """mutation Create($input: CheckoutCreateInput!) {
  checkoutCreate(input: $input) { checkout { ...Basket } errors { field code message } } }"""
)
ADD = (
    CHECKOUT
    + """mutation Add($id: ID!, $lines: [CheckoutLineUpdateInput!]!) {
  checkoutLinesUpdate(id: $id, lines: $lines) { checkout { ...Basket } errors { field code message } } }"""
)
EMAIL = """mutation($id: ID!, $email: String!) {
  checkoutEmailUpdate(id: $id, email: $email) { checkout { id email } errors { code message } } }"""
BILLING = """mutation($id: ID!, $address: AddressInput!) {
  checkoutBillingAddressUpdate(id: $id, billingAddress: $address) { checkout { id } errors { code message } } }"""
POINT = """query($id: ID!) { checkout(id: $id) { availableCollectionPoints { id name } } }"""
DELIVERY = """mutation($id: ID!, $point: ID!) {
  checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $point) {
    checkout { id totalPrice { gross { amount } } } errors { code message } } }"""
COMPLETE = """mutation($id: ID!) {
  checkoutComplete(id: $id) { order { id number total { gross { amount currency } } lines { productName quantity } }
    errors { field code message } } }"""

ADDRESS = {"firstName": "Ada", "lastName": "Client", "streetAddress1": "3 rue des Essais", "postalCode": "75011",
           "city": "Paris", "country": "FR"}  # fmt: skip
_guests = itertools.count(1)


def body(document, **variables):
    """A request's bytes."""
    return json.dumps({"query": document, "variables": variables}).encode()


def purchase(client, channel, variant):
    """The whole purchase in 7 calls: list, basket, e-mail, address, points, pick-up point, order."""
    client.ask(LIST, {"channel": channel})
    lines = [{"variantId": variant, "quantity": 1}]
    made = _payload(client.ask(CREATE, {"input": {"channel": channel, "lines": lines}}))
    basket = made["checkout"]["id"]
    _payload(client.ask(EMAIL, {"id": basket, "email": f"guest{next(_guests)}@client.example"}))
    _payload(client.ask(BILLING, {"id": basket, "address": ADDRESS}))
    points = client.ask(POINT, {"id": basket})["checkout"]["availableCollectionPoints"]
    _payload(client.ask(DELIVERY, {"id": basket, "point": points[0]["id"]}))
    return _payload(client.ask(COMPLETE, {"id": basket}))["order"]


def basket(client, channel, variant):
    """A new basket with one thing in it: {id, lines}."""
    lines = [{"variantId": variant, "quantity": 1}]
    return _payload(client.ask(CREATE, {"input": {"channel": channel, "lines": lines}}))["checkout"]


def _payload(data):
    payload = next(iter(data.values()))
    if payload["errors"]:
        raise RuntimeError(str(payload["errors"]))
    return payload
