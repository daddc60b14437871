"""A form sent twice by one impatient finger is done once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from storefront.pages import once


@pytest.fixture(autouse=True)
def forgotten():
    """Each test starts without any answer."""
    once._answers.clear()


def post(**fields):
    """A form as it arrives."""
    return RequestFactory().post("/fr/pain/?action=add", fields)


def test_the_second_waits_for_the_first_ones_answer():
    begun, done = threading.Event(), []

    def slow():
        begun.set()
        assert release.wait(10)
        done.append(1)
        return HttpResponse("first", headers={"X-A": "b"})

    release = threading.Event()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(once.answered, post(n="1"), "anna", slow)
        assert begun.wait(10)
        second = pool.submit(once.answered, post(n="1"), "anna", lambda: done.append(2))
        release.set()
        assert first.result().content == second.result().content == b"first"
        assert second.result()["X-A"] == "b"
    assert done == [1]


def test_others_and_other_words_are_not_mistaken():
    answers = [
        once.answered(post(n=words), who, lambda: HttpResponse("ok"))
        for words, who in (("1", "a"), ("2", "a"), ("1", "b"))
    ]
    assert len({id(answer) for answer in answers}) == 3
    assert len(once._answers) == 3


def test_nobody_in_particular_is_never_taken_for_another():
    done = []
    for _ in range(2):
        once.answered(post(n="1"), "", lambda: done.append(1) or HttpResponse("ok"))
    assert done == [1, 1]


def test_a_refusal_may_be_tried_again_at_once():
    done = []
    for _ in range(2):
        once.answered(post(n="1"), "anna", lambda: done.append(1) or HttpResponse("no", status=422))
    assert done == [1, 1]


def test_a_failure_leaves_nothing_behind():
    with pytest.raises(ZeroDivisionError):
        once.answered(post(n="1"), "anna", lambda: 1 / 0)
    assert once.answered(post(n="1"), "anna", lambda: HttpResponse("ok")).content == b"ok"
