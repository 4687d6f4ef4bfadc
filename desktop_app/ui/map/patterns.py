"""Patterns over colours: a take is told by its pattern too, and disputed ground is hatched. GUI thread only."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform

from desktop_app.ui.map.layer import Palette
from desktop_app.ui.map.style import MapStyle

TILE = 8  # pixels
PLAIN = 1  # the class of takes that has its colour alone
PATTERNS = range(2, 6)  # classes of takes that have a pattern
HATCH = -1  # of disputed ground
MIDDLE = 127  # lightness


def has_pattern(palette: Palette, kind: int) -> bool:
    return palette is Palette.TAKES and kind in PATTERNS


@cache
def pattern(kind: int, colour: str, scale: float) -> QBrush:
    """What goes over the fill of a class of takes: stripes, dots, lines, a grid."""
    side = round(TILE * scale)
    tile = QPixmap(side, side)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / TILE, side / TILE)
    painter.setPen(QPen(QColor(colour), 1.5))
    half = TILE / 2
    match kind:
        case -1:  # the other way, and finer, than the stripes of a take; light by dark, for land of every colour
            for line, first in ((QColor(colour), 0), (_opposite(colour), TILE // 4)):
                painter.setPen(QPen(line, 1.0))
                for shift in range(first - TILE, TILE + 1, TILE // 2):
                    painter.drawLine(QPointF(shift - 1, -1), QPointF(shift + TILE + 1, TILE + 1))
        case 2:
            for shift in (-TILE, 0, TILE):  # the neighbours' ends reach into the tile
                painter.drawLine(QPointF(shift - 1, TILE + 1), QPointF(shift + TILE + 1, -1))
        case 3:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            for x, y in ((half / 2, half / 2), (half * 1.5, half * 1.5)):
                painter.drawEllipse(QPointF(x, y), 1.3, 1.3)
        case 4:
            painter.drawLine(QPointF(0, half), QPointF(TILE, half))
        case _:
            painter.drawLine(QPointF(0, half), QPointF(TILE, half))
            painter.drawLine(QPointF(half, 0), QPointF(half, TILE))
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(TILE / side, TILE / side))
    return brush


def _opposite(colour: str) -> QColor:
    """As strong as a colour, and dark where it is light."""
    given = QColor(colour)
    opposite = QColor(Qt.GlobalColor.black if given.lightness() > MIDDLE else Qt.GlobalColor.white)
    opposite.setAlpha(given.alpha())
    return opposite


def swatch(kind: int, style: MapStyle, width: int, height: int, scale: float) -> QPixmap:
    """A class of takes for a legend."""
    pixmap = QPixmap(round(width * scale), round(height * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    box = QRectF(0, 0, width, height)
    brushes = [QBrush(QColor(style.takes[kind]))]
    if has_pattern(Palette.TAKES, kind):
        brushes.append(pattern(kind, style.on_takes, scale))
    for brush in brushes:
        painter.setBrush(brush)
        painter.drawRoundedRect(box, 3, 3)
    painter.end()
    return pixmap
