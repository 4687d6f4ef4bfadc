"""A small turning arc: something is under way. Costs nothing while it is hidden or stopped."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme.style import current_theme

STEP_MS = 80
STEP_DEGREES = 30


class Spinner(QWidget):
    """Turns while it is visible and started. With ``is_still`` it is a still ring, for reduced motion."""

    def __init__(self, size_px: int = 16, parent: QWidget | None = None, *, is_still: bool = False) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(size_px, size_px))
        self.setAccessibleName("Working")
        self._is_still = is_still
        self._is_started = False
        self._angle = 0
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self._turn)
        self.hide()

    def start(self) -> None:
        self._is_started = True
        self.show()

    def stop(self) -> None:
        self._is_started = False
        self.hide()

    def is_turning(self) -> bool:
        return self._timer.isActive()

    @Slot()
    def _turn(self) -> None:
        self._angle = (self._angle + STEP_DEGREES) % 360
        self.update()

    # Qt's names from here on

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_started and not self._is_still:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        width = max(1.5, self.width() / 8)
        place = QRectF(self.rect()).adjusted(width, width, -width, -width)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border), width))
        painter.drawEllipse(place)
        painter.setPen(QPen(QColor(theme.accent), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(place, -self._angle * 16, 100 * 16)
        painter.end()
