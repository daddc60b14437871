"""The shop's own server, started for a benchmark on a free port with a folder of its own, and stopped by its id."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

READY_WITHIN = 60  # seconds


@contextmanager
def server(folder, database_url=None, hot="0"):
    """Yields (host, port). hot "0": nothing is answered from memory (SHOP_HOT), so every request is worked out."""
    port = _free_port()
    environment = {
        **os.environ,
        "SHOP_DATA": str(folder),
        "SHOP_BIND": f"127.0.0.1:{port}",
        "SHOP_HOT": hot,
        "DJANGO_SETTINGS_MODULE": "storefront.settings",
        "SHOP_DEMO": "0",
    }
    environment.pop("DATABASE_URL", None)
    if database_url:
        environment["DATABASE_URL"] = database_url
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        "2",
        "--no-ws",
        "--log-level",
        "warning",
        "benchmarks.app:application",
    ]
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        _wait(port)
        yield "127.0.0.1", port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def run(folder, code, database_url=None):
    """Run Python code in the shop's settings, in a process of its own; returns what it printed."""
    environment = {**os.environ, "SHOP_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "storefront.settings"}
    environment.pop("DATABASE_URL", None)
    if database_url:
        environment["DATABASE_URL"] = database_url
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def _free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait(port):
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the server did not start")
