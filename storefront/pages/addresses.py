"""Addresses of pages: /{language}/… for the street, /{language}/{channel}/… for a shop; both ways."""

import re
from dataclasses import dataclass
from urllib.parse import quote

WORD = re.compile(r"\{(\w+)\}")
FORM = re.compile(r"/(?:(?:[A-Za-z0-9._-]+|\{[a-zA-Z]\w*\})/)*(?:[a-z0-9-]+\.[a-z]+)?")


@dataclass(frozen=True)
class Pattern:
    """An address with words in braces, such as /{channel}/products/{slug}/, and the page that answers there."""

    text: str
    page: str

    @property
    def words(self):
        """The names in braces."""
        return WORD.findall(self.text)

    @property
    def of_a_shop(self):
        """Does it belong to a shop, or to the street?"""
        return self.text.startswith("/{channel}/")

    @property
    def first(self):
        """Its first step, such as "about"."""
        return self.text.split("/")[1]

    @property
    def ending(self):
        """What its page's template ends with: .html, or the address's own ending, as of /sitemap.xml."""
        last = self.text.rsplit("/", 1)[1]
        return last[last.index(".") :] if "." in last else ".html"

    @property
    def fault(self):
        """Why it cannot be an address, or None."""
        if not FORM.fullmatch(self.text):
            return "an address looks like /{channel}/products/{slug}/"
        if len(set(self.words)) != len(self.words):
            return "a word in braces stands twice"
        if not self.of_a_shop and self.text.startswith("/{"):
            return "an address begins with {channel} or with a word of its own"
        if "{channel}" in self.text[1:] and not self.of_a_shop:
            return "{channel} stands first"
        return None

    def match(self, address):
        """{word: value} when the address is of this pattern, else None."""
        expression = "".join(
            f"(?P<{part}>[^/]+)" if i % 2 else re.escape(part) for i, part in enumerate(WORD.split(self.text))
        )
        found = re.fullmatch(expression, address)
        return found and found.groupdict()

    def filled(self, words):
        """The address with these words in their places; KeyError names a word that is missing."""
        return WORD.sub(lambda at: quote(str(words[at[1]]), safe=""), self.text)


def in_order(pages):
    """Patterns of {text: page}: those with more words of their own are tried first."""
    return ordered(Pattern(text, page) for text, page in pages.items())


def ordered(patterns):
    """Patterns, those with more words of their own first."""
    return sorted(patterns, key=lambda pattern: (len(pattern.words), -pattern.text.count("/"), pattern.text))


def found(patterns, address):
    """(Pattern, {word: value}) of the first pattern that the address fits, or (None, {})."""
    for pattern in patterns:
        words = pattern.match(address)
        if words is not None:
            return pattern, words
    return None, {}
