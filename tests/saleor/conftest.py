"""The real view over a schema small enough to read."""

from tests.abuse.conftest import refused, toy  # noqa: F401
