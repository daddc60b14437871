"""Load on an address of this machine: bounded in number and time, several connections kept alive."""

import http.client
import json
import statistics
import threading
import time
from dataclasses import dataclass, field

CONNECTIONS = 4


@dataclass
class Measured:
    """Seconds of each request, the whole time, and the size of an answer in bytes."""

    seconds: list = field(default_factory=list)
    whole: float = 0.0
    size: int = 0

    @property
    def rate(self):
        """Requests per second."""
        return len(self.seconds) / self.whole

    def percentile(self, share):
        """Milliseconds that `share` of the requests stayed below."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def median(self):
        """Milliseconds."""
        return 1000 * statistics.median(self.seconds)


class Client:
    """One connection."""

    def __init__(self, host, port):
        self.connection = http.client.HTTPConnection(host, port, timeout=60)

    def get(self, path):
        """GET a page, compressed as browsers ask for it; like post."""
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        return self._answer()

    def post(self, path, body):
        """POST bytes; returns the answer's bytes, and stops the benchmark when it is not a good one."""
        self.connection.request("POST", path, body, {"Content-Type": "application/json"})
        return self._answer()

    def _answer(self):
        response = self.connection.getresponse()
        answer = response.read()
        if response.status != 200:
            raise RuntimeError(f"{response.status}: {answer[:300]!r}")
        return answer

    def ask(self, document, variables):
        """A GraphQL request that must succeed; returns its data."""
        answer = json.loads(self.post("/graphql/", json.dumps({"query": document, "variables": variables})))
        if answer.get("errors"):
            raise RuntimeError(str(answer["errors"])[:500])
        return answer["data"]


def measure(address, work, seconds, connections=CONNECTIONS):
    """Run `work(client) -> bytes or None` over and over on several connections for so many seconds."""
    host, port = address
    found, lock = Measured(), threading.Lock()
    stop_at = time.perf_counter() + seconds
    failures = []

    def one():
        client, mine, size = Client(host, port), [], 0
        try:
            while (start := time.perf_counter()) < stop_at:
                answer = work(client)
                mine.append(time.perf_counter() - start)
                size = len(answer or b"")
        except Exception as error:
            failures.append(error)
        with lock:
            found.seconds += mine
            found.size = max(found.size, size)

    start = time.perf_counter()
    threads = [threading.Thread(target=one) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.whole = time.perf_counter() - start
    if failures:
        raise failures[0]
    return found
