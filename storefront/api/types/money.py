"""Money as Saleor writes it. Resolvers give kernel Money, or the tuples of minor units made here."""

import graphene

from ...kernel import money as kernel


class Money(graphene.ObjectType):
    """An amount in a currency."""

    currency = graphene.String(required=True)
    amount = graphene.Float(required=True)
    fractional_amount = graphene.Int(required=True)
    fraction_digits = graphene.Int(required=True)

    @staticmethod
    def resolve_amount(money, info):
        return float(money.amount)

    @staticmethod
    def resolve_fractional_amount(money, info):
        return money.minor

    @staticmethod
    def resolve_fraction_digits(money, info):
        return kernel.digits(money.currency)


class TaxedMoney(graphene.ObjectType):
    """An amount with and without its VAT."""

    currency = graphene.String(required=True)
    gross = graphene.Field(Money, required=True)
    net = graphene.Field(Money, required=True)
    tax = graphene.Field(Money, required=True)


class TaxedMoneyRange(graphene.ObjectType):
    """From the cheapest to the dearest."""

    start = graphene.Field(TaxedMoney)
    stop = graphene.Field(TaxedMoney)


class MoneyRange(graphene.ObjectType):
    """From the smallest to the largest."""

    start = graphene.Field(Money)
    stop = graphene.Field(Money)


class Taxed:
    """TaxedMoney of minor units: gross and net as given, tax between them."""

    __slots__ = ("_gross", "_net", "currency")

    def __init__(self, gross, net, currency):
        self._gross, self._net, self.currency = gross, net, currency

    @property
    def gross(self):
        """With VAT."""
        return kernel.Money.of_minor(self._gross, self.currency)

    @property
    def net(self):
        """Without VAT."""
        return kernel.Money.of_minor(self._net, self.currency)

    @property
    def tax(self):
        """The VAT."""
        return kernel.Money.of_minor(self._gross - self._net, self.currency)


def money(minor, currency):
    """Minor units -> Money, or None."""
    return None if minor is None else kernel.Money.of_minor(minor, currency)
