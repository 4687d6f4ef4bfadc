"""The fixed ring in the middle of the globe: what is in it is what the panel beside shows."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from desktop_app.ui.map.style import MapStyle

RETICLE = 22.0  # pixels of radius
ARC = 56  # degrees of each of its four arcs


def draw_reticle(painter: QPainter, centre: QPointF, style: MapStyle) -> None:
    """One picture: rings that spread while a sync computes paint it with every frame."""
    half = RETICLE + 2
    picture = _reticle(style.reticle, style.reticle_halo, painter.device().devicePixelRatio())
    painter.drawPixmap(QPointF(centre.x() - half, centre.y() - half), picture)


@lru_cache(maxsize=4)
def _reticle(colour: str, halo: str, scale: float) -> QPixmap:
    half = RETICLE + 2
    pixmap = QPixmap(round(2 * half * scale), round(2 * half * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    centre = QPointF(half, half)
    area = QRectF(2, 2, 2 * RETICLE, 2 * RETICLE)
    for width, ink in ((3.5, halo), (1.5, colour)):
        pen = QPen(QColor(ink), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for middle in (45, 135, 225, 315):  # open above, below and at the sides
            painter.drawArc(area, (middle * 2 - ARC) * 8, ARC * 16)
        painter.drawPoint(centre)
    painter.end()
    return pixmap
