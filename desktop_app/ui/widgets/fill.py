"""A rectangle of one colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter


def fill(painter: QPainter, place: QRectF, colour: str) -> None:
    """As ``fillRect``, whose first call makes PySide look into gradients: 4 ms of a start. Leaves pen and brush."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(place)
