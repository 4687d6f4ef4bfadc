"""The fixed ring in the middle of the globe: what is in it is what the panel beside shows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop_app.ui.map.style import MapStyle

RETICLE = 22.0  # pixels of radius
ARC = 56  # degrees of each of its four arcs


def draw_reticle(painter: QPainter, centre: QPointF, style: MapStyle) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    area = QRectF(centre.x() - RETICLE, centre.y() - RETICLE, 2 * RETICLE, 2 * RETICLE)
    for width, colour in ((3.5, style.reticle_halo), (1.5, style.reticle)):
        pen = QPen(QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for middle in (45, 135, 225, 315):  # open above, below and at the sides
            painter.drawArc(area, (middle * 2 - ARC) * 8, ARC * 16)
        painter.drawPoint(centre)
