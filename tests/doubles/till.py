"""A way to pay that does as it is told, and remembers what it was asked. It speaks the Gateway protocol."""

import contextlib
from datetime import timedelta

from django.db import connection

from storefront.hooks import hook, switchboard
from storefront.kernel.errors import ShopError
from storefront.payments.gateway import Result, Unanswered


class Till:
    """`answers` are given one after the other, the last one again and again: a type, a Result, or an exception.

    asked: [(verb, amount, key)]; open_transactions: how many calls came from inside a database transaction.
    """

    id, name, currencies, config, patience = "tests.till", "Till", ("EUR",), [("key", "pk_test")], timedelta(minutes=30)

    def __init__(self, *answers):
        self.answers, self.asked, self.inside = list(answers), [], []

    def initialize(self, channel, amount, data):
        if data == "refuse":
            raise ShopError("INVALID", "The till is closed.")
        return {"till": "open", "amount": amount}

    def start(self, transaction, action, amount, data):
        return self._answer(action, amount, transaction.idempotency_key)

    def proceed(self, transaction, data):
        return self._answer("PROCEED", None, data)

    def refund(self, transaction, amount, key):
        return self._answer("REFUND", amount, key)

    def cancel(self, transaction, key):
        return self._answer("CANCEL", None, key)

    def _answer(self, verb, amount, key):
        self.asked.append((verb, amount, key))
        self.inside.append(connection.in_atomic_block)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Result) else Result(answer, amount, data={"told": answer})


class Plugin:
    """The plugin that brings a till into every shop."""

    def __init__(self, till):
        self.till = till

    @hook
    def payment_gateways(self, channel):
        """The till."""
        return self.till


@contextlib.contextmanager
def offered(*answers):
    """A Till with these answers, offered in every shop for a while."""
    till = Till(*answers)
    plugin = Plugin(till)
    switchboard().register(plugin)
    try:
        yield till
    finally:
        switchboard().unregister(plugin)


SILENCE = Unanswered("Nobody answers.")
