"""The real server with the demo street, started once for whoever needs it, on a free port, stopped by its id."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180  # seconds until the demo street must be open
OURS = ("SHOP_TEST", "SHOP_DATA", "SHOP_TEST_FOLDER", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "DATABASE_URL")


@dataclass
class Street:
    """A running demo street."""

    url: str
    said: str  # what it printed until it answered
    environment: dict

    def fetch(self, path, data=None, **headers):
        """(status, body) of a request."""
        request = urllib.request.Request(self.url + path, data=data, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read()


@contextlib.contextmanager
def street(folder, database_url=None):
    """`python -m storefront run` with SHOP_DEMO=1 and its data in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {"SHOP_DATA": str(folder), "SHOP_BIND": bind, "SHOP_DEMO": "1"}
    if database_url:
        environment["DATABASE_URL"] = database_url
    with open(Path(folder) / "said", "w+") as said:
        command = [sys.executable, "-m", "storefront", "run"]
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            _wait(server, bind, said)
            yield Street(f"http://{bind}", Path(said.name).read_text(), environment)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)


def own_database():
    """The address of an empty database beside the tests' own, or None on SQLite."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return None
    import psycopg

    name = f"street_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _wait(server, bind, said):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"http://{bind}/health", timeout=5)
            return
        except OSError:
            time.sleep(0.1)
    said.seek(0)
    raise RuntimeError(f"The street did not open:\n{said.read()[-3000:]}")
