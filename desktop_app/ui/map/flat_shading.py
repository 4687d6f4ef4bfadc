"""The flat map without its land: ground, water, edge. GUI thread only."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QRadialGradient,
)

from desktop_app.ui.map.flat import HEIGHT, WIDTH, FlatView
from desktop_app.ui.map.shades import blank, drawn, faded, visible
from desktop_app.ui.map.style import MapStyle

Halo = tuple[tuple[float, float], ...]  # widths and strengths of strokes round the map
HALO: Halo = ((26.0, 0.10), (18.0, 0.12), (11.0, 0.16), (5.0, 0.24))
BRIEF_HALO: Halo = ((20.0, 0.21), (7.0, 0.32))  # while it opens, for a third of a second
SHADOW_DOWN = 5.0  # pixels
EDGE = 24.0  # pixels round the map that the halo takes
LARGEST = 2.0  # times the widget: a larger map is drawn each time, of which most is beyond the widget


@lru_cache(maxsize=2)  # a frame asks for it three times
def outline_path(view: FlatView) -> QPainterPath:
    """The map's edge; nobody may change it."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in view.outline()]))
    path.closeSubpath()
    return path


class FlatLayers:
    """What lies under a flat map, and over it, kept while nothing but the map's place changes."""

    def __init__(self) -> None:
        self._ground: tuple[object, QPixmap] | None = None
        self._map: tuple[object, QPixmap] | None = None

    def draw_ground(self, painter: QPainter, rect: QRectF, view: FlatView, style: MapStyle) -> None:
        """The ground of the window, a glow or a shadow round the map, and the water."""
        scale = painter.device().devicePixelRatio()
        key: object = (rect.width(), rect.height(), style.background, scale)
        if self._ground is None or self._ground[0] != key:
            self._ground = key, drawn(blank(rect, scale), lambda inner: draw_background(inner, rect, style))
        painter.drawPixmap(rect.topLeft(), self._ground[1])
        if view.flatness < 1:
            _draw_map(painter, rect, view, style, BRIEF_HALO)
            return
        whole = _flat_at(0, 0, view.radius)
        bounds = outline_path(whole).boundingRect().adjusted(-EDGE, -EDGE, EDGE, EDGE)
        if bounds.width() * bounds.height() > LARGEST * rect.width() * rect.height():
            _draw_map(painter, rect, view, style, HALO)
            return
        wide, tall = math.ceil(bounds.width() / 2), math.ceil(bounds.height() / 2)
        key = (view.radius, style.name, style.background, scale)
        if self._map is None or self._map[0] != key:
            sheet, centred = QRectF(0, 0, 2 * wide, 2 * tall), _flat_at(wide, tall, view.radius)
            pixmap = blank(sheet, scale)
            pixmap.fill(Qt.GlobalColor.transparent)
            self._map = key, drawn(pixmap, lambda inner: _draw_map(inner, sheet, centred, style, HALO))
        down = round((view.y + view.radius * view.lift) * scale) / scale
        painter.drawPixmap(QPointF(round(view.x * scale) / scale - wide, down - tall), self._map[1])

    def forget(self) -> None:
        self._ground = self._map = None

    @staticmethod
    def draw_light(painter: QPainter, view: FlatView, style: MapStyle) -> None:
        """The edge, over the land."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(style.rim), 1.0)
        pen.setCosmetic(True)  # Qt's quick way, as for coasts
        painter.strokePath(outline_path(view), pen)


def _flat_at(x: float, y: float, radius: float) -> FlatView:
    return FlatView(0, 0, x, y, radius)


def draw_background(painter: QPainter, rect: QRectF, style: MapStyle) -> None:
    """The ground of the window."""
    ground = QRadialGradient(rect.center(), math.hypot(rect.width(), rect.height()) / 2)
    ground.setColorAt(0, QColor(style.background[0]))
    ground.setColorAt(1, QColor(style.background[1]))
    painter.fillRect(rect, QBrush(ground))


def _draw_map(painter: QPainter, rect: QRectF, view: FlatView, style: MapStyle, halo: Halo) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = outline_path(view)
    if not path.contains(rect):
        for colour, down in ((style.shadow, SHADOW_DOWN), (style.atmosphere, 0.0)):
            if visible(colour):
                below = path.translated(0, down)
                for width, strength in halo:
                    pen = QPen(faded(colour, strength), width)
                    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                    painter.strokePath(below, pen)
    middle = QPointF(view.x - 0.3 * WIDTH * view.radius, view.y + view.radius * (view.lift - 0.6 * HEIGHT))
    water = QRadialGradient(middle, 1.5 * WIDTH * view.radius)
    for part, colour in style.ocean:
        water.setColorAt(part, QColor(colour))
    painter.fillPath(path, QBrush(water))
