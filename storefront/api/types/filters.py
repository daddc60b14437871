"""Conditions that lists of every kind share; an empty condition chooses everything."""

import graphene
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.lookups import Exact, In

from ...kernel import ids
from ...kernel.errors import ShopError
from ..mutation import enum
from ..scalars import Date, DateTime, Decimal

OrderDirection = enum("OrderDirection", "ASC DESC")


def listed(type_):
    """A list of them without holes."""
    return graphene.List(graphene.NonNull(type_))


class IntRangeInput(graphene.InputObjectType):
    """From … to, both included."""

    gte = graphene.Int()
    lte = graphene.Int()


class DecimalRangeInput(graphene.InputObjectType):
    """From … to, both included."""

    gte = graphene.InputField(Decimal)
    lte = graphene.InputField(Decimal)


class DateRangeInput(graphene.InputObjectType):
    """From … to, both included."""

    gte = graphene.InputField(Date)
    lte = graphene.InputField(Date)


class DateTimeRangeInput(graphene.InputObjectType):
    """From … to, both included."""

    gte = graphene.InputField(DateTime)
    lte = graphene.InputField(DateTime)


class PriceRangeInput(graphene.InputObjectType):
    """Prices from … to, both included."""

    gte = graphene.Float()
    lte = graphene.Float()


class IntFilterInput(graphene.InputObjectType):
    """A number, one of several, or within a range."""

    eq = graphene.Int()
    one_of = listed(graphene.Int)
    range = graphene.InputField(IntRangeInput)


class DecimalFilterInput(graphene.InputObjectType):
    """A number, one of several, or within a range."""

    eq = graphene.InputField(Decimal)
    one_of = listed(Decimal)
    range = graphene.InputField(DecimalRangeInput)


class StringFilterInput(graphene.InputObjectType):
    """A text, or one of several."""

    eq = graphene.String()
    one_of = listed(graphene.String)


class GlobalIDFilterInput(graphene.InputObjectType):
    """An id, or one of several."""

    eq = graphene.ID()
    one_of = listed(graphene.ID)


class PriceFilterInput(graphene.InputObjectType):
    """An amount, whatever its currency."""

    amount = graphene.InputField(DecimalFilterInput, required=True)


class MetadataValueFilterInput(graphene.InputObjectType):
    """A value, or one of several."""

    eq = graphene.String()
    one_of = listed(graphene.String)


class MetadataFilterInput(graphene.InputObjectType):
    """Objects that have the key, perhaps with that value."""

    key = graphene.String(required=True)
    value = graphene.InputField(MetadataValueFilterInput)


def enum_filter(choices):
    """XEnumFilterInput for an enum X or XEnum: eq or oneOf."""
    name = choices._meta.name.removesuffix("Enum") + "EnumFilterInput"
    return type(
        name,
        (graphene.InputObjectType,),
        {"__doc__": "A value, or one of several.", "eq": graphene.InputField(choices), "one_of": listed(choices)},
    )


def chosen(path, given, convert=lambda value: value):
    """The Q of an eq / oneOf / range filter on a Django path; `convert` turns each given value into the column's."""
    condition = Q()
    if given is None:
        return condition
    if given.get("eq") is not None:
        condition &= Q(**{path: convert(plain(given["eq"]))})
    if given.get("one_of") is not None:
        condition &= Q(**{f"{path}__in": [convert(plain(value)) for value in given["one_of"]]})
    return condition & between(path, given.get("range"), convert)


def between(path, given, convert=lambda value: value):
    """The Q of a range on a Django path."""
    condition = Q()
    for bound in ("gte", "lte"):
        if given and given.get(bound) is not None:
            condition &= Q(**{f"{path}__{bound}": convert(given[bound])})
    return condition


def with_metadata(given, path="metadata"):
    """The Q of a MetadataFilterInput on a JSON column."""
    if given is None:
        return Q()
    condition, value = Q(**{f"{path}__has_key": given["key"]}), given.get("value") or {}
    here = KeyTextTransform(given["key"], path)  # an expression: a path would read "__" in the key as a lookup
    if value.get("eq") is not None:
        condition &= Q(Exact(here, value["eq"]))
    if value.get("one_of") is not None:
        condition &= Q(In(here, value["one_of"]))
    return condition


def keys(given, type_name):
    """The keys behind these global ids; what is no id of that type matches nothing."""
    found = []
    for one in given or ():
        try:
            found.append(ids.to_pk(one, type_name))
        except ShopError:
            continue
    return found


def joined(given, conditions):
    """The Q of a filter's AND and OR lists; `conditions` turns one of their parts into a Q."""
    condition = Q()
    for part in given.get("AND") or ():
        condition &= conditions(part)
    either = [conditions(part) for part in given.get("OR") or ()]
    for part in either[1:]:
        either[0] |= part
    return condition & either[0] if either else condition


def plain(value):
    """An enum's member as its value."""
    return getattr(value, "value", value)
