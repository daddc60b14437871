"""Hot answers: the same for all, never older than the database, never for somebody who shows a token."""

import asyncio
import json

import pytest
from django.core.wsgi import get_wsgi_application

from storefront import hot as hot_module
from storefront.channels.models import Channel
from storefront.hot import HotAnswers, hot_answers
from storefront.shell import Shell

CATALOGUE = {"query": "query{__typename}"}
PERSONAL = [
    {"query": "{email}"},
    {"query": "{thing{id}}"},
    {"query": "mutation{note{noted}}"},
    {"query": "{nothing}"},
    {"query": '{__typename fail(how:"denied")}'},
    [CATALOGUE],
]


class Counted:
    """The shop's WSGI application, counting how often it was asked."""

    def __init__(self):
        self.wsgi, self.asked = get_wsgi_application(), 0

    def __call__(self, *arguments):
        self.asked += 1
        return self.wsgi(*arguments)


@pytest.fixture
def server(settings):
    """server(payload, **headers) asks the shell; server.app.asked counts what reached Django; server.state is ours."""
    settings.ROOT_URLCONF = "tests.abuse.toy"
    state, now, app = [1], [0.0], Counted()
    shell = Shell(app, workers=1, hot=HotAnswers(lambda: state[0], clock=lambda: now[0]))

    def ask(payload, **headers):
        return post(shell, payload, headers)

    ask.app, ask.state, ask.now = app, state, now
    yield ask
    shell.threads.shutdown()


def post(shell, payload, headers):
    """(status, headers, body) of a POST through a shell."""
    body, sent = json.dumps(payload).encode(), []
    named = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        *((name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()),
    ]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql/",
        "query_string": b"",
        "headers": named,
        "http_version": "1.1",
    }

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(shell(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


def test_a_known_answer_does_not_reach_django(server):
    first = server(CATALOGUE, origin="https://a.example")
    assert server(CATALOGUE, origin="https://a.example") == first
    assert (server.app.asked, first[0]) == (1, 200)


def test_it_is_told_until_anything_was_committed_or_five_seconds(server):
    server(CATALOGUE)
    server.state[0] += 1
    server(CATALOGUE)
    assert server.app.asked == 2
    server.now[0] += hot_module.LASTS - 0.1
    server(CATALOGUE)
    assert server.app.asked == 2
    server.now[0] += 0.2
    server(CATALOGUE)
    assert server.app.asked == 3


def test_a_state_nobody_knows_is_never_trusted(server):
    server.state[0] = None
    server(CATALOGUE), server(CATALOGUE)
    assert server.app.asked == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer x.y.z"},
        {"authorization_bearer": "x.y.z"},
        {"authorization": "nonsense"},
        {"authorization": ""},
    ],
)
def test_whoever_shows_a_token_is_asked_anew_and_never_kept(server, headers):
    server(CATALOGUE, **headers), server(CATALOGUE, **headers)
    assert server.app.asked == 2
    server(CATALOGUE), server(CATALOGUE, **headers)
    assert server.app.asked == 4


@pytest.mark.django_db
@pytest.mark.parametrize("payload", PERSONAL)
def test_what_may_be_personal_or_failed_is_not_kept(server, payload):
    assert server(payload)[2] is not None
    server(payload)
    assert server.app.asked == 2


def test_origin_and_language_and_variables_have_answers_of_their_own(server):
    for headers in ({}, {"origin": "https://a.example"}, {"origin": "https://b.example"}, {"accept_language": "en"}):
        allowed = server(CATALOGUE, **headers)[1].get(b"access-control-allow-origin", b"")
        assert allowed.decode() == headers.get("origin", "")
    server({**CATALOGUE, "variables": {"a": 1}}), server({**CATALOGUE, "variables": {"a": 2}})
    assert server.app.asked == 6


def test_off_means_off(settings):
    settings.SHOP_HOT = False
    assert hot_answers() is None


@pytest.mark.django_db(transaction=True)
def test_any_commit_changes_the_state():
    state = hot_answers().state
    before = state()
    assert before is not None and state() == before
    Channel.objects.create(name="a", slug="a", currency="EUR", country="FR")
    after = state()
    assert after != before
    list(Channel.objects.all())
    assert state() == after
