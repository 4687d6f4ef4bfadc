"""Something drawn once on a transparent sheet, for pictures that follow each other. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap


class Sheet:
    """Keeps what was drawn last, and what it was drawn for."""

    def __init__(self) -> None:
        self._kept: tuple[object, QPixmap] | None = None

    def draw(self, painter: QPainter, area: QRectF, key: object, draw: Callable[[QPainter], None]) -> None:
        """Paint what ``draw`` draws within the area: anew only if the key, or the device's scale, is another one."""
        scale = painter.device().devicePixelRatio()
        full_key = (key, area, scale)
        if self._kept is None or self._kept[0] != full_key:
            self._kept = full_key, _drawn(area, scale, draw)
        painter.drawPixmap(area.topLeft(), self._kept[1])

    def forget(self) -> None:
        self._kept = None


def _drawn(area: QRectF, scale: float, draw: Callable[[QPainter], None]) -> QPixmap:
    pixmap = QPixmap((area.size() * scale).toSize())
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-area.topLeft())
    draw(painter)
    painter.end()
    return pixmap
