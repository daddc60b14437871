"""A whole purchase: with a finger on a small phone, with a keyboard only, and with JavaScript off."""

import re

import pytest

from . import hands
from .shops import CUSTOMER, PASSWORD
from .ways import Finger, Keys

SHOP = "/fr/pain/"
GOODS = f"{SHOP}products/croissant/"


@pytest.fixture(params=["finger", "keyboard", "no script"])
def way(request, page_of):
    """Each way to use a page."""
    if request.param == "keyboard":
        return Keys(page_of(1440))
    return Finger(page_of(360, script=request.param == "finger"))


@pytest.fixture
def finger(phone):
    """A finger on a phone."""
    return Finger(phone)


def arrive(way, below):
    """Wait until the page at that path is there."""
    way.page.wait_for_url(lambda url: below in url)
    way.visitor.rest()


def to_the_shop_and_its_goods(way):
    """From the street's door to the goods, by asking for them."""
    way.visitor.go("/")
    way.press(f"main a[href='{SHOP}']")
    arrive(way, SHOP)
    way.press(f"header a[href='{SHOP}search/']")
    arrive(way, "/search/")
    way.write("#words", "croissant")
    way.send("#seek button.main")
    arrive(way, "search=croissant")
    way.press(f"a[href='{GOODS}']")
    arrive(way, GOODS)


def into_the_basket(way):
    """Put one into the basket and look at it."""
    way.press("#add")
    way.visitor.rest()
    if "/basket/" not in way.page.url:
        way.page.locator("#count", has_text="1").wait_for()
        way.press("header a.to-basket")
    arrive(way, "/basket/")
    assert way.page.locator(".lines .line").count() == 1


def contact(way, **other):
    """Say who collects."""
    for field, words in (hands.CONTACT | other).items():
        way.write(f"#{field}", words)


def test_a_whole_purchase(way):
    to_the_shop_and_its_goods(way)
    into_the_basket(way)
    way.press("a[href$='/pain/checkout/']")
    arrive(way, "/checkout/")
    total = way.page.locator(".sums .total dd").first.inner_text()
    contact(way)
    way.press("button.main[form=buy]")
    arrive(way, "/order/")
    assert re.fullmatch(r"\d+", way.page.locator(".number b").inner_text())
    assert way.page.locator(".sums .total dd").first.inner_text() == total
    assert way.visitor.foreign + way.visitor.failed + way.visitor.complaints == []
    way.visitor.go("/pain/basket/")
    assert way.page.locator(".lines .line").count() == 0


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(way):
    hands.fill_basket(way.visitor, "pain")
    way.visitor.go("/pain/checkout/")
    contact(way, email="camille@")
    way.press("button.main[form=buy]")
    way.page.locator("#email[aria-invalid=true]").wait_for()
    assert way.page.locator("#email").input_value() == "camille@"
    assert way.page.locator("#address-phone").input_value() == hands.CONTACT["address-phone"]
    beside = way.page.locator("#email").get_attribute("aria-describedby").split()
    assert any(way.page.locator(f"[id='{name}']").inner_text().strip() for name in beside)
    assert way.page.locator("#email").get_attribute("autofocus") is not None
    way.write("#email", hands.CONTACT["email"])
    way.press("button.main[form=buy]")
    arrive(way, "/order/")


def test_a_member_signs_in_where_it_was_asked_for_and_finds_the_orders(way):
    way.visitor.go("/pain/account/orders/")
    arrive(way, "/sign-in/")
    way.write("[name=email]", CUSTOMER)
    way.write("[name=password]", PASSWORD)
    way.press("form[action*='action=sign-in'] button:not([type=button])")
    arrive(way, "/account/orders/")
    assert way.page.locator("main a[href*='/order/']").count() > 0


def test_a_basket_changes_at_once_and_the_page_stays(finger):
    hands.fill_basket(finger.visitor, "pain")
    finger.page.evaluate("window.stayed = true")
    finger.press(".line .plus")
    finger.page.locator(".line input[type=number]").and_(finger.page.locator("[value='2']")).wait_for()
    assert finger.page.evaluate("window.stayed")


def test_a_filter_answers_at_once_and_the_address_follows(desk):
    desk.go("/pain/search/")
    desk.page.evaluate("window.stayed = true")
    before = desk.page.locator("#found li.ware").count()
    desk.page.locator("#words").fill("croissant")
    desk.page.wait_for_url(lambda url: "search=croissant" in url)
    desk.rest()
    assert 0 < desk.page.locator("#found li.ware").count() < before
    assert desk.page.evaluate("window.stayed")


def test_the_first_tab_offers_the_way_past_the_shops_sign(desk):
    desk.go("/pain/")
    desk.page.keyboard.press("Tab")
    assert desk.page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert desk.page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    desk.page.keyboard.press("Enter")
    assert desk.page.evaluate("location.hash") == "#main"


def test_a_double_tap_orders_once(finger):
    hands.fill_basket(finger.visitor, "pain")
    finger.visitor.go("/pain/checkout/")
    hands.fill_checkout(finger.visitor)
    posts = []
    finger.page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    finger.page.locator("button.main[form=buy]").dblclick()
    arrive(finger, "/order/")
    assert len(posts) == 1
