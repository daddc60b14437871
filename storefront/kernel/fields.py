"""Columns that many tables have."""

from functools import cache

from django.db import models


class Map(models.JSONField):
    """A JSON object; the empty one, which most are, is not parsed."""

    def from_db_value(self, value, expression, connection):
        """The dict behind a stored text."""
        return {} if value == "{}" else super().from_db_value(value, expression, connection)

    def deconstruct(self):
        """To migrations it is a JSONField."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


def fitted(row):
    """The unsaved row with its texts cut to their columns: for copies of words that others chose."""
    for name, most in _lengths(type(row)):
        value = getattr(row, name)
        if len(value or "") > most:
            setattr(row, name, value[:most])
    return row


@cache
def _lengths(model):
    texts = [field for field in model._meta.concrete_fields if isinstance(field, models.CharField)]
    return [(field.attname, field.max_length) for field in texts]
