"""
Logging: a rotating file, the console when asked for, and a ring of the last lines for "Copy diagnostics".

Messages are ``event key=value``. No article text and no text of the user goes into a log.
"""

from __future__ import annotations

import logging
import sys
from collections import deque
from pathlib import Path

FILE_NAME = "overview.log"
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


class _File(logging.Handler):
    """The rotating file, opened at the first line: what it needs is slow to import, and most starts log nothing."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler  # noqa: PLC0415 not before the first line

            self._file = RotatingFileHandler(
                self._folder / FILE_NAME, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8"
            )
            self._file.setFormatter(logging.Formatter(_FORMAT))
        self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def set_up(folder: Path, *, level: str = "INFO", console: bool = False) -> Ring:
    """Log into ``folder`` from now on. A folder that cannot be written leaves the ring and the console."""
    root = logging.getLogger("desktop_app")
    root.setLevel(level)
    root.propagate = False
    tear_down()
    ring = Ring()
    root.addHandler(ring)
    try:
        (folder / FILE_NAME).open("a").close()
    except OSError:
        console = True
    else:
        root.addHandler(_File(folder))
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
