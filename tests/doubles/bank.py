"""A way to pay whose memory is a file, so that it survives whoever dies while talking to it."""

from pathlib import Path

from storefront.payments.gateway import Result
from tests.doubles.till import Till


class Bank(Till):
    """Does each thing once for each key, as real ones do; `first` is what it says to a beginning payment."""

    id, name = "tests.bank", "Bank"

    def __init__(self, folder, first="CHARGE_SUCCESS"):
        super().__init__(first)
        self.book, self.first = Path(folder) / "bank", first
        self.book.touch()

    def moved(self, verb, word=""):
        """How much money went that way, in all payments whose key holds the word."""
        entries = (line.split("\t") for line in self.book.read_text().splitlines())
        return sum(int(amount) for done, key, amount in entries if done == verb and word in key)

    def start(self, transaction, action, amount, data):
        if self.first != "CHARGE_SUCCESS":
            return Result(self.first, amount, psp_reference=f"pi_{transaction.pk}")
        return self.proceed(transaction, data)

    def proceed(self, transaction, data):
        request = transaction.events.get(type="CHARGE_REQUEST")
        return self._done("CHARGE", transaction.idempotency_key, request.amount, f"ch_{transaction.pk}")

    def refund(self, transaction, amount, key):
        return self._done("REFUND", key, amount, f"re_{key}")

    def cancel(self, transaction, key):
        return self._done("CANCEL", key, transaction.cancel_pending, f"ca_{key}")

    def _done(self, verb, key, amount, reference):
        if f"{verb}\t{key}\t" not in self.book.read_text():
            with open(self.book, "a") as book:
                book.write(f"{verb}\t{key}\t{amount}\n")
        return Result(f"{verb}_SUCCESS", amount, psp_reference=reference)
