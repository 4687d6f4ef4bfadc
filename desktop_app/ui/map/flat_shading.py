"""The flat map without its land: ground, water, edge, night. GUI thread only."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient, QTransform

from desktop_app.ui.map.flat import HEIGHT, WIDTH, FlatView
from desktop_app.ui.map.projection import unit
from desktop_app.ui.map.shades import DUSK, NIGHT_SIDE, dither, faded, visible
from desktop_app.ui.map.style import MapStyle

HALO = ((26.0, 0.10), (18.0, 0.12), (11.0, 0.16), (5.0, 0.24))  # widths and strengths of strokes round the map
SHADOW_DOWN = 5.0  # pixels


def outline_path(view: FlatView) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in view.outline()]))
    path.closeSubpath()
    return path


def draw_flat_ground(painter: QPainter, rect: QRectF, view: FlatView, style: MapStyle) -> None:
    """The ground of the window, a glow or a shadow round the map, and the water."""
    ground = QRadialGradient(rect.center(), math.hypot(rect.width(), rect.height()) / 2)
    ground.setColorAt(0, QColor(style.background[0]))
    ground.setColorAt(1, QColor(style.background[1]))
    painter.fillRect(rect, QBrush(ground))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = outline_path(view)
    for colour, down in ((style.shadow, SHADOW_DOWN), (style.atmosphere, 0.0)):
        if visible(colour):
            below = path.translated(0, down)
            for width, strength in HALO:
                pen = QPen(faded(colour, strength), width)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.strokePath(below, pen)
    middle = QPointF(view.x - 0.3 * WIDTH * view.radius, view.y + view.radius * (view.lift - 0.6 * HEIGHT))
    water = QRadialGradient(middle, 1.5 * WIDTH * view.radius)
    for part, colour in style.ocean:
        water.setColorAt(part, QColor(colour))
    painter.fillPath(path, QBrush(water))


def draw_flat_light(painter: QPainter, view: FlatView, style: MapStyle) -> None:
    """The edge, over the land."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(outline_path(view), QPen(QColor(style.rim), 1.2))


def draw_flat_night(painter: QPainter, rect: QRectF, view: FlatView, style: MapStyle, sun: tuple[float, float]) -> None:
    """Darken the side away from the sun, softly; not while the map opens. Imports numpy."""
    if not visible(style.night) or view.flatness < 1:
        return
    import numpy as np  # noqa: PLC0415  # slow: never before the first paint

    from desktop_app.ui.map.flat_level import places_of  # noqa: PLC0415  # numpy: see above

    top = view.y + view.radius * (view.lift - HEIGHT)
    whole = QRectF(view.x - WIDTH * view.radius, top, 2 * WIDTH * view.radius, 2 * HEIGHT * view.radius)
    seen = whole.intersected(rect.adjusted(-8, -8, 8, 8))
    if seen.isEmpty():
        return
    steps = (np.arange(NIGHT_SIDE) + 0.5) / NIGHT_SIDE
    table = np.linspace(-90, 90, 721, dtype=np.float32)  # of latitudes, to look up from heights
    known = places_of(np.zeros_like(table), table)
    heights = view.lift + (view.y - seen.y() - steps * seen.height()) / view.radius
    latitude = np.radians(np.interp(heights, known.height, table))[:, None]
    stretch = np.interp(heights, known.height, known.stretch)[:, None]
    east = (seen.x() - view.x + steps * seen.width()) / view.radius / stretch + math.radians(view.longitude)
    x, y, z = unit(*sun)
    height = np.cos(latitude) * (np.cos(east) * x + np.sin(east) * y) + np.sin(latitude) * z
    part = np.clip((height - DUSK[0]) / (DUSK[1] - DUSK[0]), 0, 1)
    zoom = 2 * WIDTH * view.radius / rect.width()
    colour = faded(style.night, 1 if zoom < 3 else 0.5)
    alpha = colour.alphaF() * (1 - part * part * (3 - 2 * part))
    pixels = np.empty((NIGHT_SIDE, NIGHT_SIDE, 4), np.uint8)
    for channel, value in enumerate((colour.blueF(), colour.greenF(), colour.redF(), 1.0)):
        pixels[..., channel] = alpha * (255 * value) + dither()
    image = QImage(pixels.tobytes(), NIGHT_SIDE, NIGHT_SIDE, NIGHT_SIDE * 4, QImage.Format.Format_ARGB32_Premultiplied)
    brush = QBrush(image.copy())  # a copy has its own memory
    brush.setTransform(QTransform(seen.width() / NIGHT_SIDE, 0, 0, seen.height() / NIGHT_SIDE, seen.x(), seen.y()))
    painter.save()
    painter.setClipRect(seen)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillPath(outline_path(view), brush)
    painter.restore()
