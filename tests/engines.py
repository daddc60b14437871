"""`make test`: the whole suite on SQLite, then on a real PostgreSQL. Words after it go to pytest, as in `-k holds`.

`--sqlite` or `--postgres` first: one engine only.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent


def main(words):
    """Run the engines asked for; the exit code is 0 when everything passed on each."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that `finally` stops the server
    engines = [word[2:] for word in words if word in ("--sqlite", "--postgres")] or ["sqlite", "postgres"]
    words = [word for word in words if word not in ("--sqlite", "--postgres")]
    try:
        tallies = [on_sqlite(words) if engine == "sqlite" else on_postgres(words) for engine in engines]
    except postgres.Missing as missing:
        print(missing, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
    passed, failed, skipped = (sum(t[k] for t in tallies) for k in ("passed", "failed", "skipped"))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""), flush=True)
    return 1 if failed or not all(t["passed"] for t in tallies) else 0


def on_sqlite(words):
    """The suite and the rules of the house, on SQLite."""
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return _suite("SQLite", words, environment)


def on_postgres(words):
    """The suite on a private PostgreSQL; the rules of the house know no database and are left out."""
    with postgres.cluster() as url:
        words = words if any(w.startswith("tests/house") for w in words) else ["--ignore=tests/house", *words]
        return _suite("PostgreSQL", words, {**os.environ, "DATABASE_URL": url})


def _suite(title, words, environment):
    print(f"\n=== {title}", flush=True)
    with tempfile.NamedTemporaryFile(suffix=".json") as tally:
        parallel = [] if any(w.startswith("-n") for w in words) else ["-n", "2", "--dist", "loadfile"]
        command = [sys.executable, "-m", "pytest", *parallel, *words]
        child = subprocess.Popen(
            command, cwd=ROOT, env={**environment, "SHOP_TEST_TALLY": tally.name}, stdin=subprocess.DEVNULL
        )
        try:
            code = child.wait()
        except BaseException:
            _interrupt(child)
            raise
        counts = json.loads(Path(tally.name).read_text() or "{}")
    failed = counts.get("failed", 0) + counts.get("error", 0)
    return {
        "passed": counts.get("passed", 0),
        "skipped": counts.get("skipped", 0),
        "failed": failed or (code not in (0,)),
    }


def _interrupt(child):
    """Let pytest put its workers away, as after Ctrl-C, before their database stops."""
    child.send_signal(signal.SIGINT)
    try:
        child.wait(20)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
