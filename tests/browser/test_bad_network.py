"""When nothing comes back, or a field is left with something amiss, the page says so."""

from . import hands


def test_silence_is_said_and_the_basket_shows_what_the_shop_knows(phone):
    hands.fill_basket(phone, "pain")
    phone.context.set_offline(True)
    phone.page.locator(".line .plus").tap()
    phone.page.locator("#said .refused", has_text="réseau").wait_for()
    assert phone.page.locator(".line input[type=number]").input_value() == "1"
    phone.context.set_offline(False)
    phone.page.locator("#said button").tap()
    phone.page.locator(".line .plus").tap()
    phone.page.locator(".line input[type=number][value='2']").wait_for()


def test_a_request_that_hangs_ends(phone):
    phone.go("/pain/")
    assert phone.page.evaluate("htmx.config.timeout") == 10_000


def test_too_many_is_said_beside_the_number(phone):
    phone.go("/pain/products/croissant/")
    phone.page.locator("#lines-0-quantity").fill("9999")
    assert hands.status_of(phone, phone.page.locator("#add").tap) == 422
    assert phone.page.locator(".bar .problem").is_visible()
    assert phone.page.evaluate("document.activeElement.id") == "lines-0-quantity"
    phone.page.locator("#lines-0-quantity").fill("1")
    assert hands.status_of(phone, phone.page.locator("#add").tap) < 400
    assert phone.page.locator(".bar .problem").count() == 0


def test_a_field_left_with_something_amiss_says_so_and_is_quiet_again_when_mended(desk):
    desk.go("/pain/register/")
    email = desk.page.locator("form[action*=register] [type=email]")
    email.press_sequentially("camille@")
    assert desk.page.locator("#email-problem").count() == 0  # not while it is written
    email.press("Tab")
    desk.page.locator("#email-problem").wait_for()
    assert email.get_attribute("aria-invalid") == "true"
    email.fill("camille@client.example")
    assert desk.page.locator("#email-problem").count() == 0
    assert email.get_attribute("aria-invalid") is None


def test_a_card_without_script_leads_to_the_basket(no_script):
    no_script.go("/pain/")
    no_script.page.locator(".ware .add button").first.tap()
    no_script.page.wait_for_url("**/pain/basket/")
    no_script.rest()
    assert no_script.page.locator(".lines .line").count() == 1
