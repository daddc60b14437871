"""Waiting for other people's computers: at most so many threads of a process at once.

A service that hangs would else hold every thread in turn, and stop the whole shop.
"""

import threading
from contextlib import contextmanager

AT_ONCE = 10
PATIENCE = 5  # seconds to wait for a place
_places = threading.BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """Too many threads wait for the network already; nobody has been called."""


@contextmanager
def waiting(patience=None):
    """Inside, this thread may wait for the network; raises Busy when it got no place in time."""
    if not _places.acquire(timeout=PATIENCE if patience is None else patience):
        raise Busy
    try:
        yield
    finally:
        _places.release()
