"""The night over the globe, over the flat map, and over every shape between them.

It is computed in a small image that is drawn large. Importing this module imports numpy: do it after the first paint.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QTransform

from desktop_app.ui.map.flat import WIDTH, FlatView, Look
from desktop_app.ui.map.flat_level import places_of
from desktop_app.ui.map.flat_shading import outline_path
from desktop_app.ui.map.geometry import Floats
from desktop_app.ui.map.projection import View, dot, unit
from desktop_app.ui.map.shades import faded, smoothstep, visible
from desktop_app.ui.map.style import MapStyle

Numbers = NDArray[np.floating[Any]]  # single precision, which the types of numpy's functions do not tell

SIDE = 64  # pixels of the image
DUSK = (-0.22, 0.16)  # sine of the sun's height where night is full, and where day is
SHADES = 255  # from day to full night
STEPS = 3  # of Newton's method: from the globe's meridian to that of a shape that opens
MARGIN = 8.0  # pixels round the widget


def draw_night(painter: QPainter, rect: QRectF, view: Look, style: MapStyle, sun: tuple[float, float]) -> None:
    """Darken the side away from the sun (its longitude and latitude overhead), softly."""
    if not visible(style.night):
        return
    if isinstance(view, FlatView):
        bounds = outline_path(view).boundingRect()
        near = 1.0 if 2 * WIDTH * view.radius < 3 * rect.width() else 0.5
    else:
        bounds = QRectF(view.x - view.radius, view.y - view.radius, 2 * view.radius, 2 * view.radius)
        zoom = 2 * view.radius / min(rect.width(), rect.height())
        near = 1 - 0.6 * smoothstep(2, 6, zoom)  # close by, the colours of the countries matter more
    seen = _with_edge(bounds).intersected(rect.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))
    if seen.isEmpty():
        return
    x = ((seen.x() - view.x) + _middles() * seen.width()) / view.radius
    y = ((view.y - seen.y()) - _middles() * seen.height())[:, None] / view.radius
    heights = _flat_heights(x, y, view, sun) if isinstance(view, FlatView) else _heights(x, y, view, sun)
    image, dark = _image(heights, style.night, near)
    if dark.isEmpty():
        return
    scale = QTransform(seen.width() / SIDE, 0, 0, seen.height() / SIDE, seen.x(), seen.y())
    brush = QBrush(image)
    brush.setTransform(scale)
    painter.save()
    painter.setClipRect(scale.mapRect(dark))
    painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if isinstance(view, FlatView):
        painter.fillPath(outline_path(view), brush)
    else:
        painter.setBrush(brush)
        painter.drawEllipse(QPointF(view.x, view.y), view.radius, view.radius)
    painter.restore()


def _with_edge(bounds: QRectF) -> QRectF:
    """With some of the image's pixels round it: where it ends, the opposite side would shine through."""
    across, down = bounds.width() * 2 / SIDE, bounds.height() * 2 / SIDE
    return bounds.adjusted(-across, -down, across, down)


@cache
def _middles() -> Floats:
    """Of the image's pixels, as parts of its side."""
    return (np.arange(SIDE, dtype=np.float32) + np.float32(0.5)) / np.float32(SIDE)


def _heights(x: Floats, y: Floats, view: View, sun: tuple[float, float]) -> Numbers:
    """Sines of the sun's height over points of the unit disc; beyond its edge as at the edge."""
    toward = unit(*sun)
    across, up, near = (np.float32(dot(axis, toward)) for axis in view.axes())
    square = x * x + y * y
    depth = np.sqrt(np.maximum(1 - square, 0))
    heights: Numbers = (x * across + y * up) / np.sqrt(np.maximum(square, 1)) + depth * near
    return heights


def _flat_heights(x: Floats, y: Floats, view: FlatView, sun: tuple[float, float]) -> Numbers:
    """The same over points of the plane that a flat map, or a shape that opens, is drawn on.

    How far up a parallel is drawn depends on its latitude alone; how far right, on the longitude by a sum of which one
    part is linear and the other a sine.
    """
    closed = 1 - view.flatness
    blend = view.flatness**1.5
    stretch, height, table = _parallels()
    rises, bend = height, 0.0
    if closed > 0:
        bend = (1 - blend) / closed
        rises = (blend * height + bend * np.sin(closed * table)).astype(np.float32)
    latitude: Numbers = np.interp(y[:, 0] + view.lift, rises, table).astype(np.float32)[:, None]
    linear = np.float32(blend) * np.interp(latitude, table, stretch).astype(np.float32)
    if bend == 0:
        east: Numbers = np.clip(x / linear, np.float32(-math.pi), np.float32(math.pi))
    else:
        waves = np.float32(bend) * np.cos(np.float32(closed) * latitude)
        limit = np.float32(math.radians(view.opening))
        east = np.clip(x / (linear + waves * np.float32(closed)), -limit, limit)
        for _ in range(STEPS):
            turn = np.float32(closed) * east
            slope = linear + waves * np.float32(closed) * np.cos(turn)
            wrong = linear * east + waves * np.sin(turn) - x
            east = np.clip(east - wrong / np.maximum(slope, np.float32(0.05)), -limit, limit)
    sun_east, sun_north = np.float32(math.radians(sun[0] - view.longitude)), math.radians(sun[1])
    heights: Numbers = np.cos(latitude) * np.float32(math.cos(sun_north)) * np.cos(east - sun_east) + np.sin(
        latitude
    ) * np.float32(math.sin(sun_north))
    return heights


@cache
def _parallels() -> tuple[Floats, Floats, Floats]:
    """Of parallels from pole to pole: x for each radian of longitude, y, and their latitudes in radians."""
    degrees = np.linspace(-90, 90, 361, dtype=np.float32)
    known = places_of(np.zeros_like(degrees), degrees)
    return known.stretch, known.height, np.radians(degrees)


def _image(heights: Numbers, colour: str, strength: float) -> tuple[QImage, QRectF]:
    """The night, and the part of the image that is not clear."""
    low, high = DUSK
    part = np.clip((np.float32(high) - heights) * np.float32(1 / (high - low)), 0, 1)
    columns, rows = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
    if len(rows) == 0:
        return QImage(), QRectF()
    shades = (part * np.float32(SHADES) + _dither()).astype(np.uint8)
    image = QImage(shades.tobytes(), SIDE, SIDE, SIDE, QImage.Format.Format_Indexed8)
    image.setColorTable(_table(colour, strength))
    left, top = float(columns[0]) - 1, float(rows[0]) - 1
    dark = QRectF(left, top, float(columns[-1]) + 2 - left, float(rows[-1]) + 2 - top)
    # with memory of its own: the bytes above are gone at the end of this function
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied), dark


@cache
def _table(colour: str, strength: float) -> list[int]:
    """The colours from day to night."""
    shades = (faded(colour, strength * smoothstep(0, 1, shade / SHADES)) for shade in range(SHADES + 1))
    return [shade.rgba() for shade in shades]


@cache
def _dither() -> Floats:
    """What is added before rounding down: noise, since a plain half would show the shades as stripes.

    Interleaved gradient noise (Jimenez 2014): numpy's own random numbers are slow to import.
    """
    column, row = np.meshgrid(np.arange(SIDE), np.arange(SIDE))
    noise: Floats = ((52.9829189 * ((0.06711056 * column + 0.00583715 * row) % 1)) % 1).astype(np.float32)
    return noise * np.float32(0.999)
