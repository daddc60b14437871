"""The migrations say what the models say."""

import subprocess
import sys

from .sources import ROOT


def test_no_migration_is_missing():
    words = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
