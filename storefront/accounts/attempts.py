"""Guessing passwords gets slow: each failure doubles the wait, per e-mail and per network address.

A guess is counted before its password is looked at, and taken back when it was right: guesses that come all at once
are as few as those that come one by one. Whether the e-mail is known makes no difference to anything here.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from math import ceil

from ..kernel import clock
from ..kernel.errors import ShopError
from ..kernel.locks import atomic, locked
from ..kernel.models import Attempt
from ..kernel.worker import every

AT_ONCE = 3  # guesses that may be under way before the wait begins at their start


@dataclass(frozen=True)
class Rule:
    """How patient we are: `free` failures cost nothing, then 1 s, 2 s, 4 s … up to `longest`, until a rest."""

    free: int
    longest: timedelta
    forgotten: timedelta

    def delay(self, failures):
        """How long to wait after so many failures."""
        counted = failures - self.free
        if counted <= 0:
            return timedelta()
        return min(timedelta(seconds=2 ** min(counted - 1, 30)), self.longest)


# A shop's own server signs all its customers in from one address, so an address may err a few times; and whoever
# wants to lock somebody out by failing on their e-mail can do so for a minute at most.
RULES = {
    "email": Rule(free=0, longest=timedelta(minutes=1), forgotten=timedelta(hours=24)),
    "address": Rule(free=5, longest=timedelta(hours=1), forgotten=timedelta(hours=24)),
}


@contextmanager
def watched(email, address):
    """Let one guess through, or refuse it with LOGIN_ATTEMPT_DELAYED; a ShopError raised inside counts as a failure."""
    keys = [f"address:{address}", _email_key(email)]
    _begin(keys)
    try:
        yield
    except ShopError:
        _failed(keys)
        raise
    _succeeded(keys)


@atomic
def _begin(keys):
    now = clock.now()
    Attempt.objects.bulk_create([Attempt(key=key, last_at=now) for key in keys], ignore_conflicts=True)
    rows = _rows(keys)
    wait = max((row.blocked_until - now for row in rows if row.blocked_until), default=timedelta())
    if wait > timedelta():
        raise ShopError(
            "LOGIN_ATTEMPT_DELAYED",
            f"Logging in has been delayed. Try again in {ceil(wait.total_seconds())} s.",
            "email",
        )
    for row in rows:
        rule = _rule(row)
        row.failures = 1 if now - row.last_at > rule.forgotten else row.failures + 1
        row.last_at = now
        row.blocked_until = now + rule.delay(row.failures) if row.failures > rule.free + AT_ONCE else None
    _save(rows)


@atomic
def _failed(keys):
    now = clock.now()
    rows = _rows(keys)
    for row in rows:
        until = now + _rule(row).delay(row.failures)
        row.blocked_until = max(row.blocked_until or until, until)
    _save(rows)


@atomic
def _succeeded(keys):
    rows = _rows(keys)
    for row in rows:
        row.failures = 0 if row.key.startswith("email:") else max(row.failures - 1, 0)
        if row.failures <= _rule(row).free:
            row.blocked_until = None
    _save(rows)


def forgive(email):
    """Somebody proved to own this e-mail: past failures no longer count."""
    Attempt.objects.filter(key=_email_key(email)).delete()


@every(3600, "accounts.forget_attempts")
def forget(_task):
    """Delete what no rule remembers any more."""
    Attempt.objects.filter(last_at__lt=clock.now() - max(rule.forgotten for rule in RULES.values())).delete()


def _email_key(email):
    return f"email:{sha256(email.encode()).hexdigest()}"


def _rows(keys):
    return list(locked(Attempt.objects.filter(key__in=keys)))


def _rule(row):
    return RULES[row.key.partition(":")[0]]


def _save(rows):
    Attempt.objects.bulk_update(rows, ["failures", "last_at", "blocked_until"])
