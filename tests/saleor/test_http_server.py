"""The shell in front of Django: whole bodies in one hop, files piece by piece, large bodies streamed."""

import asyncio

import pytest

from storefront import shell

HEADERS = [("Content-Type", "text/plain"), ("X-Name", "é")]


class File:
    """An answer that is read piece by piece and must be closed."""

    def __init__(self, size):
        self.size, self.closed = size, False

    def __iter__(self):
        return iter([b"x" * 10_000] * (self.size // 10_000))

    def close(self):
        self.closed = True


FILES = []


def wsgi(environ, start_response):
    """Echo the body; /file/<size> answers with a file, /fail raises."""
    start_response("200 Fine", HEADERS)
    path = environ["PATH_INFO"]
    if path.startswith("/file/"):
        FILES.append(File(int(path[6:])))
        return FILES[-1]
    if path == "/fail":
        raise RuntimeError("broken")
    size = environ.get("CONTENT_LENGTH")
    return [environ["REQUEST_METHOD"].encode(), b" ", environ["wsgi.input"].read(int(size) if size else -1)]


def ask(path, *parts, method="POST", length=None, patience=None):
    """(status, headers, body, number of pieces) of a request whose body arrives in parts; None: the sender leaves."""
    sent = []

    async def conversation():
        server = shell.Shell(wsgi, workers=2)
        waiting = list(parts)
        headers = [] if length is None else [(b"content-length", str(length).encode())]
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": headers,
            "http_version": "1.1",
        }

        def receive():  # a future, as Granian gives
            future = asyncio.get_running_loop().create_future()
            if waiting or not parts:
                part = waiting.pop(0) if waiting else b""
                future.set_result(
                    {"type": "http.disconnect"}
                    if part is None
                    else {"type": "http.request", "body": part, "more_body": bool(waiting)}
                )
            return future

        async def send(message):
            sent.append(message)

        await server(scope, receive, send)

    asyncio.run(conversation())
    if not sent:
        return None
    bodies = [message["body"] for message in sent[1:]]
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(bodies), len(bodies)


def test_an_ordinary_request():
    assert ask("/", b"on", b"e", length=3) == (
        200,
        {b"content-type": b"text/plain", b"x-name": "é".encode("latin-1")},
        b"POST one",
        1,
    )
    assert ask("/", method="GET")[2] == b"GET "


def test_a_large_or_unannounced_body_goes_the_other_way():
    large = b"x" * (shell.ORDINARY + 1)
    assert ask("/", large[:1000], large[1000:], length=len(large))[2] == b"POST " + large
    assert ask("/", b"un", b"announced")[2] == b"POST unannounced"


def test_a_file_leaves_piece_by_piece_and_is_closed():
    status, _, body, pieces = ask("/file/1000000", method="GET")
    assert (status, len(body), pieces) == (200, 1_000_000, 5)
    assert FILES[-1].closed is True
    assert ask("/file/0", method="GET")[2:] == (b"", 1)
    assert FILES[-1].closed is True


def test_a_sender_who_leaves_is_not_answered():
    assert ask("/", b"a", None, length=3) is None


def test_a_slow_sender_holds_no_thread(monkeypatch):
    monkeypatch.setattr(shell, "PATIENCE", 0.01)

    async def slow():
        sent = []

        async def send(message):
            sent.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/",
            "query_string": b"",
            "headers": [(b"content-length", b"3")],
            "http_version": "1.1",
        }
        server = shell.Shell(wsgi, workers=1)
        await server(scope, lambda: asyncio.get_running_loop().create_future(), send)
        return sent[0]["status"], server.threads._threads

    assert asyncio.run(slow()) == (408, set())


def test_a_crash_is_not_swallowed():
    with pytest.raises(RuntimeError, match="broken"):
        ask("/fail", method="GET")
