"""
The program killed again and again, while it syncs and while it stars: ``test_sync_survives_kills.py`` with more kills
than a test run has time for. ``OVERVIEW_TEST_KILLS`` says how many of each.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.perf.figures import ROOT, Figure

KILLS = 500


def measure(folder: Path, rounds: int) -> list[Figure]:
    del rounds
    kills = os.environ.get("OVERVIEW_TEST_KILLS", str(KILLS))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-o",
        "faulthandler_timeout=0",
        f"--basetemp={folder / 'tests'}",
        _TESTS,
    ]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "OVERVIEW_TEST_KILLS": kills},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = done.returncode != 0
    said = (done.stdout.strip().splitlines() or ["nothing"])[-1]
    return [Figure("kills", f"tests failed, of those with {kills} kills each", failed, "", 0, None, said)]


_TESTS = "tests/e2e/test_sync_survives_kills.py"
