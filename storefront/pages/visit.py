"""One visit to a page: the language, the shop, the theme, the cookies, and the rights the API is asked with."""

from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings

from ..api.context import RequestContext
from ..api.run import run
from ..kernel import said
from . import compiled, cookies
from .places import Place


@dataclass(repr=False)
class Visit:
    """shop: the channel's row, None on the street. words: those of the address.

    below: the path without its language, as it is on the street's site.
    place: the street's site, a shop's own domain, or a plugin's mount.
    """

    request: object
    language: str
    shop: object
    theme: compiled.Compiled
    below: str
    words: dict
    place: Place = Place()
    sources: set = field(default_factory=set)  # of other sites, that plugins in outlets need
    is_lasting: bool = True  # is what was asked still right in a few seconds? see hot.py
    ordered: str | None = None  # the basket that became an order a moment ago, while that is what is asked about

    def __repr__(self):
        return f"<Visit of {self.request.path}>"  # logs must never hold whom or what a page was about

    @cached_property
    def jar(self):
        """Its cookies."""
        return cookies.Jar(self.request, self.shop)

    def theme_with(self, page):
        """The compiled theme that has an address for a page: this one, or another set of pages at the same mount."""
        others = self.place.mount.sets if self.place.mount else ()
        return next((theme for theme in (self.theme, *others) if page in theme.theme.pages.values()), self.theme)

    @cached_property
    def manner(self):
        """How to write prices and days here."""
        if self.shop is None:
            return said.Manner(self.language, "", settings.TIME_ZONE)
        return said.Manner(self.language, self.shop.country, self.shop.timezone)

    @property
    def known(self):
        """The variables that the engine fills in."""
        known = {
            **self.words,
            "language": self.language.upper().replace("-", "_"),
            "basket": self.jar.basket or self.ordered,
        }
        if self.shop is not None:
            known |= {"channel": self.shop.slug, "timezone": self.shop.timezone}
        return known

    def ask(self, document, variables, operation=None):
        """(answer, status) of a document, run with the visitor's own rights; headers of programs count for nothing."""
        context = RequestContext(self.request)
        context.language, context.token, context._visitor = self.language, None, self.jar.visitor
        answer = run(document.text, variables, operation, context)
        self.is_lasting = self.is_lasting and context.is_lasting
        return answer
