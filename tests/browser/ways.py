"""Two ways to use a page: with a finger, and with nothing but a keyboard."""

# The outline may be drawn by the element, by what it draws over a card, or by the card.
OUTLINED = """e => {
  const drawn = s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
  const card = e.closest('li, article, label') || e;
  return [[e], [e, '::after'], [e, '::before'], [card], [card, '::after']].some(w => drawn(getComputedStyle(...w)));
}"""


class Finger:
    """Taps what it sees; writes with the keyboard that the phone shows."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page

    def press(self, selector):
        """Tap the first of these."""
        self.page.locator(selector).first.tap()

    def write(self, selector, words):
        """Tap a field and fill it."""
        self.press(selector)
        self.page.locator(selector).first.fill("")
        self.page.keyboard.type(words)

    def send(self, selector):
        """Tap what sends the form."""
        self.press(selector)


class Keys:
    """Tab, Enter and letters; whatever it comes to must show where it is."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page

    def come_to(self, selector):
        """Press Tab until the first of these has the focus."""
        wanted = self.page.locator(selector).first
        wanted.wait_for(state="attached")
        for _ in range(150):
            if wanted.evaluate("e => e === document.activeElement"):
                assert wanted.evaluate(OUTLINED), f"the focus on {selector} cannot be seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {selector}")

    def press(self, selector):
        """Come to it and press Enter."""
        self.come_to(selector)
        self.page.keyboard.press("Enter")

    def write(self, selector, words):
        """Come to a field and fill it."""
        self.come_to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def send(self, selector):
        """A form is sent with Enter where one writes."""
        self.page.keyboard.press("Enter")
