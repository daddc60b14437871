"""What people do on pages, by what they see; and how a program orders, where only the order is wanted."""

import json
import urllib.request

from .shops import CUSTOMER, PASSWORD, SHOPS

ORDER = """mutation($channel: String!, $lines: [CheckoutLineInput!]!, $address: AddressInput!) {
  checkoutCreate(input: {channel: $channel, lines: $lines, email: "camille@client.example", billingAddress: $address}) {
    checkout { id availableCollectionPoints { id } } errors { field message } } }"""
POINT = """mutation($id: ID!, $point: ID!) {
  checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $point) { errors { field message } } }"""
COMPLETE = "mutation($id: ID!) { checkoutComplete(id: $id) { order { id token } errors { field message } } }"
VARIANTS = "query($channel: String!, $slug: String!) { product(slug: $slug, channel: $channel) { variants { id } } }"
SIGN_IN = "form[action*='action=sign-in']"
CONTACT = {
    "address-firstName": "Camille",
    "address-lastName": "Martin",
    "email": "camille@client.example",
    "address-phone": "06 39 98 00 01",
}
ADDRESS = {
    "firstName": "Camille",
    "lastName": "Martin",
    "streetAddress1": "3 rue des Essais",
    "postalCode": "75011",
    "city": "Paris",
    "country": "FR",
}


def order_by_program(street, shop):
    """(id, token) of an order made through the API: to be collected, paid in the shop."""
    [variant, *_] = ask(street, VARIANTS, channel=shop, slug=SHOPS[shop]["product"])["product"]["variants"]
    lines = [{"variantId": variant["id"], "quantity": 2}]
    made = ask(street, ORDER, channel=shop, lines=lines, address=ADDRESS)["checkoutCreate"]
    assert made["errors"] == []
    checkout = made["checkout"]
    [point, *_] = checkout["availableCollectionPoints"]
    ask(street, POINT, id=checkout["id"], point=point["id"])
    order = ask(street, COMPLETE, id=checkout["id"])["checkoutComplete"]["order"]
    return order["id"], order["token"]


def ask(street, document, **variables):
    """The data of an answer of the API."""
    body = json.dumps({"query": document, "variables": variables}).encode()
    request = urllib.request.Request(f"{street}/graphql/", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        said = json.load(answer)
    assert "errors" not in said, said["errors"]
    return said["data"]


def fill_basket(visitor, shop):
    """Put the shop's example into the basket from its page, and see it arrive."""
    visitor.go(f"/{shop}/products/{SHOPS[shop]['product']}/")
    status_of(visitor, visitor.page.locator("#add").click)
    visitor.go(f"/{shop}/basket/")


def sign_in(visitor, shop):
    """As the demo's customer."""
    visitor.go(f"/{shop}/sign-in/")
    _write_sign_in(visitor, PASSWORD)
    visitor.page.wait_for_url(lambda url: "/sign-in/" not in url)
    visitor.rest()


def sign_in_wrongly(visitor):
    """Without a password, which is no guess that counts; the status of the answer."""
    visitor.page.locator(SIGN_IN).evaluate("form => { form.noValidate = true }")
    return status_of(visitor, lambda: _write_sign_in(visitor, ""))


def declare_by_number(visitor):
    """The first of two steps, of an order that nobody placed; the status of the answer."""
    form = visitor.page.locator("form[action*='action=again']")
    for name, words in (("number", "4711"), ("email", "nobody@client.example"), ("name", "Camille Martin")):
        form.locator(f"[name={name}]").fill(words)
    return status_of(visitor, lambda: send(form))


def register_wrongly(visitor):
    """With a password that everybody knows."""
    form = visitor.page.locator("form[action*='action=register']")
    form.evaluate("form => { form.noValidate = true }")
    form.locator("[type=email]").fill("nobody@client.example")
    for field in form.locator("[type=password]").all():
        field.fill("password")
    return status_of(visitor, lambda: send(form))


def send_nearly_nothing(visitor):
    """A checkout with half an e-mail address in it, sent."""
    visitor.page.locator("#email").fill("camille@")
    return status_of(visitor, visitor.page.locator("button.main[form=buy]").click)


def fill_checkout(visitor):
    """Say who collects."""
    for field, words in CONTACT.items():
        visitor.page.locator(f"#{field}").fill(words)
    return 200


def send(form):
    """Press the button of a form."""
    form.locator("button:not([type=button])").first.click()


def status_of(visitor, deed):
    """The status of the answer to a form that is sent by `deed`."""
    with visitor.page.expect_response(lambda response: response.request.method == "POST") as sent:
        deed()
    visitor.rest()
    return sent.value.status


def _write_sign_in(visitor, password):
    form = visitor.page.locator(SIGN_IN)
    form.locator("[name=email]").fill(CUSTOMER)
    form.locator("[name=password]").fill(password)
    send(form)
