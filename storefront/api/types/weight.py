"""Weights; inside, grams."""

import graphene

from ..mutation import enum

WeightUnitsEnum = enum("WeightUnitsEnum", "G LB OZ KG TONNE")


class Weight(graphene.ObjectType):
    """A weight; resolvers give weight(grams)."""

    unit = graphene.Field(WeightUnitsEnum, required=True)
    value = graphene.Float(required=True)


def weight(grams):
    """Grams as Saleor shows them: kilograms; None stays None."""
    return None if grams is None else Weight(unit="KG", value=grams / 1000)
