"""Holds against a model that knows only dictionaries, under random histories."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import given, settings
from hypothesis import strategies as st

from storefront.kernel import clock, holds
from storefront.kernel.errors import ShopError
from storefront.kernel.models import Hold, Scarce

OWNERS = ["Checkout:a", "Checkout:b", "Checkout:c"]
THINGS = [0, 1]
owner, thing = st.sampled_from(OWNERS), st.sampled_from(THINGS)
wants = st.dictionaries(thing, st.integers(0, 6), min_size=1)
steps = st.one_of(
    st.tuples(st.just("acquire"), owner, wants),
    st.tuples(st.just("override"), owner, wants),
    st.tuples(st.just("confirm"), owner),
    st.tuples(st.just("release"), owner),
    st.tuples(st.just("extend"), owner),
    st.tuples(st.just("consume"), owner, thing, st.integers(1, 3)),
    st.tuples(st.just("restore"), owner, thing, st.integers(1, 3)),
    st.tuples(st.just("capacity"), thing, st.integers(0, 9)),
    st.tuples(st.just("wait"), st.integers(1, 12)),
)


class Model:
    """The same rules, told once more as simply as possible. A claim is [quantity, confirmed?, first, until]."""

    def __init__(self):
        self.minute, self.capacity, self.claims = 0, dict.fromkeys(THINGS, 5), {}

    def live(self, who, n):
        claim = self.claims.get((who, n))
        return claim and (claim[1] or claim[3] > self.minute) and claim

    def room(self, n):
        return self.capacity[n] - sum(self.live(who, n)[0] for who in OWNERS if self.live(who, n))

    def sold(self, n):
        return sum(claim[0] for (_who, m), claim in self.claims.items() if m == n and claim[1])

    def short(self, who, targets):
        answer = {}
        for n, quantity in targets.items():
            mine = self.live(who, n)[0] if self.live(who, n) else 0
            if quantity > mine and quantity - mine > self.room(n):
                answer[n] = max(self.room(n), 0) + mine
        return answer

    def put(self, who, targets, sell=False):
        for n, quantity in targets.items():
            before = self.live(who, n)
            first = before[2] if before else self.minute
            until = max(min(self.minute + 10, first + 35), before[3] if before else 0)
            self.claims[who, n] = [quantity, sell or bool(before and before[1]), first, until]
            if not quantity:
                del self.claims[who, n]


class Shop:
    """Plays a step in the model and in the database, and compares."""

    def __init__(self):
        self.model, self.start = Model(), clock.now()
        self.things = [Scarce.objects.create(kind="stock", key=str(n), capacity=5) for n in THINGS]

    def play(self, verb, *words):
        if verb == "wait":
            self.model.minute += words[0] * 3.1  # never exactly the end of a hold: the real clock runs on meanwhile
        clock.move(self.start + timedelta(minutes=self.model.minute))
        room = {n: self.model.room(n) for n in THINGS}
        getattr(self, verb)(*words)
        self.compare()
        for n in THINGS:
            assert verb in ("override", "capacity", "wait") or self.model.room(n) >= min(room[n], 0)

    def compare(self):
        rooms = holds.rooms(self.things)
        for n, row in enumerate(self.things):
            row.refresh_from_db()
            sold = Hold.objects.filter(scarce=row, state="CONFIRMED").aggregate(n=Sum("quantity"))["n"] or 0
            assert (row.capacity, row.confirmed, rooms[row.pk]) == (
                self.model.capacity[n],
                self.model.sold(n),
                self.model.room(n),
            )
            assert row.confirmed == sold

    def wants(self, targets):
        return [(self.things[n], quantity) for n, quantity in targets.items()]

    def refused(self, who, targets, call):
        short = self.model.short(who, targets)
        try:
            call()
        except holds.Short as refusal:
            assert {int(row.key): remaining for row, remaining in refusal.shortages} == short
        else:
            assert not short
        return bool(short)

    def acquire(self, who, targets):
        if not self.refused(who, targets, lambda: holds.acquire(who, self.wants(targets))):
            self.model.put(who, targets)

    def override(self, who, targets):
        holds.acquire(who, self.wants(targets), override={"who": "staff", "why": "test"})
        self.model.put(who, targets)

    def confirm(self, who):
        targets = {n: claim[0] for (owner, n), claim in self.model.claims.items() if owner == who}
        if not self.refused(who, targets, lambda: holds.confirm(who)):
            self.model.put(who, targets, sell=True)

    def release(self, who):
        holds.release(who)
        for n in THINGS:
            self.model.claims.pop((who, n), None)

    def extend(self, who):
        holds.extend(who)
        for n in THINGS:
            claim = self.model.live(who, n)
            if claim:
                claim[3] = max(claim[3], min(self.model.minute + 10, claim[2] + 35))

    def consume(self, who, n, quantity):
        claim = self.model.claims.get((who, n))
        if claim and claim[1] and claim[0] >= quantity:
            holds.consume(who, [(self.things[n], quantity)])
            self.model.capacity[n] = max(self.model.capacity[n] - quantity, 0)
            self.model.put(who, {n: claim[0] - quantity})
        else:
            with pytest.raises(ShopError):
                holds.consume(who, [(self.things[n], quantity)])

    def restore(self, who, n, quantity):
        claim = self.model.claims.get((who, n))
        if claim and claim[1]:
            holds.restore(who, [(self.things[n], quantity)])
            self.model.capacity[n] += quantity
            claim[0] += quantity

    def capacity(self, n, number):
        holds.set_capacity([(self.things[n], number)])
        self.model.capacity[n] = number

    def wait(self, _minutes):
        """Time alone changes what is live."""


@pytest.mark.django_db
@settings(max_examples=60)
@given(st.lists(steps, max_size=25))
def test_random_histories_keep_the_books(history):
    with transaction.atomic():
        clock.move("2026-03-28T12:00:00+00:00")
        try:
            shop = Shop()
            for verb, *words in history:
                shop.play(verb, *words)
        finally:
            clock.move(None)
            transaction.set_rollback(True)
