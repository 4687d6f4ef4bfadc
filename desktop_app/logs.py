"""
Logging: a rotating file, the console when asked for, and a ring of the last lines for "Copy diagnostics".

Messages are ``event key=value``. No article text and no text of the user goes into a log.
"""

from __future__ import annotations

import logging
import logging.handlers
import sys
from collections import deque
from pathlib import Path

RING_LINES = 2_000
FILE_BYTES = 1_000_000
FILES_KEPT = 3
_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"


class Ring(logging.Handler):
    """The last lines that were logged, in memory. From any thread."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: deque[str] = deque(maxlen=RING_LINES)
        self.setFormatter(logging.Formatter(_FORMAT))

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))

    def text(self) -> str:
        return "\n".join(self._lines)


def set_up(folder: Path, *, level: str = "INFO", console: bool = False) -> Ring:
    """Log into ``folder`` from now on. A folder that cannot be written leaves the ring and the console."""
    root = logging.getLogger("desktop_app")
    root.setLevel(level)
    root.propagate = False
    tear_down()
    ring = Ring()
    root.addHandler(ring)
    try:
        file = logging.handlers.RotatingFileHandler(
            folder / "overview.log", maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8"
        )
    except OSError:
        console = True
    else:
        file.setFormatter(logging.Formatter(_FORMAT))
        root.addHandler(file)
    if console:
        stream = logging.StreamHandler(sys.stderr)
        stream.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
        root.addHandler(stream)
    return ring


def tear_down() -> None:
    """Close what ``set_up`` opened."""
    root = logging.getLogger("desktop_app")
    for handler in tuple(root.handlers):
        root.removeHandler(handler)
        handler.close()
