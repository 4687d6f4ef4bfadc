"""The least that draws a globe with Qt: every vertex projected, smooth fills in pieces of 400, two hairlines, a ground.

What our frames are compared with in the same run, because machines differ. No names, no night, no selection, no rings.
"""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QRadialGradient

from desktop_app.ui.map.geometry import Atlas, Booleans, Floats, Line, graticule
from desktop_app.ui.map.projection import View
from desktop_app.ui.map.scene import CHUNK, paths

DETAIL = 2  # of 1:50m: 0.1 degrees
COLOURS = [QColor(name) for name in ("#26394E", "#2F4F66", "#41697A", "#648482", "#94A07F", "#CBB374", "#F0C66C")]
PENS = {Line.BORDER: "#D709101C", Line.COAST: "#55AACDEB"}


class PlainGlobe:
    """Draws the outlines of an atlas, each territory in one of seven colours."""

    def __init__(self, atlas: Atlas, side: int) -> None:
        """``side``: pixels of the picture, which is a square."""
        self._level = atlas.levels[DETAIL]
        self._starts = np.zeros(len(self._level.ring), bool)
        self._starts[self._level.ring_first[:-1]] = True
        colour = self._level.polygon_territory % len(COLOURS)
        self._order = np.argsort(colour, kind="stable")
        self._colour = colour[self._order]
        self._graticule = graticule()
        kind = np.repeat(self._level.arc_kind, np.diff(self._level.arc_first))
        self._is_coast = kind == Line.COAST
        self._ground = QPixmap(side, side)
        water = QRadialGradient(QPointF(side * 0.33, side * 0.3), side * 0.7)
        water.setColorAt(0, QColor("#20405F"))
        water.setColorAt(1, QColor("#0A1728"))
        self._ground.fill(QColor("#07090E"))
        painter = QPainter(self._ground)
        painter.setBrush(water)
        painter.drawEllipse(QPointF(side / 2, side / 2), side * 0.44, side * 0.44)
        painter.end()

    def draw(self, painter: QPainter, view: View) -> None:
        """A whole frame."""
        painter.drawPixmap(0, 0, self._ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _stroke(painter, self._graticule[0], self._graticule[1], view, "#16BED7F0")
        for colour, path in self._fills(view):
            painter.fillPath(path, COLOURS[colour])
        level = self._level
        for is_coast, pen in ((False, PENS[Line.BORDER]), (True, PENS[Line.COAST])):
            own = self._is_coast == is_coast
            _stroke(painter, level.points[own], level.line_starts[own], view, pen)

    def _fills(self, view: View) -> list[tuple[int, QPainterPath]]:
        level = self._level
        depth = level.polygon_caps.centres[self._order] @ np.array(view.axes()[2], np.float32)
        near = self._order[depth > -np.sin(np.minimum(level.polygon_caps.reaches[self._order], math.pi / 2))]
        colours = (level.polygon_territory % len(COLOURS))[near].tolist()
        first, last = level.polygon_first[near].tolist(), level.polygon_first[near + 1].tolist()
        numbers = np.concatenate([np.arange(a, b) for a, b in zip(first, last, strict=True)])
        x, y, hidden = _projected(level.points[level.ring[numbers]], view)
        far = np.maximum(np.hypot(x, y), 1e-6)
        x, y = np.where(hidden, x / far, x), np.where(hidden, y / far, y)
        bounds: list[tuple[int, int]] = []
        painted: list[int] = []
        begin = end = 0
        for place, colour in enumerate(colours):
            end += last[place] - first[place]
            if place + 1 == len(colours) or colours[place + 1] != colour or end - begin > CHUNK:
                bounds.append((begin, end))
                painted.append(colour)
                begin = end
        made = paths(view.x + view.radius * x, view.y - view.radius * y, self._starts[numbers], bounds)
        return list(zip(painted, made, strict=True))


def _projected(points: Floats, view: View) -> tuple[Floats, Floats, Booleans]:
    x, y, depth = np.array(view.axes(), np.float32) @ points.T
    return x, y, depth < 0


def _stroke(painter: QPainter, points: Floats, starts: Booleans, view: View, colour: str) -> None:
    x, y, hidden = _projected(points, view)
    shown = np.flatnonzero(~hidden)
    begins = starts[shown]
    begins[1:] |= np.diff(shown) > 1
    begins[:1] = True
    at = view.x + view.radius * x[shown], view.y - view.radius * y[shown]
    pen = QPen(QColor(colour), 1.0)
    pen.setCosmetic(True)
    painter.strokePath(paths(*at, begins, [(0, len(shown))])[0], pen)
