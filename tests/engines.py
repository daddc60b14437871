"""`make test`: the whole suite on SQLite, then on a real PostgreSQL, then the pages in a real browser.

`--sqlite`, `--postgres` or `--browser`: that part only. Other words go to pytest, as in `-k holds`; the browser is then
left out unless they name tests/browser or `--browser` is said.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import live, postgres
from tests.browser import chromium

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("sqlite", "postgres", "browser")
BROWSER = "tests/browser"


def main(words):
    """Run the parts asked for; the exit code is 0 when everything passed in each."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that `finally` stops the servers
    parts, words = chosen(words)
    try:
        tallies = [{"sqlite": on_sqlite, "postgres": on_postgres, "browser": in_browser}[part](words) for part in parts]
    except (postgres.Missing, chromium.Missing) as missing:
        print(missing, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
    passed, failed, skipped = (sum(t[k] for t in tallies) for k in ("passed", "failed", "skipped"))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""), flush=True)
    return 1 if failed or not all(t["passed"] for t in tallies) else 0


def chosen(words):
    """(parts, what is left for pytest)."""
    said = [part for part in PARTS if f"--{part}" in words]
    words = [word for word in words if word not in [f"--{part}" for part in PARTS]]
    if said or not words:
        return said or list(PARTS), words
    return (["browser"] if any(word.startswith(BROWSER) for word in words) else ["sqlite", "postgres"]), words


def on_sqlite(words):
    """The suite and the rules of the house, on SQLite."""
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return _suite("SQLite", [f"--ignore={BROWSER}", *words], environment)


def on_postgres(words):
    """The suite on a private PostgreSQL; the rules of the house know no database and are left out."""
    with postgres.cluster() as url:
        words = words if any(w.startswith("tests/house") for w in words) else ["--ignore=tests/house", *words]
        return _suite("PostgreSQL", [f"--ignore={BROWSER}", *words], {**os.environ, "DATABASE_URL": url})


def in_browser(words):
    """Pages as people meet them: one demo street on SQLite for all workers, one Chromium for each."""
    chromium.ready()
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    words = words if any(word.startswith(BROWSER) for word in words) else [BROWSER, *words]
    print("\nOpening the demo street for the browser …", flush=True)
    with tempfile.TemporaryDirectory(prefix="shop-street-") as folder, live.street(folder) as street:
        environment |= {"SHOP_TEST_STREET": street.url, "SHOP_TEST_STREET_DATA": folder}
        return _suite("Browser", ["--dist", "loadgroup", *words], environment)


def _suite(title, words, environment):
    print(f"\n=== {title}", flush=True)
    since = time.monotonic()
    with tempfile.NamedTemporaryFile(suffix=".json") as tally:
        parallel = [] if any(w.startswith("-n") for w in words) else ["-n", "2"]
        spread = [] if "--dist" in words else ["--dist", "loadfile"]
        command = [sys.executable, "-m", "pytest", *parallel, *spread, *words]
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
    print(f"{title}: {time.monotonic() - since:.0f} s", flush=True)
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
