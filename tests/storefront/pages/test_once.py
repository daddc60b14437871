"""A form sent twice by one impatient finger is done once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from storefront.pages import once


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


def test_others_other_words_and_htmx_are_not_mistaken_for_one_under_way():
    begun, release, done = threading.Event(), threading.Event(), []

    def slow():
        begun.set()
        assert release.wait(10)
        return HttpResponse("first")

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(once.answered, post(n="1"), "anna", slow)
        assert begun.wait(10)
        htmx = RequestFactory().post("/fr/pain/?action=add", {"n": "1"}, headers={"hx-request": "true"})
        others = ((post(n="2"), "anna"), (post(n="1"), "bert"), (post(n="1"), ""), (htmx, "anna"), (htmx, "anna"))
        for request, who in others:
            once.answered(request, who, lambda: done.append(1) or HttpResponse("ok"))
        release.set()
        assert first.result().content == b"first"
    assert len(done) == 5


@pytest.mark.parametrize("status", [200, 422])
def test_what_was_answered_is_done_anew(status):
    done = []
    for _ in range(3):
        once.answered(post(n="1"), "anna", lambda: done.append(1) or HttpResponse("ok", status=status))
    assert (len(done), once._under_way) == (3, {})


def test_a_failure_leaves_nothing_behind():
    with pytest.raises(ZeroDivisionError):
        once.answered(post(n="1"), "anna", lambda: 1 / 0)
    assert once.answered(post(n="1"), "anna", lambda: HttpResponse("ok")).content == b"ok"
