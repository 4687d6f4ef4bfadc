"""How much of the article has been read, as a line along the top of the page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.widgets.fill import fill

LINE_PX = 2


class ProgressLine(QWidget):
    """Lies over the page and lets the mouse through. GUI thread only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ratio = 0.0
        self._colour = ""

    def set_ratio(self, ratio: float) -> None:
        """0 to 1."""
        self._ratio = ratio
        self.update()

    def set_colour(self, colour: str) -> None:
        self._colour = colour
        self.update()

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        fill(painter, QRectF(0, 0, round(self.width() * self._ratio), self.height()), self._colour)
