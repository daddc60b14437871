"""An empty database becomes a shop by its migrations alone (the other tests make the tables from the models)."""

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection


@pytest.fixture
def empty_database(transactional_db, tmp_path):
    """The environment of a shop that has never run."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "storefront.settings", "SHOP_DATA": str(tmp_path)}
    if connection.vendor == "sqlite":
        yield environment
        return
    name = f"fresh_{os.getpid()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield {**environment, "DATABASE_URL": urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=name))}
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_an_empty_database_is_migrated(empty_database):
    for words in (["migrate"], ["migrate", "--check"]):
        command = [sys.executable, "-m", "django", *words, "--verbosity", "0"]
        done = subprocess.run(command, env=empty_database, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
