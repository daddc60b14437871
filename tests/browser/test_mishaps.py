"""A slow network, none at all, too much wanted, another language: what happens when a shop does not go by the book."""

import re
from contextlib import contextmanager

import pytest

from . import hands
from .ways import Finger

SHOP = "/pain/search/?search=pain"
ADD = "form.add button"
LONG = 7_000  # milliseconds; what was said by the way has gone by then


@pytest.fixture
def finger(phone):
    """A finger on a phone."""
    return Finger(phone)


@contextmanager
def far_away(visitor, milliseconds):
    """Meanwhile every answer takes that long."""
    wire = {"offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
    visitor.wire.send("Network.emulateNetworkConditions", {**wire, "latency": milliseconds})
    yield
    visitor.wire.send("Network.emulateNetworkConditions", {**wire, "latency": 0})


def in_basket(visitor):
    """How many of each are in the basket."""
    visitor.go("/pain/basket/")
    return [int(field.input_value()) for field in visitor.page.locator(".line input[type=number]").all()]


def test_three_quick_taps_add_three_however_slow_the_answers_are(finger):
    finger.visitor.go(SHOP)
    with far_away(finger.visitor, 300):
        for _ in range(3):
            finger.press(ADD)
        finger.page.locator("#count", has_text="3").wait_for()
        finger.visitor.rest()
    assert in_basket(finger.visitor) == [3]


def test_without_a_network_a_tap_says_so_and_changes_nothing(finger):
    finger.visitor.go(SHOP)
    finger.visitor.context.set_offline(True)
    finger.press(ADD)
    finger.page.locator("#said", has_text=re.compile(r"\w+ \w+ \w+")).wait_for()
    assert finger.page.locator("#count").all_inner_texts() in ([], [""])
    finger.visitor.context.set_offline(False)
    assert in_basket(finger.visitor) == []
    finger.visitor.go(SHOP)
    finger.press(ADD)
    finger.page.locator("#count", has_text="1").wait_for()


@pytest.mark.parametrize("has_script", [True, False])
def test_a_refused_quantity_is_said_beside_the_field_and_stays(page_of, has_script):
    visitor = page_of(360, script=has_script)
    visitor.go("/pain/products/croissant/")
    field = visitor.page.locator("#lines-0-quantity")
    field.fill("9999")
    assert hands.status_of(visitor, visitor.page.locator("#add").click) == 422
    visitor.page.locator("#lines-0-quantity[aria-invalid=true]").wait_for()
    if has_script:
        visitor.page.wait_for_timeout(LONG)
    beside = (field.get_attribute("aria-describedby") or "").split()
    said = [visitor.page.locator(f"[id='{name}']").inner_text().strip() for name in beside]
    assert any(said)
    assert field.input_value() == "9999"


@pytest.mark.parametrize("has_script", [True, False])
def test_a_guests_order_stays_open_in_the_other_language(page_of, has_script):
    visitor = page_of(360, script=has_script)
    order, token = hands.order_by_program(visitor.street, "pain")
    visitor.go(f"/pain/order/{order}/?token={token}")
    number = visitor.page.locator(".number b").inner_text()
    visitor.page.locator(".languages a[hreflang=en]").tap()
    visitor.page.wait_for_url(lambda url: "/en/pain/order/" in url)
    assert visitor.page.locator(".number b").inner_text() == number
