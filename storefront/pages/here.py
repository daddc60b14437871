"""What a template may know beside its data: `here`."""

from dataclasses import dataclass, field
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.conf import settings

from ..channels import domains
from ..kernel import clock
from .visit import Visit

PASSING = ("after", "before", "part", "action")  # words behind the question mark that are said once, never carried on


@dataclass
class Here:
    """What a template may know beside its data: `here`.

    page: the page's name; language, channel: where we are; path: this address; query: {word: text} of the question
    mark; languages: [(code, name, path)] of this page in all languages; canonical: its one full address.
    """

    _visit: Visit = field(repr=False)  # Django's templates never read a word that begins with _
    page: str
    status: int = 200

    @property
    def language(self):
        """The language's code."""
        return self._visit.language

    @property
    def channel(self):
        """The shop's slug, None on the street."""
        return self._visit.shop and self._visit.shop.slug

    @property
    def manner(self):
        """How things are said here; see said.Manner."""
        return self._visit.manner

    @property
    def path(self):
        """This page's address without its question mark."""
        return self._visit.place.path(self.language, quote(self._visit.below))

    @property
    def query(self):
        """What stands behind the question mark."""
        return self._visit.request.GET.dict()

    @property
    def full_path(self):
        """This page's address with what stands behind the question mark: where a form comes back to."""
        return self._visit.request.get_full_path()

    @property
    def languages(self):
        """[{code, name, path, url}] of this page in every language; path keeps the question."""
        path, below, asked = self._visit.place.path, quote(self._visit.below), self._asked()
        return [
            {"code": code, "name": name, "path": path(code, below) + asked, "url": self._url(code)}
            for code, name in settings.LANGUAGES
        ]

    def _asked(self):
        words = self._visit.request.GET.copy()
        for name in PASSING:
            words.pop(name, None)
        return f"?{words.urlencode()}" if words else ""

    @property
    def canonical(self):
        """The one full address of this page: at the shop's own domain when it has one."""
        return self._url(self.language)

    @property
    def site(self):
        """The full address of this site, without a slash at the end: what stands before a path."""
        return self._visit.place.site

    @property
    def now(self):
        """The time it is, in the shop's zone: {% hour here.now %}."""
        return clock.now().astimezone(ZoneInfo(self.manner.zone))

    @property
    def today(self):
        """The day it is in the shop's zone, as the API writes days: "2026-11-28"."""
        return self.now.date().isoformat()

    @property
    def weekday(self):
        """The day of the week in the shop's zone, as the API writes it: "SATURDAY"."""
        return self.now.strftime("%A").upper()

    @property
    def member(self):
        """Has somebody signed in? Such pages are made for one person; known ones are told to strangers alone."""
        return self.status < 500 and self._visit.jar.visitor.user_id is not None

    @property
    def has_basket(self):
        """Did the browser bring a basket of this shop? Known pages are kept twice: for those with and without."""
        return self._visit.jar.brings_basket

    @property
    def street(self):
        """The full address of the street, for structured data."""
        return settings.SHOP_URL

    def address(self, page, **words):
        """The address of a page, in this language and shop; words that are missing are this page's own.

        A path where the page stands on this site; full where it does not, as the street's from a shop's own domain.
        """
        below, slug = self._below(page, words)
        own = slug is not None and slug == self.channel
        place, language = self._visit.place, self.language
        return place.path(language, below) if own else place.link(language, below, slug)

    def full_address(self, page, *, language=None, **words):
        """The one full address of a page, perhaps in another language: for site maps, letters, structured data."""
        below, slug = self._below(page, words)
        shop = self._visit.shop if slug == self.channel else domains.fronts().get(slug)
        return self._visit.place.canonical(language or self.language, below, shop)

    def _below(self, page, words):
        """(the address below its language, the slug of its shop or None)."""
        known = {**self._visit.words, **words}
        if self.channel and "channel" not in words:
            known["channel"] = self.channel
        theme = self._visit.theme_with(page)
        return theme.address(page, known), known["channel"] if theme.is_of_a_shop(page) else None

    def _url(self, language):
        return self._visit.place.canonical(language, quote(self._visit.below), self._visit.shop)
