"""What tests of buying share: a browser with a basket, and the forms of a page as it filled them in."""

import re

from storefront.kernel import ids

HTMX = {"hx-request": "true"}


def add(browser, variant, quantity=1, at="/en/pain/", **how):
    """The answer to the form of a card."""
    fields = {"lines[0].variantId": ids.to_global("ProductVariant", variant.pk), "lines[0].quantity": quantity}
    return browser.post(f"{at}?action=add", {**fields, **how.pop("fields", {})}, **how)


def buyer_of(page, **more):
    """What somebody types at the till: the page's own hidden fields, a name, an e-mail, a phone."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', _form(page))
    fields = {name: [value for key, value in hidden if key == name] for name, _ in hidden}
    said = {"address.firstName": "Anna", "address.lastName": "Morel", "email": "anna@client.example"}
    return {**fields, **said, "address.phone": "01 42 68 53 00", "note": "", "_next": next_of(page), **more}


def action_of(page):
    """Where the big form is sent."""
    return re.search(r'action="(\?action=[^"]+)"', _form(page)).group(1)


def next_of(page):
    """Where the pay button leads, or nothing while it does not buy yet."""
    found = re.search(r'form="buy" name="_next" value="([^"]+)"', page)
    return found.group(1) if found else ""


def problems(page):
    """{field's id: sentence} of a page that came back."""
    return dict(re.findall(r'<p class="problem" id="([^"]+)-problem"[^>]*>([^<]+)</p>', page))


def _form(page):
    return re.search(r'<form id="buy".*?</form>', page, re.S).group()
