"""Saleor's custom scalars, and no other."""

import datetime
import decimal
import json
import uuid

from graphene import Scalar
from graphene.types.datetime import Date
from graphene.types.datetime import DateTime as GrapheneDateTime
from graphene.types.generic import GenericScalar
from graphene.types.uuid import UUID
from graphql import GraphQLError
from graphql.language import ast

__all__ = [
    "JSON",
    "UUID",
    "Date",
    "DateTime",
    "Day",
    "Decimal",
    "GenericScalar",
    "Hour",
    "JSONString",
    "Metadata",
    "Minute",
    "PositiveDecimal",
    "PositiveInt",
    "Upload",
    "WeightScalar",
]


def literal(node, variables=None):
    """The Python value that a GraphQL literal stands for; variables inside it are not expanded."""
    if isinstance(node, ast.StringValueNode | ast.BooleanValueNode | ast.EnumValueNode):
        return node.value
    if isinstance(node, ast.IntValueNode):
        return int(node.value)
    if isinstance(node, ast.FloatValueNode):
        return float(node.value)
    if isinstance(node, ast.ListValueNode):
        return [literal(item) for item in node.values]
    if isinstance(node, ast.ObjectValueNode):
        return {field.name.value: literal(field.value) for field in node.fields}
    return None


class DateTime(GrapheneDateTime):
    """A moment in ISO 8601, such as "2026-05-08T16:00:00+02:00"; without a zone it is UTC."""

    @staticmethod
    def parse_value(value):
        moment = GrapheneDateTime.parse_value(value)
        try:
            return moment.replace(tzinfo=moment.tzinfo or datetime.UTC).astimezone(datetime.UTC)
        except OverflowError:
            raise GraphQLError("This moment is out of range.")

    @classmethod
    def parse_literal(cls, node, variables=None):
        if not isinstance(node, ast.StringValueNode):
            raise GraphQLError("A moment is a string in ISO 8601.")
        return cls.parse_value(node.value)


class Decimal(Scalar):
    """A decimal number, given as a number or as a string of digits."""

    @staticmethod
    def serialize(value):
        return float(value)

    @classmethod
    def parse_value(cls, value):
        if isinstance(value, bool) or not isinstance(value, int | float | str | decimal.Decimal):
            raise GraphQLError("This is not a number.")
        try:
            number = decimal.Decimal(str(value))
        except decimal.InvalidOperation:
            raise GraphQLError("This is not a number.")
        if not number.is_finite() or abs(number) >= 10**15 or number.as_tuple().exponent < -12:
            raise GraphQLError("This number is out of range.")
        return number

    @classmethod
    def parse_literal(cls, node, variables=None):
        if isinstance(node, ast.IntValueNode | ast.FloatValueNode | ast.StringValueNode):
            return cls.parse_value(node.value)
        raise GraphQLError("This is not a number.")


class PositiveDecimal(Decimal):
    """A decimal number that is not negative."""

    @classmethod
    def parse_value(cls, value):
        number = super().parse_value(value)
        if number < 0:
            raise GraphQLError("This number cannot be negative.")
        return number


class PositiveInt(Scalar):
    """A whole number above zero."""

    @staticmethod
    def serialize(value):
        return int(value)

    @classmethod
    def parse_value(cls, value):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**31:
            raise GraphQLError("This is not a whole number above zero.")
        return value

    @classmethod
    def parse_literal(cls, node, variables=None):
        return cls.parse_value(int(node.value) if isinstance(node, ast.IntValueNode) else None)


class _Whole(PositiveInt):
    """A whole number within its day: what Day, Hour and Minute are."""

    class Meta:
        abstract = True

    @classmethod
    def parse_value(cls, value):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
            raise GraphQLError("This is not a whole number.")
        return value


class Day(_Whole):
    """A number of days."""


class Hour(_Whole):
    """A number of hours."""


class Minute(_Whole):
    """A number of minutes."""


class JSONString(Scalar):
    """A string that holds JSON."""

    @staticmethod
    def serialize(value):
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_plain)

    @classmethod
    def parse_value(cls, value):
        if not isinstance(value, str):
            raise GraphQLError("This is not a string of JSON.")
        try:
            return json.loads(value, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise GraphQLError("This string is not valid JSON.")

    @classmethod
    def parse_literal(cls, node, variables=None):
        return cls.parse_value(node.value if isinstance(node, ast.StringValueNode) else None)


class JSON(Scalar):
    """Any JSON value."""

    @staticmethod
    def serialize(value):
        return json.loads(json.dumps(value, default=_plain))

    @staticmethod
    def parse_value(value):
        return value

    @staticmethod
    def parse_literal(node, variables=None):
        return literal(node)


class Metadata(JSON):
    """A map of strings."""

    @classmethod
    def parse_value(cls, value):
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise GraphQLError("This is not a map of strings.")
        return value

    @classmethod
    def parse_literal(cls, node, variables=None):
        return cls.parse_value(literal(node))


class Upload(Scalar):
    """A file sent beside the document (multipart request)."""

    @staticmethod
    def serialize(value):
        return value

    @staticmethod
    def parse_value(value):
        return value

    @staticmethod
    def parse_literal(node, variables=None):
        raise GraphQLError("A file is sent as a variable.")


class WeightScalar(Scalar):
    """A weight: a number in kilograms, or {unit, value}; answered as {unit, value}. Inside, grams."""

    GRAMS = {
        "G": 1,
        "KG": 1000,
        "LB": decimal.Decimal("453.59237"),
        "OZ": decimal.Decimal("28.349523125"),
        "TONNE": 1_000_000,
    }

    @staticmethod
    def serialize(value):
        return {"unit": "KG", "value": value / 1000}

    @classmethod
    def parse_value(cls, value):
        unit = "KG"
        if isinstance(value, dict):
            unit, value = str(value.get("unit", "KG")).upper(), value.get("value")
        if unit not in cls.GRAMS:
            raise GraphQLError("This unit of weight is not known; use KG or G.")
        return int(PositiveDecimal.parse_value(value) * cls.GRAMS[unit])

    @classmethod
    def parse_literal(cls, node, variables=None):
        return cls.parse_value(literal(node))


def _no_constant(name):
    raise ValueError(name)


def _plain(value):
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} is not JSON")
