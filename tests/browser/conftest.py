"""A street, a browser, and visitors: on a phone, at a desk, without JavaScript. What fails leaves a picture."""

import os
import re
import shutil

import pytest

from tests import live

from . import chromium
from .visitor import Visitor
from .walk import Walk

FAILED = live.ROOT / "var/pictures/failed"


def pytest_sessionstart(session):
    """Pictures of failures are those of this run."""
    if not hasattr(session.config, "workerinput"):
        shutil.rmtree(FAILED, ignore_errors=True)


@pytest.fixture(scope="session")
def street(tmp_path_factory):
    """The address of the demo street: the one that tests/engines.py opened for all, else one of our own."""
    if url := os.environ.get("SHOP_TEST_STREET"):
        yield url
        return
    folder = tmp_path_factory.mktemp("street")
    with live.street(folder) as running:
        os.environ["SHOP_TEST_STREET_DATA"] = str(folder)
        yield running.url


@pytest.fixture(scope="session")
def browser():
    """One browser for all; every visitor has a profile of their own."""
    with chromium.launched() as running:
        yield running


@pytest.fixture(scope="module")
def walks(browser, street):
    """walks(shop, language, script=True): the walk of that shop and language; the one before is over."""
    current = {}

    def walk(*key, script=True):
        if key not in current:
            while current:
                current.popitem()[1].leave()
            current[key] = Walk(browser, street, *key, script=script)
        return current[key]

    yield walk
    for left in current.values():
        left.leave()


@pytest.fixture
def page_of(browser, street, request):
    """page_of(width=360, language="fr", dark=False, script=True): a new visitor, gone after the test."""
    visitors = request.node.visitors = []

    def make(width=360, language="fr", dark=False, script=True):
        visitors.append(Visitor(browser, street, width, language, dark, script))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.leave()


@pytest.fixture
def phone(page_of):
    """360 × 640, used with a finger."""
    return page_of(360)


@pytest.fixture
def desk(page_of):
    """1,440 × 900."""
    return page_of(1440)


@pytest.fixture
def no_script(page_of):
    """A phone with JavaScript off."""
    return page_of(360, script=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A picture of what a failed test saw."""
    report = yield
    if report.failed and call.when == "call":
        for visitor in getattr(item, "visitors", []):
            FAILED.mkdir(parents=True, exist_ok=True)
            path = FAILED / f"{re.sub(r'[^a-z0-9]+', '-', item.name.lower())}.png"
            try:
                visitor.page.screenshot(path=path)
            except Exception as error:
                path = f"none ({error})"
            report.sections.append(("picture", f"{path}, at {visitor.page.url}"))
    return report


def pytest_terminal_summary(terminalreporter, config):
    """How much the walks looked at."""
    reports = [report for word in ("passed", "failed") for report in terminalreporter.stats.get(word, [])]
    looks = [value for report in reports for name, value in report.user_properties if name == "checks"]
    if looks and not hasattr(config, "workerinput"):
        terminalreporter.write_line(f"{sum(looks):,} checks of {len(looks)} pages")
