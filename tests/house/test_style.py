"""One style, said by a program: `.venv/bin/ruff format && .venv/bin/ruff check --fix` mends most of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from .sources import OURS, ROOT


@pytest.mark.parametrize("words", [["check"], ["format", "--check"]], ids=["lint", "format"])
def test_ruff_is_content(words):
    program = Path(sys.executable).parent / "ruff"
    command = [program, *words, "--no-cache", "--output-format", "concise", *OURS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, (done.stdout + done.stderr)[:5000]
