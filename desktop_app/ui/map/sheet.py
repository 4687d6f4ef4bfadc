"""Something drawn once on a transparent sheet, for pictures that follow each other. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap


class Sheet:
    """Keeps what was drawn last, and what it was drawn for."""

    def __init__(self) -> None:
        self._kept: tuple[object, QPixmap] | None = None

    def draw(
        self, painter: QPainter, area: QRectF, key: object, parts: Callable[[QPainter], Iterator[None]]
    ) -> Iterator[None]:
        """Paint what ``parts`` draws within the area, in its parts: anew only if the key, or the device's scale, is
        another one."""
        scale = painter.device().devicePixelRatio()
        full_key = (key, area, scale)
        if self._kept is None or self._kept[0] != full_key:
            pixmap = QPixmap((area.size() * scale).toSize())
            pixmap.setDevicePixelRatio(scale)
            pixmap.fill(Qt.GlobalColor.transparent)
            inner = QPainter(pixmap)
            try:
                inner.setRenderHint(QPainter.RenderHint.Antialiasing)
                inner.translate(-area.topLeft())
                yield from parts(inner)
            finally:  # also when it is drawn no further: a painter must let go of its pixmap first
                inner.end()
            self._kept = full_key, pixmap
        painter.drawPixmap(area.topLeft(), self._kept[1])

    def forget(self) -> None:
        self._kept = None
