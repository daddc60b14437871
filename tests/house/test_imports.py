"""Who may import whom: the contracts of setup.cfg."""

import subprocess
import sys
from pathlib import Path

from .sources import ROOT


def test_the_import_contracts_are_kept():
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[done.stdout.find("Contracts") :] + done.stderr
