"""A private PostgreSQL cluster in a temporary folder, stopped and removed afterwards."""

import contextlib
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ADVICE = "PostgreSQL's server is missing: install Debian's package 'postgresql' (apt-get install postgresql)."

QUICK = ["fsync=off", "full_page_writes=off"]


class Missing(Exception):
    """There is no PostgreSQL here; the text says what to install."""


@contextlib.contextmanager
def cluster(durable=False):
    """A running private server; gives the DATABASE_URL of its empty database `shop`.

    durable: write as safely as a shop would; tests need not, their power is never cut.
    """
    binaries = found() or installed()
    folder = Path(tempfile.mkdtemp(prefix="shop-pg-"))
    port = _free_port()
    server = None
    try:
        run_as = _owner(folder)
        _command(
            run_as,
            binaries / "initdb",
            "-D",
            folder / "data",
            "-U",
            "shop",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        server = _started(run_as, binaries, folder, port, [] if durable else QUICK)
        _command(run_as, binaries / "createdb", "-h", folder, "-p", port, "-U", "shop", "shop")
        yield f"postgres://shop@/shop?host={folder}&port={port}"
    finally:
        if server:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def found():
    """The folder of the newest server's programs, or None."""
    folders = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda f: [int(n) for n in re.findall(r"\d+", f.parent.name)])
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def installed():
    """Install Debian's package as root; refuse with advice when that cannot be."""
    if os.geteuid() or not shutil.which("apt-get"):
        raise Missing(ADVICE)
    print("Installing Debian's package 'postgresql' …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-y", "-q", "postgresql"]):
        done = subprocess.run(["apt-get", *words], env=environment, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode:
            raise Missing(ADVICE)
    return found() or _give_up()


def _give_up():
    raise Missing(ADVICE)


def _owner(folder):
    """As root the server runs as user postgres (it refuses root); otherwise as whoever we are."""
    if os.geteuid():
        return {}
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        raise Missing(
            "There is no user 'postgres' to run the server as: install Debian's package 'postgresql'."
        ) from None
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _command(run_as, *words):
    done = subprocess.run(
        [str(w) for w in words], cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, **run_as
    )
    if done.returncode:
        raise RuntimeError(f"{Path(words[0]).name} failed: {done.stderr.strip()}")
    return done.stdout


def _started(run_as, binaries, folder, port, more):
    settings = [
        "listen_addresses=",
        f"unix_socket_directories={folder}",
        f"port={port}",
        "shared_buffers=64MB",
        "max_connections=100",
        *more,
    ]
    words = [str(binaries / "postgres"), "-D", str(folder / "data"), *(w for s in settings for w in ("-c", s))]
    with open(folder / "log", "wb") as log:
        # A session of its own: Ctrl-C must reach us, not the server, so that tests end before their database does.
        server = subprocess.Popen(
            words, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **run_as
        )
    for _try in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()[-500:]}")
        try:
            _command({}, binaries / "pg_isready", "-h", folder, "-p", port, "-q")
        except RuntimeError:
            time.sleep(0.1)
        else:
            return server
    _stop(server)
    raise RuntimeError("PostgreSQL did not answer within 30 seconds.")


def _stop(server):
    """Fast shutdown; immediate if that takes too long."""
    for word in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        server.send_signal(word)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(10)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
