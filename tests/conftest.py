"""What every test may ask for: parallel processes, a count of statements, the API."""

import json
import os

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings

from storefront.kernel import clock, listening, worker
from tests import parallel

settings.register_profile(
    "shop",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("shop")


@pytest.fixture(autouse=True)
def real_time():
    """A test may clock.move(); the next one starts at the present."""
    yield
    clock.move(None)


@pytest.fixture
def work(db):
    """work(): all that listeners and the outbox can do now, as the worker would; listeners hear what follows."""
    worker.learn()
    listening.begin()
    return worker.work_off


@pytest.fixture
def together(transactional_db):
    """together(fn, items): fn(item) for all items at once, each in a process of its own; answers in their order."""
    return parallel.together


@pytest.fixture
def statements():
    """`with statements() as count: …` then len(count) is the number of SQL statements and list(count) their text."""

    class Statements(CaptureQueriesContext):
        def __init__(self):
            super().__init__(connection)

        def __iter__(self):
            return (query["sql"] for query in self.captured_queries)

    return Statements


@pytest.fixture
def graphql(db):
    """graphql(document, variables=None, token=None): the whole answer as a dict, as a client on the network sees it."""
    client = Client()

    def post(document, variables=None, token=None):
        headers = {"authorization": f"Bearer {token}"} if token else {}
        body = {"query": document, "variables": variables or {}}
        return client.post("/graphql/", json.dumps(body), content_type="application/json", headers=headers).json()

    return post


def pytest_terminal_summary(terminalreporter, config):
    """Leave the counts where tests/engines.py adds them up."""
    path = os.environ.get("SHOP_TEST_TALLY")
    if path and not hasattr(config, "workerinput"):
        counts = {word: len(terminalreporter.stats.get(word, [])) for word in ("passed", "failed", "error", "skipped")}
        with open(path, "w") as file:
            json.dump(counts, file)
