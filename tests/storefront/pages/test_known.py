"""A page already known leaves from memory: Django is not entered, the database is asked for its state alone."""

import asyncio

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections

from storefront.hot import HotAnswers
from storefront.shell import Shell
from tests import shop


class Counted:
    """The shop's WSGI application, counting how often it was asked."""

    def __init__(self):
        self.wsgi, self.asked = get_wsgi_application(), 0

    def __call__(self, *arguments):
        self.asked += 1
        return self.wsgi(*arguments)


@pytest.fixture
def server(transactional_db, bakery):
    """server(address, **headers) through the shell; server.app counts what reached Django; server.state is ours."""
    state, app = [1], Counted()
    shell = Shell(app, workers=1, hot=HotAnswers(lambda: state[0]))

    def ask(address, **headers):
        return get(shell, address, headers)

    ask.app, ask.state = app, state
    yield ask
    shell.threads.submit(connections.close_all).result()
    shell.threads.shutdown()


def get(shell, address, headers):
    """(status, headers, body) of a GET through a shell."""
    path, _, query = address.partition("?")
    named = [(b"host", b"testserver")]
    named += [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": named}
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(shell({**scope, "http_version": "1.1"}, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


@pytest.mark.parametrize("address", ["/fr/", "/fr/pain/", "/fr/pain/products/baguette/", "/fr/pain/?search=pain"])
def test_a_known_page_reaches_neither_django_nor_the_database(server, address):
    first = server(address)
    assert server(address) == first
    assert (server.app.asked, first[0]) == (1, 200)


def test_it_is_made_anew_once_anything_was_committed(server, bakery):
    server("/fr/pain/")
    shop.a_product("Croissant", channel=bakery)
    server.state[0] += 1
    assert b"Croissant" in server("/fr/pain/")[2]


def test_question_mark_htmx_and_compression_have_pages_of_their_own(server):
    server("/fr/pain/")
    server("/fr/pain/?first=1")
    assert server("/fr/pain/?part=list", hx_request="true")[2].startswith(b"<ul>")
    assert server("/fr/pain/?part=list")[2].startswith(b"<!doctype")
    server("/fr/pain/", accept_encoding="br, gzip")
    assert server.app.asked == 5


@pytest.mark.parametrize("cookie", ["session=x", "a=b; basket-pain=x", "__Host-session=x", "__Host-basket-pain=x"])
def test_whoever_shows_a_cookie_of_ours_is_asked_anew_and_never_kept(server, cookie):
    server("/fr/pain/", cookie=cookie), server("/fr/pain/")
    assert server.app.asked == 2
    server("/fr/pain/", cookie=cookie)
    assert server.app.asked == 3
    server("/fr/pain/", cookie="theme=dark")
    assert server.app.asked == 3


@pytest.mark.parametrize("address", ["/fr/pain/basket/", "/fr/pain/account/", "/fr/pain/nothing/", "/", "/health"])
def test_what_is_private_or_amiss_is_not_kept(server, address):
    server(address), server(address)
    assert server.app.asked == 2
