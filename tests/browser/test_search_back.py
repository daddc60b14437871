"""Back from a search: what is written and what is shown agree, and every step back is one."""

SHOWN = "#found li.ware"


def searched(visitor, words):
    """Ask for that, and wait until it is answered."""
    visitor.page.locator("#words").fill(words)
    visitor.page.wait_for_url(lambda url: f"search={words}" in url)
    visitor.rest()


def back(visitor, below):
    """One step back, to that address."""
    visitor.page.go_back()
    visitor.page.wait_for_url(lambda url: url.endswith(below))
    visitor.rest()


def test_a_word_is_one_step(desk):
    desk.go("/pain/search/")
    before = desk.page.evaluate("history.length")
    searched(desk, "croissant")
    desk.page.locator("#words").blur()  # says "change" once more
    desk.page.wait_for_timeout(500)
    desk.rest()
    assert desk.page.evaluate("history.length") == before + 1


def test_back_shows_the_words_and_their_goods(desk):
    desk.go("/pain/search/")
    everything = desk.page.locator(SHOWN).count()
    searched(desk, "croissant")
    found = desk.page.locator(SHOWN).count()
    searched(desk, "brioche")
    back(desk, "search=croissant")
    assert desk.page.locator("#words").input_value() == "croissant"
    assert desk.page.locator(SHOWN).count() == found
    back(desk, "/pain/search/")
    assert desk.page.locator("#words").input_value() == ""
    assert desk.page.locator(SHOWN).count() == everything


def test_after_going_back_what_is_said_still_goes_away(desk):
    desk.go("/pain/search/?stock=IN_STOCK")
    searched(desk, "baguette")
    back(desk, "stock=IN_STOCK")
    desk.page.clock.install()
    desk.page.locator(".ware .add button").first.click()
    desk.page.locator("#said p").wait_for()
    desk.page.mouse.move(5, 5)
    desk.page.clock.fast_forward(10_000)
    desk.page.locator("#said p").wait_for(state="detached")


def test_a_filter_that_is_taken_away_leaves_the_focus_at_the_goods(desk):
    desk.go("/pain/search/?stock=IN_STOCK")
    desk.page.locator("#chosen a").first.press("Enter")
    desk.page.wait_for_url(lambda url: "stock" not in url)
    desk.rest()
    assert desk.page.evaluate("document.activeElement.id") == "goods"
