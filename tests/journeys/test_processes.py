"""The real processes of `run` when one of them is killed: the shop goes on, and nothing is left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.live import OURS, ROOT

PATIENCE = 60  # seconds
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists() or "DATABASE_URL" in os.environ,
    reason="reads /proc; the database is no matter",
)


@pytest.fixture
def shop(tmp_path):
    """`python -m storefront run` with its own empty folder, in a session of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {"SHOP_DATA": str(tmp_path), "SHOP_BIND": bind, "SHOP_WORKERS": "1", "SHOP_DEMO": "0"}
    with open(tmp_path / "said", "w") as said:
        main = subprocess.Popen(
            [sys.executable, "-m", "storefront", "run"],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    yield main
    for pid in members(main.pid):
        os.kill(pid, signal.SIGKILL)
    main.wait()


def members(session):
    """{pid: command line} of the living processes of a session."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, _, sid = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
                if int(sid) == session and state != "Z":
                    found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
    return found


def task_workers(session):
    return {pid for pid, command in members(session).items() if "storefront worker" in command}


def until(happens):
    """What it gives as soon as that is true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = happens()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError("It did not happen in time.")


def test_a_killed_worker_is_replaced_and_nobody_outlives_the_main_process(shop):
    [first] = until(lambda: task_workers(shop.pid))
    until(lambda: len(members(shop.pid)) >= 3)  # with the one that serves
    os.kill(first, signal.SIGKILL)
    assert until(lambda: task_workers(shop.pid) - {first})
    os.kill(shop.pid, signal.SIGKILL)
    shop.wait()
    until(lambda: not members(shop.pid))
