"""A form sent twice by one impatient finger is done once: the second gets the first one's answer.

Only for visitors we can tell apart by a cookie, and only within a second in one process: what must never happen twice
(an order, a payment) is guarded by the API itself. Who has no cookie yet gets a basket of their own each time, and the
browser keeps the last.
"""

import hashlib
import threading
import time

from django.http import HttpResponse, RawPostDataException

LASTS = 1.0  # seconds after the first one was answered
ROOM = 1000

_lock = threading.Lock()
_answers = {}


class _Answer:
    def __init__(self):
        self.ready, self.response, self.until = threading.Event(), None, None


def answered(request, who, answer):
    """answer(), or what it answered a moment ago to the same words from the same person."""
    if not who:
        return answer()
    words = (request.get_full_path(), who, request.headers.get("HX-Request", ""))
    try:
        key = hashlib.sha256("\n".join(words).encode() + b"\n" + request.body).digest()
    except RawPostDataException:  # large files are not looked at
        return answer()
    with _lock:
        found, mine = _answers.get(key), None
        if found is None or (found.until is not None and found.until < time.monotonic()):
            mine = _answers[key] = _Answer()
            _tidy()
    return _first(key, mine, answer) if mine else _second(found, answer)


def _first(key, mine, answer):
    try:
        mine.response = answer()
        return mine.response
    finally:
        mine.until = time.monotonic() + LASTS
        mine.ready.set()
        if mine.response is None or mine.response.status_code >= 400:
            with _lock:
                if _answers.get(key) is mine:
                    del _answers[key]


def _second(found, answer):
    found.ready.wait(20)
    first = found.response
    if first is None:
        return answer()
    copy = HttpResponse(first.content, status=first.status_code, headers=dict(first.items()))
    copy.cookies = first.cookies
    return copy


def _tidy():
    now = time.monotonic()
    for key in [key for key, one in _answers.items() if one.until is not None and one.until < now]:
        del _answers[key]
    while len(_answers) > ROOM:
        del _answers[next(iter(_answers))]
