"""Debian's Chromium, driven by Playwright; it reaches this machine and nothing else."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import sync_playwright

ADVICE = "Chromium is missing: install Debian's package 'chromium' (apt-get install chromium)."
FONTS = "Pictures will not look as on a phone: install Debian's package 'fonts-noto-core'."
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # whatever else a page asks for is refused
]


class Missing(Exception):
    """There is no Chromium here; the text says what to install."""


def ready():
    """See to it that Chromium is there, and the letters an Android phone shows, as root by installing them."""
    missing = [] if shutil.which("chromium") else ["chromium"]
    missing += [] if _has_fonts() else ["fonts-noto-core"]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(missing)
    if not shutil.which("chromium"):
        raise Missing(ADVICE)
    if not _has_fonts():
        print(FONTS, flush=True)


@contextlib.contextmanager
def launched():
    """A running browser with a profile of its own, closed afterwards."""
    program = shutil.which("chromium")
    if program is None:
        raise Missing(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def _has_fonts():
    return any(Path("/usr/share/fonts").rglob("NotoSans-Regular.*"))


def _install(packages):
    print(f"Installing Debian's packages {', '.join(packages)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *words], env=environment, stdin=subprocess.DEVNULL, capture_output=True)
