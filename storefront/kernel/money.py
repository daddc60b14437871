"""Money: a Decimal and a currency; stored everywhere as an integer of minor units."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel.numbers import get_currency_precision


@cache
def digits(currency):
    """Fraction digits of an ISO 4217 currency: EUR 2, JPY 0, TND 3."""
    return get_currency_precision(currency)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in a currency; amounts of different currencies do not add up."""

    amount: Decimal
    currency: str

    @classmethod
    def of_minor(cls, minor, currency):
        """(1234, "EUR") -> 12.34 EUR."""
        return cls(Decimal(minor).scaleb(-digits(currency)), currency)

    @property
    def minor(self):
        """12.34 EUR -> 1234, rounded half up."""
        return to_minor(self.amount, self.currency)

    def __add__(self, other):
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other):
        return Money(self.amount - self._same(other), self.currency)

    def _same(self, other):
        if other.currency != self.currency:
            raise ValueError(f"{other.currency} cannot be added to {self.currency}")
        return other.amount


def to_minor(amount, currency):
    """Decimal, int or numeric string of major units -> minor units, rounded half up."""
    return int(Decimal(amount).scaleb(digits(currency)).quantize(Decimal(1), rounding=ROUND_HALF_UP))
