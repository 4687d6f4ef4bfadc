"""The globe without its map: ground, water, atmosphere and light.

They are made of Qt's gradients, so that they can be painted before numpy is imported. They cost some milliseconds
together, so they are kept as pixmaps while the globe keeps its size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap, QRadialGradient

from desktop_app.ui.map.flat import FlatView, Look
from desktop_app.ui.map.flat_shading import FlatLayers, draw_background
from desktop_app.ui.map.projection import View
from desktop_app.ui.map.shades import blank, drawn, faded, smoothstep, visible
from desktop_app.ui.map.style import MapStyle

LIGHT = (-0.38, -0.46)  # where the light falls on the disc, in radii right and down of its middle
GLOW = 0.22  # radii that the atmosphere reaches outward


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


def draw_ground(painter: QPainter, rect: QRectF, view: View, style: MapStyle) -> None:
    """What lies under the map: the ground of the window, the atmosphere or the shadow, and the water."""
    centre, radius = QPointF(view.x, view.y), view.radius
    draw_background(painter, rect, style)
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


def draw_light(painter: QPainter, view: View, style: MapStyle) -> None:
    """What lies over the map and makes it round: the gleam, the darker limb, the lit rim."""
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


class Layers:
    """Ground and light as pixmaps, made again when the globe's size, place or look changed."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._ground = QPixmap()
        self._light = QPixmap()  # as large as the disc
        self._lit = QRectF()
        self._flat = FlatLayers()

    def draw_ground(self, painter: QPainter, rect: QRectF, view: Look, style: MapStyle) -> None:
        if isinstance(view, FlatView):
            if view.flatness == 1:  # the globe is not about to come back
                self._forget_globe()
            self._flat.draw_ground(painter, rect, view, style)
            return
        self._refresh(painter, rect, view, style)
        painter.drawPixmap(rect.topLeft(), self._ground)

    def draw_light(self, painter: QPainter, rect: QRectF, view: Look, style: MapStyle) -> None:
        if isinstance(view, FlatView):
            self._flat.draw_light(painter, view, style)
            return
        self._refresh(painter, rect, view, style)
        painter.drawPixmap(self._lit.topLeft(), self._light)

    def _refresh(self, painter: QPainter, rect: QRectF, view: View, style: MapStyle) -> None:
        scale = painter.device().devicePixelRatio()
        key = (rect.width(), rect.height(), view.x, view.y, view.radius, style.name, style.background, scale)
        if key == self._key:
            return
        self._key = key
        self._flat.forget()
        # the ground is opaque, and copied quicker for it
        self._ground = drawn(blank(rect, scale), lambda painter: draw_ground(painter, rect, view, style))
        disc = QRectF(view.x - view.radius, view.y - view.radius, 2 * view.radius, 2 * view.radius)
        self._lit = QRectF(disc.intersected(rect).toAlignedRect())
        light = blank(self._lit, scale)
        light.fill(Qt.GlobalColor.transparent)
        self._light = drawn(light, lambda painter: self._draw_light(painter, view, style))

    def _draw_light(self, painter: QPainter, view: View, style: MapStyle) -> None:
        painter.translate(-self._lit.topLeft())
        draw_light(painter, view, style)

    def _forget_globe(self) -> None:
        self._key = ()
        self._ground = self._light = QPixmap()
