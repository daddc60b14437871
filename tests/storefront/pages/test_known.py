"""A page already known leaves from memory: Django is not entered, the database is asked for its state alone."""

import asyncio

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection, connections

from storefront.channels.actions import update_channel
from storefront.hot import LASTS, HotAnswers
from storefront.pages import maintenance
from storefront.shell import Shell
from tests import shop


class Counted:
    """The shop's WSGI application, counting how often it was asked."""

    def __init__(self):
        self.wsgi, self.asked, self.is_away = get_wsgi_application(), 0, False

    def __call__(self, *arguments):
        self.asked += 1
        if not self.is_away:
            return self.wsgi(*arguments)
        with connection.execute_wrapper(gone):
            return self.wsgi(*arguments)


def gone(execute, sql, params, many, context):
    """Stands where the database should answer and cannot."""
    raise OperationalError("gone")


@pytest.fixture
def server(transactional_db, bakery):
    """server(address, **headers) through the shell; server.app counts what reached Django; server.state is ours."""
    state, app, time = [1], Counted(), [100.0]
    shell = Shell(app, workers=1, hot=HotAnswers(lambda: state[0], clock=lambda: time[0]))

    def ask(address, **headers):
        return get(shell, address, headers)

    ask.app, ask.state, ask.time = app, state, time
    yield ask
    shell.threads.submit(connections.close_all).result()
    shell.threads.shutdown()


def get(shell, address, headers):
    """(status, headers, body) of a GET through a shell."""
    path, _, query = address.partition("?")
    headers = {"host": "testserver", **headers}
    named = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
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


def test_a_shop_on_its_own_domain_is_known_by_its_host(server, bakery):
    update_channel(bakery.pk, domain="pain.example")
    street, pain = server("/fr/"), server("/fr/", host="pain.example")
    assert (b"La rue" in street[2], b"Pain" in pain[2]) == (True, True)
    assert (server("/fr/"), server("/fr/", host="Pain.example"), server.app.asked) == (street, pain, 2)


def test_without_a_database_what_was_known_is_told_and_the_rest_says_so(server):
    known = server("/fr/pain/")
    server.app.is_away, server.state[0] = True, None
    assert server("/fr/pain/") == known
    assert server.app.asked == 2
    assert server("/fr/pain/") == known
    assert server.app.asked == 2  # it was away a moment ago
    missing = server("/fr/pain/?search=x")
    assert (missing[0], b"Back in a moment" in missing[2]) == (503, True)
    server.time[0] += 599 - LASTS
    assert server("/fr/pain/") == known
    server.time[0] += 5 + LASTS
    assert server("/fr/pain/")[0] == 503


def test_a_database_that_is_back_is_asked_again(server, bakery):
    server("/fr/pain/")
    server.app.is_away, server.state[0] = True, None
    server("/fr/pain/")
    shop.a_product("Croissant", channel=bakery)
    server.app.is_away, server.state[0] = False, 2
    server.time[0] += LASTS
    assert b"Croissant" in server("/fr/pain/")[2]


def test_maintenance_on_purpose_is_told_though_pages_are_known(server, settings, tmp_path):
    settings.SHOP_DATA = tmp_path
    server("/fr/pain/")
    maintenance.turn("on")
    server.time[0] += LASTS
    assert server("/fr/pain/")[0] == 503


@pytest.mark.parametrize("address", ["/fr/pain/", "/fr/pain/?first=1"])
def test_a_browser_that_has_the_page_is_told_so(server, address):
    status, headers, body = server(address)
    tag = headers[b"etag"].decode()
    had = server(address, if_none_match=f'"x", {tag}')
    assert (status, had[0], had[2], had[1][b"etag"]) == (200, 304, b"", tag.encode())
    assert b"content-length" not in had[1] and b"content-security-policy" in had[1]
    assert server(address, if_none_match='W/"another"') == (200, headers, body)
    server.state[0] += 1
    assert server(address, if_none_match=tag)[0] == 304
    assert (server(address), server.app.asked) == ((200, headers, body), 2)


def test_question_mark_htmx_and_compression_have_pages_of_their_own(server):
    server("/fr/pain/")
    server("/fr/pain/?first=1")
    assert server("/fr/pain/?part=list", hx_request="true")[2].startswith(b"<ul>")
    assert server("/fr/pain/?part=list")[2].startswith(b"<!doctype")
    server("/fr/pain/", accept_encoding="br, gzip")
    assert server.app.asked == 5


@pytest.mark.parametrize("cookie", ["session=x", "a=b; session=x", "__Host-session=x"])
def test_whoever_may_have_signed_in_is_asked_anew_and_never_kept(server, cookie):
    server("/fr/pain/", cookie=cookie), server("/fr/pain/")
    assert server.app.asked == 2
    server("/fr/pain/", cookie=cookie)
    assert server.app.asked == 3
    server("/fr/pain/", cookie="theme=dark")
    assert server.app.asked == 3


def test_a_page_is_known_apart_to_those_who_bring_a_basket(server):
    bare, brought = server("/fr/pain/"), server("/fr/pain/", cookie="a=b; basket-pain=x")
    assert (b"basket!" in bare[2], b"basket!" in brought[2]) == (False, True)
    assert server("/fr/pain/", cookie="basket-pain=other; c=d") == brought
    assert server("/fr/pain/", cookie="c=d") == bare
    assert server.app.asked == 2
    server("/fr/pain/", cookie="basket-pain=x; basket-fleurs=x")
    assert server.app.asked == 3


def test_a_page_that_asks_the_basket_is_made_anew_for_those_who_bring_one(server):
    bare = server("/fr/pain/count/")
    assert (server("/fr/pain/count/"), server.app.asked) == (bare, 1)
    server("/fr/pain/count/", cookie="basket-pain=x"), server("/fr/pain/count/", cookie="basket-pain=x")
    assert server.app.asked == 3


@pytest.mark.parametrize("address", ["/fr/pain/basket/", "/fr/pain/account/", "/fr/pain/nothing/", "/", "/health"])
def test_what_is_private_or_amiss_is_not_kept(server, address):
    server(address), server(address)
    assert server.app.asked == 2
