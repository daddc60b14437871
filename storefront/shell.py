"""A thin ASGI shell around a WSGI application.

An ordinary request is received whole before a thread is taken, so that slow senders hold none; it then runs in one
hop, twice as fast as piece by piece. Large or unannounced bodies (uploads) go through a2wsgi.
"""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi import build_environ

WORKERS = 40
PATIENCE = 20  # seconds to receive an ordinary body
ORDINARY = 256 * 1024  # bytes; as much as a request without files may have
PIECE = 256 * 1024  # bytes of a file sent at once


class Shell:
    """The ASGI application around a WSGI one."""

    def __init__(self, wsgi, workers=WORKERS, hot=None):
        self.wsgi, self.hot, self.threads = wsgi, hot, ThreadPoolExecutor(workers, "shop")
        self.large = WSGIMiddleware(wsgi, workers=workers)
        self.large.executor = self.threads  # one pool: together never more than `workers`

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and _is_ordinary(scope):
            await self._ordinary(scope, receive, send)
        else:
            await self.large(scope, _coroutine(receive), send)

    async def _ordinary(self, scope, receive, send):
        try:
            body = await asyncio.wait_for(_received(receive), PATIENCE)
        except TimeoutError:
            await _start(send, 408, [(b"content-type", b"text/plain")])
            await _send(send, b"The body did not arrive in time.\n")
            return
        if body is None:  # the sender left
            return
        key = self.hot and self.hot.key(scope, body)
        known, state = await self._known(key) if key else (None, None)
        if known:
            await self._tell(_unless_had(Answer(*known), scope), send)
            return
        environ = build_environ(scope, io.BytesIO(body))
        environ["CONTENT_LENGTH"] = str(len(body))
        answer = await self._in_thread(_called, self.wsgi, environ)
        if key and answer.same_for_all:
            self.hot.put(key, state, answer[:3])
        if key and answer.is_away:
            self.hot.found_away()
            answer = Answer(*(self.hot.last(key) or answer))
        await self._tell(_unless_had(answer, scope), send)

    async def _known(self, key):
        """(what is known, the state it was asked in)."""
        if self.hot.is_away():
            return self.hot.last(key), None
        state = await self._state()
        return self.hot.get(key, state), state

    async def _state(self):
        return await self._in_thread(self.hot.state) if self.hot.waits else self.hot.state()

    async def _tell(self, answer, send):
        status, headers, body, rest = answer[:4]
        try:
            await _start(send, status, headers)
            while rest is not None and body:  # a file: the next piece is read when the last one has left
                await _send(send, body, more=True)
                body = await self._in_thread(_piece, rest)
            await _send(send, body)
        finally:
            if rest is not None:
                await self._in_thread(getattr(rest, "close", bool))

    def _in_thread(self, call, *arguments):
        return asyncio.get_running_loop().run_in_executor(self.threads, call, *arguments)


def _is_ordinary(scope):
    """Has the request no body, or one that is announced and small enough to wait for?"""
    sizes = [value for name, value in scope["headers"] if name == b"content-length"]
    if sizes:
        return sizes[0].isdigit() and int(sizes[0]) <= ORDINARY
    return scope["method"] in ("GET", "HEAD", "OPTIONS")


async def _received(receive):
    """The whole body, or None when the sender left."""
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


class Answer(NamedTuple):
    """What a WSGI application answered: all of it, or of a file the first piece and what has the rest."""

    status: int
    headers: list
    body: bytes
    rest: object = None
    same_for_all: bool = False  # see hot.py
    is_away: bool = False  # the database; an older answer is better than this one


def _called(wsgi, environ):
    told = []
    answer = wsgi(environ, lambda status, headers, exc_info=None: told.append((status, headers)))
    rest = None if isinstance(answer, list) or getattr(answer, "streaming", True) is False else _Pieces(answer)
    try:
        body = b"".join(answer) if rest is None else _piece(rest)
    finally:
        if rest is None:
            getattr(answer, "close", bool)()
    status, headers = told[-1]
    named = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    marks = (getattr(answer, mark, False) for mark in ("same_for_all", "is_away"))
    return Answer(int(status[:3]), named, body, rest, *marks)


def _unless_had(answer, scope):
    """304 when the browser says that it has just this page already; pages say which by a weak ETag."""
    tag = dict(answer.headers).get(b"etag", b"")
    had = dict(scope["headers"]).get(b"if-none-match", b"")
    if answer.status != 200 or not tag.startswith(b"W/") or tag not in had:
        return answer
    return Answer(304, [one for one in answer.headers if not one[0].startswith(b"content-") or b"-sec" in one[0]], b"")


class _Pieces:
    """An answer that is read piece by piece."""

    def __init__(self, answer):
        self.chunks, self.close = iter(answer), getattr(answer, "close", bool)


def _piece(pieces):
    """The next bytes, b"" at the end."""
    found, size = [], 0
    for chunk in pieces.chunks:
        found.append(chunk)
        size += len(chunk)
        if size >= PIECE:
            break
    return b"".join(found)


def _coroutine(receive):
    """Granian's receive() gives a future; a2wsgi hands it to the loop from a thread, which takes coroutines only."""

    async def received():
        return await receive()

    return received


def _start(send, status, headers):
    return send({"type": "http.response.start", "status": status, "headers": headers})


def _send(send, body, more=False):
    return send({"type": "http.response.body", "body": body, "more_body": more})
