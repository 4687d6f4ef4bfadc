"""How much memory this process took."""

from __future__ import annotations

from pathlib import Path


def peak_mb() -> float:
    """The most memory that the process has held at a time. Linux only: rusage would count that of its parent too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1_000
