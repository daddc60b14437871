"""The demo street for tests: loaded once for a file of tests, undone after it; a mark of every row of every table."""

import hashlib

from django.apps import apps
from django.db import transaction

from fixtures import load


def opened(blocker, **less):
    """A generator for a fixture: the street is open until its tests are done."""
    with blocker.unblock(), transaction.atomic():
        load.demo_street(**less)
        yield
        transaction.set_rollback(True)


def marks():
    """{table: (rows, a digest of them all)}"""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        rows = sorted(repr(row) for row in model._base_manager.values_list())
        found[model._meta.db_table] = len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


SIGN_IN = """mutation($email: String!, $password: String!) {
  tokenCreate(email: $email, password: $password) { token user { email isStaff } errors { code } } }"""


def token_of(graphql, email):
    """Sign in with the street's password."""
    payload = graphql(SIGN_IN, {"email": email, "password": "demo-street"})["data"]["tokenCreate"]
    assert payload["errors"] == []
    return payload["token"]
