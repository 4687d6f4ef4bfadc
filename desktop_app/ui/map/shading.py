"""The globe without its map: ground, water, atmosphere, light and night.

All but the night is made of Qt's gradients, so that it can be painted before numpy is imported. They cost some
milliseconds together, so they are kept as pixmaps while the globe keeps its size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap, QRadialGradient, QTransform

from desktop_app.ui.map.flat import FlatView, Look
from desktop_app.ui.map.flat_shading import draw_flat_ground, draw_flat_light, draw_flat_night
from desktop_app.ui.map.projection import View, dot, unit
from desktop_app.ui.map.shades import DUSK, NIGHT_SIDE, dither, faded, visible
from desktop_app.ui.map.style import MapStyle

LIGHT = (-0.38, -0.46)  # where the light falls on the disc, in radii right and down of its middle
GLOW = 0.22  # radii that the atmosphere reaches outward


def smoothstep(low: float, high: float, value: float) -> float:
    part = max(0.0, min(1.0, (value - low) / (high - low)))
    return part * part * (3 - 2 * part)


def _profile(
    centre: QPointF,
    radius: float,
    colour: str,
    strength: Callable[[float], float],
    steps: Iterable[float],
    *,
    share: float = 1.0,
) -> QBrush:
    """A radial gradient of one colour whose opacity is a share of a function of the distance in radii (0 to 1)."""
    gradient = QRadialGradient(centre, radius)
    for step in steps:
        gradient.setColorAt(step, faded(colour, share * strength(step)))
    return QBrush(gradient)


def _steps(start: float, count: int) -> list[float]:
    return [start + (1 - start) * step / count for step in range(count + 1)]


def draw_ground(painter: QPainter, rect: QRectF, view: Look, style: MapStyle) -> None:
    """What lies under the map: the ground of the window, the atmosphere or the shadow, and the water."""
    if isinstance(view, FlatView):
        draw_flat_ground(painter, rect, view, style)
        return
    centre, radius = QPointF(view.x, view.y), view.radius
    ground = QRadialGradient(rect.center(), math.hypot(rect.width(), rect.height()) / 2)
    ground.setColorAt(0, QColor(style.background[0]))
    ground.setColorAt(1, QColor(style.background[1]))
    painter.fillRect(rect, QBrush(ground))
    if visible(style.atmosphere):
        _draw_atmosphere(painter, centre, radius, style)
    if visible(style.shadow):
        reach = 1.16
        brush = _profile(
            centre + QPointF(0.018 * radius, 0.05 * radius),
            reach * radius,
            style.shadow,
            lambda part: 1 - smoothstep(0.88, reach, part * reach),
            _steps(0.7, 24),
        )
        painter.fillRect(rect, brush)
    water = QRadialGradient(centre + QPointF(LIGHT[0] * radius, LIGHT[1] * radius), 1.55 * radius)
    for part, colour in style.ocean:
        water.setColorAt(part, QColor(colour))
    _fill_disc(painter, centre, radius, QBrush(water))


def _draw_atmosphere(painter: QPainter, centre: QPointF, radius: float, style: MapStyle) -> None:
    """Light scattered round the globe: a bright line and a soft glow, stronger on the side of the light."""
    reach = 1 + GLOW

    def glow(part: float) -> float:
        height = part * reach - 1
        if height < 0:
            return 1.0
        return (0.62 * math.exp(-height / 0.018) + 0.38 * math.exp(-height / 0.075)) * (
            1 - smoothstep(0.6 * GLOW, GLOW, height)
        )

    steps = [0.0, *_steps(1 / reach, 40)]
    for shift, share in ((0.0, 0.5), (0.035, 0.6)):
        middle = centre + QPointF(LIGHT[0] * shift * radius, LIGHT[1] * shift * radius)
        brush = _profile(middle, reach * radius, style.atmosphere, glow, steps, share=share)
        _fill_disc(painter, middle, reach * radius, brush)


def draw_light(painter: QPainter, view: Look, style: MapStyle) -> None:
    """What lies over the map and makes it round: the gleam, the darker limb, the lit rim."""
    if isinstance(view, FlatView):
        draw_flat_light(painter, view, style)
        return
    centre, radius = QPointF(view.x, view.y), view.radius
    light = QPointF(LIGHT[0] * 0.95 * radius, LIGHT[1] * 0.95 * radius)
    if visible(style.limb):
        brush = _profile(
            centre,
            radius,
            style.limb,
            lambda part: min(1.0, part**9 + 0.25 * smoothstep(0.55, 1, part)),
            [0.0, *_steps(0.5, 24)],
        )
        _fill_disc(painter, centre, radius, brush)
    if visible(style.gleam):
        brush = _profile(
            centre + light, 0.9 * radius, style.gleam, lambda part: math.exp(-((part * 0.9) ** 2) / 0.10), _steps(0, 24)
        )
        _fill_disc(painter, centre, radius, brush)
    if visible(style.rim):
        for shift, share in ((0.0, 0.35), (0.022, 0.65)):  # the second reaches the limb on the lit side only
            middle = centre - QPointF(LIGHT[0] * shift * radius, LIGHT[1] * shift * radius)
            far = radius * (1 + shift * math.hypot(*LIGHT))
            brush = _profile(middle, far, style.rim, lambda part: part**28, [0.0, *_steps(0.8, 24)], share=share)
            _fill_disc(painter, centre, radius, brush)


def _fill_disc(painter: QPainter, centre: QPointF, radius: float, brush: QBrush) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawEllipse(centre, radius, radius)


def draw_night(painter: QPainter, rect: QRectF, view: Look, style: MapStyle, sun: tuple[float, float]) -> None:
    """Darken the side away from the sun, softly. Imports numpy."""
    if isinstance(view, FlatView):
        draw_flat_night(painter, rect, view, style, sun)
        return
    if not visible(style.night):
        return
    rows = view.axes()
    toward = unit(*sun)
    sun_here = (dot(rows[0], toward), dot(rows[1], toward), dot(rows[2], toward))
    disc = QRectF(view.x - view.radius, view.y - view.radius, 2 * view.radius, 2 * view.radius)
    margin = disc.width() * 2 / NIGHT_SIDE
    seen = disc.adjusted(-margin, -margin, margin, margin).intersected(rect.adjusted(-8, -8, 8, 8))
    if seen.isEmpty():
        return
    zoom = 2 * view.radius / min(rect.width(), rect.height())
    near = 1 - 0.6 * smoothstep(2, 6, zoom)  # close by, the colours of the countries matter more
    image, dark = _night_image(seen, view, sun_here, faded(style.night, near))
    if dark.isEmpty():
        return
    scale = QTransform(seen.width() / NIGHT_SIDE, 0, 0, seen.height() / NIGHT_SIDE, seen.x(), seen.y())
    brush = QBrush(image)
    brush.setTransform(scale)
    painter.save()
    painter.setClipRect(scale.mapRect(dark))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    _fill_disc(painter, QPointF(view.x, view.y), view.radius, brush)
    painter.restore()


def _night_image(seen: QRectF, view: View, sun: tuple[float, float, float], colour: QColor) -> tuple[QImage, QRectF]:
    """The night over a part of the plane, and the part of the image that is not clear."""
    import numpy as np  # noqa: PLC0415  # slow: never before the first paint

    steps = (np.arange(NIGHT_SIDE, dtype=np.float32) + 0.5) / NIGHT_SIDE
    x = (seen.x() - view.x + steps * seen.width()) / view.radius
    y = (view.y - seen.y() - steps * seen.height())[:, None] / view.radius
    square = x * x + y * y
    z = np.sqrt(np.clip(1 - square, 0, 1))
    height = (x * sun[0] + y * sun[1]) / np.sqrt(np.maximum(square, 1)) + z * sun[2]
    part = np.clip((height - DUSK[0]) / (DUSK[1] - DUSK[0]), 0, 1)
    alpha = colour.alphaF() * (1 - part * part * (3 - 2 * part))
    seen_dark = alpha > 1 / 512
    columns, rows = np.flatnonzero(seen_dark.any(axis=0)), np.flatnonzero(seen_dark.any(axis=1))
    if len(rows) == 0:
        return QImage(), QRectF()
    pixels = np.empty((NIGHT_SIDE, NIGHT_SIDE, 4), np.uint8)
    for channel, value in enumerate((colour.blueF(), colour.greenF(), colour.redF(), 1.0)):
        pixels[..., channel] = alpha * (255 * value) + dither()
    image = QImage(pixels.tobytes(), NIGHT_SIDE, NIGHT_SIDE, NIGHT_SIDE * 4, QImage.Format.Format_ARGB32_Premultiplied)
    left, top = float(columns[0]) - 1, float(rows[0]) - 1
    dark = QRectF(left, top, float(columns[-1]) + 2 - left, float(rows[-1]) + 2 - top)
    return image.copy(), dark  # a copy has its own memory: the bytes above are gone at the end of this function


class Layers:
    """Ground and light as pixmaps, made again when the globe's size, place or look changed."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._ground = QPixmap()
        self._light = QPixmap()

    def draw_ground(self, painter: QPainter, rect: QRectF, view: Look, style: MapStyle) -> None:
        self._refresh(painter, rect, view, style)
        painter.drawPixmap(rect.topLeft(), self._ground)

    def draw_light(self, painter: QPainter, rect: QRectF, view: Look, style: MapStyle) -> None:
        self._refresh(painter, rect, view, style)
        painter.drawPixmap(rect.topLeft(), self._light)

    def _refresh(self, painter: QPainter, rect: QRectF, view: Look, style: MapStyle) -> None:
        scale = painter.device().devicePixelRatio()
        shape = (view.lift, view.flatness) if isinstance(view, FlatView) else ()
        key = (rect.width(), rect.height(), view.x, view.y, view.radius, style.name, scale, shape)
        if key == self._key:
            return
        self._key = key
        self._ground, self._light = _pixmap(rect, scale), _pixmap(rect, scale)
        self._light.fill(Qt.GlobalColor.transparent)  # the ground is opaque, and copied quicker for it
        below = QPainter(self._ground)
        draw_ground(below, rect, view, style)
        below.end()
        above = QPainter(self._light)
        draw_light(above, view, style)
        above.end()


def _pixmap(rect: QRectF, scale: float) -> QPixmap:
    pixmap = QPixmap(math.ceil(rect.width() * scale), math.ceil(rect.height() * scale))
    pixmap.setDevicePixelRatio(scale)
    return pixmap
