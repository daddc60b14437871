"""The tools of the tests themselves."""

import os

import pytest
from django.db import connection

from storefront.kernel.errors import ShopError
from storefront.kernel.models import Counter


def test_parallel_processes_share_the_database(together):
    Counter.objects.create(name="seen", value=7)

    def look(_item):
        return os.getpid(), Counter.objects.get(name="seen").value

    answers = together(look, range(3))
    assert [value for _pid, value in answers] == [7, 7, 7]
    assert len({pid for pid, _value in answers} | {os.getpid()}) == 4


def test_a_refusal_in_a_parallel_process_is_an_answer(together):
    def refuse(item):
        raise ShopError("TOO_MANY", f"Not {item}.", "field", variants=[item])

    [refusal] = together(refuse, ["this"])
    assert (refusal.code, str(refusal), refusal.field) == ("TOO_MANY", "Not this.", "field")
    assert refusal.extra == {"variants": ["this"]}


def test_a_bug_in_a_parallel_process_fails_the_test(together):
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        together(lambda item: 1 // item, [0])


@pytest.mark.django_db
def test_statements_are_counted(statements):
    with statements() as count:
        Counter.objects.count()
        Counter.objects.count()
    assert len(count) == 2
    assert all(text.startswith("SELECT") for text in count)


@pytest.mark.django_db
def test_sqlite_is_a_file_that_is_synced_like_in_production():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's turn")
    assert "memory" not in str(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
