"""Answers already known: anonymous catalogue queries and pages leave from memory, without entering Django.

An answer is kept with the state of the database it was made from, and told again only while no transaction at all has
committed since: nobody can see something older than what is stored. What time alone changes (a hold that expires, a
publication date) may show up to LASTS seconds late, unless the answer says when it changes (a shop closes): it is not
kept shortly before. Who sends a token or has signed in is never answered from here, who brings a basket only what was
made for somebody with one; and only answers that the view marked as the same for all are kept. SHOP_HOT=0 turns this
off.
"""

import sqlite3
import time

from django.conf import settings
from django.db import Error, connection

from .api.context import LASTS
from .api.documents import Kept
from .pages.cookie_names import BASKET, SESSION

OLD = 600  # seconds for which known pages are told when the database is away
ROOM = 16 * 1024 * 1024  # bytes of answers and questions
QUESTION, ANSWER = 16 * 1024, 512 * 1024  # bytes of the largest kept
NEVER = {b"authorization", b"authorization-bearer", b"content-encoding", b"transfer-encoding"}
SIGNED_IN = SESSION.encode()  # anywhere in the cookies: rather too careful than too clever
TELLING = {b"origin", b"accept-language", b"content-type"}  # headers that an answer depends on


class HotAnswers:
    """A memory of answers.

    state(): anything that differs once a transaction has committed; None for "unknown". waits: it asks the network.
    """

    def __init__(self, state, waits=False, clock=time.monotonic):
        self.state, self.waits, self.clock, self.kept = state, waits, clock, Kept(ROOM)
        self.away_until = clock()

    @staticmethod
    def key(scope, body):
        """What the answer to a request depends on, or None when it is not to be found here."""
        if scope["method"] == "GET":
            return _page_key(scope)
        if (
            scope["path"] != "/graphql/"
            or scope["method"] != "POST"
            or scope["query_string"]
            or len(body) > QUESTION
            or b"mutation" in body
        ):
            return None
        headers = scope["headers"]
        if any(name in NEVER for name, _ in headers):
            return None
        return body, *sorted((name, value) for name, value in headers if name in TELLING)

    def get(self, key, state):
        """The answer kept for that state of the database, or None."""
        found = self.kept.get(key)
        if found is None or state is None:
            return None
        made_from, until, answer = found
        return answer if made_from == state and self.clock() < until else None

    def last(self, key):
        """What was told last, though the database may know better: for when it cannot be asked. None after OLD."""
        found = self.kept.get(key)
        return found[2] if found is not None and self.clock() < found[1] - LASTS + OLD else None

    def is_away(self):
        """Was the database found to be away a moment ago? Then nobody waits for it to say so again."""
        return self.clock() < self.away_until

    def found_away(self):
        """Note that the database could not be reached."""
        self.away_until = self.clock() + LASTS

    def put(self, key, state, answer):
        """Keep (status, headers, body), made from that state or a later one."""
        size = len(key[0]) + len(answer[2])
        if state is not None and len(answer[2]) <= ANSWER:
            self.kept.put(key, (state, self.clock() + LASTS, answer), size)


def _page_key(scope):
    """What a page depends on: host, address, htmx, compression, baskets; None for whoever may have signed in."""
    headers, first = scope["headers"], scope["path"].split("/", 2)[1]
    if first not in dict(settings.LANGUAGES) or len(scope["path"]) + len(scope["query_string"]) > QUESTION:
        return None
    if any(name in NEVER or (name == b"cookie" and SIGNED_IN in value) for name, value in headers):
        return None
    said = {name: value for name, value in headers if name in (b"host", b"hx-request", b"accept-encoding")}
    cookies = (
        one.partition(b"=")[0].strip() for name, value in headers if name == b"cookie" for one in value.split(b";")
    )
    baskets = sorted({cookie for cookie in cookies if BASKET.encode() in cookie})
    target = scope["path"].encode("utf-8", "surrogatepass") + b"?" + scope["query_string"]
    is_small = b"gzip" in said.get(b"accept-encoding", b"")
    return target, said.get(b"host", b"").lower(), said.get(b"hx-request"), is_small, *baskets


def hot_answers():
    """The memory of this process, or None when SHOP_HOT is off."""
    if not settings.SHOP_HOT:
        return None
    if connection.vendor == "sqlite":
        return HotAnswers(_sqlite_state())
    return HotAnswers(_postgres_state, waits=True)


def _sqlite_state():
    """A function giving SQLite's own count of commits by anybody else, read in microseconds without waiting."""
    watching = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, check_same_thread=False)

    def state():
        try:
            return watching.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            return None

    return state


def _postgres_state():
    """PostgreSQL's snapshot: it reads the same only while no transaction has begun to write, or ended."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return cursor.fetchone()[0]
    except Error:
        return None
    finally:
        connection.close()  # back to the pool: this thread may idle for long
