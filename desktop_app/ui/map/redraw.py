"""A picture of the globe that is drawn in small parts, beside everything else. GUI thread only."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtGui import QPainter, QPixmap


class Redraw:
    """Draws on a pixmap of its own; whoever owns it calls ``go_on`` until it is done, or ``cancel``."""

    def __init__(self, pixmap: QPixmap, painter: QPainter, parts: Iterator[None]) -> None:
        """The painter is at work on the pixmap; each part draws some milliseconds on it."""
        self.pixmap = pixmap
        self._painter = painter
        self._parts = parts

    def go_on(self, budget_ms: float) -> bool:
        """Draw parts for about so long. Whether the picture is complete."""
        until = time.perf_counter() + budget_ms / 1000
        for _ in self._parts:
            if time.perf_counter() >= until:
                return False
        self._painter.end()
        return True

    def cancel(self) -> None:
        """The painter lets go of the pixmap: Qt forbids that it goes first."""
        if self._painter.isActive():
            self._painter.end()

    def __del__(self) -> None:
        # a window may be closed in the middle of a picture; of what goes with it, the pixmap may be the first
        self.cancel()
