"""What people do on pages, by what they see; and how a program orders, where only the order is wanted."""

import json
import secrets
import urllib.request

from .shops import CUSTOMER, PASSWORD, SHOPS, STAFF

ORDER = """mutation($channel: String!, $lines: [CheckoutLineInput!]!, $address: AddressInput!, $email: String!) {
  checkoutCreate(input: {channel: $channel, lines: $lines, email: $email, billingAddress: $address}) {
    checkout { id availableCollectionPoints { id } } errors { field message } } }"""
POINT = """mutation($id: ID!, $point: ID!) {
  checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $point) { errors { field message } } }"""
COMPLETE = "mutation($id: ID!) { checkoutComplete(id: $id) { order { id token } errors { field message } } }"
VARIANTS = "query($channel: String!, $slug: String!) { product(slug: $slug, channel: $channel) { variants { id } } }"
TOKEN = "mutation($email: String!, $password: String!) { tokenCreate(email: $email, password: $password) { token } }"
STOCKS = """query($channel: String!, $slug: String!) {
  product(slug: $slug, channel: $channel) { variants { id stocks { warehouse { id } } } } }"""
COUNT = """mutation($variant: ID!, $stocks: [StockInput!]!) {
  productVariantStocksUpdate(variantId: $variant, stocks: $stocks) { errors { message } } }"""
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
    email = f"camille-{secrets.token_hex(4)}@client.example"  # nobody may owe for many orders
    made = ask(street, ORDER, channel=shop, lines=lines, address=ADDRESS, email=email)["checkoutCreate"]
    assert made["errors"] == []
    checkout = made["checkout"]
    [point, *_] = checkout["availableCollectionPoints"]
    ask(street, POINT, id=checkout["id"], point=point["id"])
    order = ask(street, COMPLETE, id=checkout["id"])["checkoutComplete"]["order"]
    return order["id"], order["token"]


def ask(street, document, token="", **variables):
    """The data of an answer of the API."""
    body = json.dumps({"query": document, "variables": variables}).encode()
    signed = {"Authorization": f"Bearer {token}"} if token else {}
    request = urllib.request.Request(f"{street}/graphql/", body, {"Content-Type": "application/json"} | signed)
    with urllib.request.urlopen(request, timeout=30) as answer:
        said = json.load(answer)
    assert "errors" not in said, said["errors"]
    return said["data"]


def fill_basket(visitor, shop, product=None, quantity=1):
    """Put the shop's example, or another product, into the basket from its page, and see it arrive."""
    visitor.go(f"/{shop}/products/{product or SHOPS[shop]['product']}/")
    visitor.page.locator("#lines-0-quantity").fill(str(quantity))
    status_of(visitor, visitor.page.locator("#add").click)
    visitor.go(f"/{shop}/basket/")


def fill_basket_too_late(visitor, shop):
    """Two of something are in the basket when the shop finds that it has only one."""
    product = SHOPS[shop]["scarce"][visitor.language]
    count(visitor.street, shop, product, 4)
    fill_basket(visitor, shop, product, 2)
    count(visitor.street, shop, product, 1)


def count(street, shop, product, quantity):
    """Staff: of its first variant there are so many."""
    token = ask(street, TOKEN, email=STAFF, password=PASSWORD)["tokenCreate"]["token"]
    [variant, *_] = ask(street, STOCKS, token, channel=shop, slug=product)["product"]["variants"]
    stocks = [{"warehouse": stock["warehouse"]["id"], "quantity": quantity} for stock in variant["stocks"]]
    counted = ask(street, COUNT, token, variant=variant["id"], stocks=stocks)["productVariantStocksUpdate"]
    assert counted["errors"] == []


def sign_in(visitor, shop, email=CUSTOMER):
    """As the demo's customer, or somebody else."""
    visitor.go(f"/{shop}/sign-in/")
    _write_sign_in(visitor, PASSWORD, email)
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


def follow_a_used_link(visitor):
    """Press the one button of a page that a letter's link opened; the link is not good."""
    form = visitor.page.locator("main form[method=post]")
    for field in form.locator("[type=password]").all():
        field.fill("three wise words of mine")
    return status_of(visitor, lambda: send(form))


def change_an_address(visitor):
    """Open the form of the first address."""
    link = visitor.page.locator("main a[href*='edit=']").first.get_attribute("href")
    return visitor.go(visitor.below() + link)


def open_all(visitor):
    """Open whatever unfolds; True when something was closed."""
    return visitor.page.evaluate(
        "[...document.querySelectorAll('details:not([open])')].map(e => { e.open = true }).length > 0"
    )


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


def _write_sign_in(visitor, password, email=CUSTOMER):
    form = visitor.page.locator(SIGN_IN)
    form.locator("[name=email]").fill(email)
    form.locator("[name=password]").fill(password)
    send(form)
