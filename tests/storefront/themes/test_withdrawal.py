"""The page that the law asks for: two steps, from the foot of every page and from the order, for guests and members."""

import html
import re

import pytest

from storefront.catalog.models import Product
from storefront.orders.models import OrderLine, Withdrawal
from tests.orders import a_house, an_order, gid
from tests.storefront.themes.people import a_browser, a_customer, letters, text

AT = "/en/pain/withdrawal/"
LINK = "Withdraw from the contract here"


@pytest.fixture
def order(themes):
    """An order of two of each of two things."""
    return an_order(a_house(theme="atelier"), send_mail=False)


def place(order, at=AT):
    """The page with this order chosen."""
    return f"{at}?order={gid(order)}&token={order.token}"


def next_step(browser, answer, **typed):
    """Send the page's main form as it is filled in, with these words; the answer."""
    whole = re.search(r'<form class="form" method="post" action="([^"]+)">(.*?)</form>', text(answer), re.S)
    fields = {}
    for tag in re.findall(r"<input[^>]*>", whole.group(2)):
        said = {key: html.unescape(value) for key, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        fields[said["name"]] = said.get("value", "")
    where = html.unescape(whole.group(1))
    return browser.post(answer.request["PATH_INFO"] + where, {**fields, **typed})


def test_two_steps_from_the_order(browser, order):
    found = re.search(r'href="(/en/pain/withdrawal/\?order=[^"]+)"', text(browser.get(order_page(order)))).group(1)
    first = browser.get(html.unescape(found))
    assert (first.status_code, first["Cache-Control"]) == (200, "no-store")
    assert f"<h1>{LINK}</h1>" in text(first) and 'content="noindex"' in text(first)
    second = next_step(browser, first, **{"lines[0].quantity": "1", "lines[1].quantity": "0", "name": "Anna <i>M</i>"})
    page = text(second)
    assert "Confirm withdrawal here" in page and "Anna &lt;i&gt;M&lt;/i&gt;" in page and page.count("<li>1 × ") == 1
    assert not Withdrawal.objects.exists()
    done = next_step(browser, second)
    assert done.status_code == 303
    page = text(browser.get(done["Location"]))
    assert "<h1>Your withdrawal is recorded</h1>" in page and "acknowledgement went to anna@client.example" in page
    assert "Give back more of this order" in page
    [letter] = letters()
    assert letter.to == ["anna@client.example"] and "1 × " in letter.body


def order_page(order):
    """The order's own page."""
    return f"/en/pain/order/{gid(order)}/?token={order.token}"


def test_in_french_too(browser, order):
    page = browser.get(place(order, "/fr/pain/withdrawal/"))
    assert "<h1>Renoncer au contrat ici</h1>" in text(page)
    assert "Confirmer la rétractation ici" in text(next_step(browser, page))


def test_a_wrong_word_comes_back_to_be_mended(browser, order):
    second = next_step(browser, browser.get(place(order)), **{"lines[0].quantity": "9"})
    refused = next_step(browser, second)
    assert refused.status_code == 422
    assert 'value="9"' in text(refused) and "You bought 2; give back as many or fewer." in text(refused)


def test_by_number_the_answer_is_the_same_for_everybody(browser, order):
    seen = []
    for number, email in ((order.number, "anna@client.example"), (order.number, "eve@evil.example")):
        words = {"number": str(number), "email": email, "name": "A"}
        second = next_step(browser, browser.get(AT), **words)
        done = next_step(browser, second)
        seen.append((done.status_code, done["Location"], text(browser.get(done["Location"]))))
    assert seen[0] == seen[1]
    assert "<h1>We have written to you</h1>" in seen[0][2]
    assert [letter.to for letter in letters()] == [["anna@client.example"]]


@pytest.mark.parametrize("token", ["", "wrong"])
def test_strangers_get_the_form_by_number(browser, order, token):
    page = text(browser.get(f"{AT}?order={gid(order)}&token={token}"))
    assert 'name="number"' in page and "Morel" not in page


def test_members_need_no_token(themes):
    user = a_customer()
    order = an_order(a_house(theme="atelier"), user=user)
    assert "What do you give back?" in text(a_browser(user.email).get(f"{AT}?order={gid(order)}"))


def test_what_spoils_is_told(browser, order):
    OrderLine.objects.update(is_returnable=False)
    assert "Nothing of this order can be given back" in text(browser.get(place(order)))
    assert "/withdrawal/?order" not in text(browser.get(order_page(order)))


def test_the_foot_shows_it_where_something_may_be_given_back(browser, order):
    assert f'<a href="{AT}">{LINK}</a>' in text(browser.get("/en/pain/"))
    assert f'<a href="{AT}">{LINK}</a>' in text(browser.get("/en/pain/legal/"))
    Product.objects.update(metadata={"returnable": "false"})
    assert f'<a href="{AT}">' not in text(browser.get("/en/pain/basket/"))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [("false", "Perishable: no right of withdrawal."), ("personalised", "Made for you alone: no right of withdrawal.")],
)
def test_products_say_it(browser, order, said, sentence):
    Product.objects.update(metadata={"returnable": said})
    slug = Product.objects.first().slug
    assert sentence in text(browser.get(f"/en/pain/products/{slug}/"))
    Product.objects.update(metadata={"returnable": "true"})
    assert "no right of withdrawal" not in text(browser.get(f"/en/pain/products/{slug}/?again=1"))
