"""Columns that many tables have."""

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
