"""A walk through one shop in one language: everybody who may stand before a page, reached once."""

from . import amiss, hands
from .shops import SHOPS, STAFF
from .visitor import Visitor

LETTER = "email=camille%40client.example&token=not-a-good-one"  # how the links of letters end


class Walk:
    """see(place) gives the visitor who stands before that page, and its status."""

    def __init__(self, browser, street, shop, language, script=True, **how):
        self.make = lambda: Visitor(browser, street, language=language, **how)
        self.street, self.shop, self.has_script = street, shop, script
        self.words = {"shop": shop, "letter": LETTER, **SHOPS[shop]}
        self.people = {}

    def person(self, who):
        """The stranger, the shopper (with a basket), the latecomer (less is left of it), the member (signed in)."""
        if who not in self.people:
            visitor = self.people[who] = self.make()
            if who == "shopper":
                hands.fill_basket(visitor, self.shop)
            elif who == "latecomer":
                hands.fill_basket_too_late(visitor, self.shop)
            elif who == "member":
                hands.sign_in(visitor, self.shop)
            elif who == "newcomer":  # signed in, and nothing was ever ordered
                hands.sign_in(visitor, self.shop, STAFF)
        return self.people[who]

    def see(self, place):
        """Go there and do what its state asks for."""
        if "{order}" in place.path and "order" not in self.words:
            self.words["order"], self.words["token"] = hands.order_by_program(self.street, self.shop)
        visitor = self.person(place.who)
        if not self.has_script:
            visitor.without_script()
        try:
            path = place.path.format(**self.words)
            status = self._amiss(visitor, place.amiss, path) if place.amiss else visitor.go(path)
            if place.then:
                status = place.then(visitor)
        finally:
            if not self.has_script:
                visitor.without_script(False)
        return visitor, status

    def _amiss(self, visitor, name, path):
        page = amiss.pages(self.street)[f"{self.shop} {visitor.language} {name}"]
        answer = {"status": amiss.STATUS[name], "content_type": "text/html", "body": page}
        with visitor.answering(path, answer):
            return visitor.go(path)

    def leave(self):
        """Send everybody home."""
        for visitor in self.people.values():
            visitor.leave()
        self.people.clear()
