"""One visit to a page: the language, the shop, the theme, the cookies, and the rights the API is asked with."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from django.conf import settings

from ..api.context import RequestContext
from ..api.run import run
from . import compiled, cookies, said


@dataclass
class Visit:
    """shop: the channel's row, None on the street. below: the path without its language. words: the address's."""

    request: object
    language: str
    shop: object
    theme: compiled.Compiled
    below: str
    words: dict
    sources: set = field(default_factory=set)  # of other sites, that plugins in outlets need

    @cached_property
    def jar(self):
        """Its cookies."""
        return cookies.Jar(self.request, self.shop)

    @cached_property
    def manner(self):
        """How to write prices and days here."""
        if self.shop is None:
            return said.Manner(self.language, "", settings.TIME_ZONE)
        return said.Manner(self.language, self.shop.country, self.shop.timezone)

    @property
    def known(self):
        """The variables that the engine fills in."""
        known = {**self.words, "language": self.language.upper().replace("-", "_"), "basket": self.jar.basket}
        if self.shop is not None:
            known |= {"channel": self.shop.slug, "timezone": self.shop.timezone}
        return known

    def ask(self, document, variables, operation=None):
        """(answer, status) of a document, run with the visitor's own rights; headers of programs count for nothing."""
        context = RequestContext(self.request)
        context.language, context.token, context._visitor = self.language, None, self.jar.visitor
        return run(document.text, variables, operation, context)


@dataclass
class Here:
    """What a template may know beside its data: `here`.

    page: the page's name; language, channel: where we are; path: this address; query: {word: text} of the question
    mark; languages: [(code, name, path)] of this page in all languages; canonical: its one full address.
    """

    visit: Visit
    page: str
    status: int = 200

    @property
    def language(self):
        """The language's code."""
        return self.visit.language

    @property
    def channel(self):
        """The shop's slug, None on the street."""
        return self.visit.shop and self.visit.shop.slug

    @property
    def manner(self):
        """How things are said here; see said.Manner."""
        return self.visit.manner

    @property
    def path(self):
        """This page's address without its question mark."""
        return _path(self.language, self.visit.below)

    @property
    def query(self):
        """What stands behind the question mark."""
        return self.visit.request.GET.dict()

    @property
    def full_path(self):
        """This page's address with what stands behind the question mark: where a form comes back to."""
        return self.visit.request.get_full_path()

    @property
    def languages(self):
        """[{code, name, path, url}] of this page in every language."""
        return [
            {"code": code, "name": name, "path": _path(code, self.visit.below), "url": _url(code, self.visit.below)}
            for code, name in settings.LANGUAGES
        ]

    @property
    def canonical(self):
        """The one full address of this page."""
        return _url(self.language, self.visit.below)

    @property
    def street(self):
        """The full address of the street, for structured data."""
        return settings.SHOP_URL

    def address(self, page, **words):
        """The path of a page of this theme, in this language and shop; words that are missing are this page's own."""
        known = {**self.visit.words, **words}
        if self.channel and "channel" not in words:
            known["channel"] = self.channel
        return f"/{self.language}{self.visit.theme.address(page, known)}"


def _path(language, below):
    return f"/{language}{quote(below)}"


def _url(language, below):
    return settings.SHOP_URL + _path(language, below)
