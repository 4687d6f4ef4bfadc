"""Lines over the globe from those who tell a story to the country that it is about. GUI thread only."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop_app.ui.map.flat import FlatView, Look
from desktop_app.ui.map.projection import Vector, angle, slerp
from desktop_app.ui.map.shades import faded
from desktop_app.ui.map.style import MapStyle

Arc = tuple[Vector, Vector]  # teller and told, as unit vectors
STEPS = 48
PARTS = 6  # of an arc, each stronger than the one before: so one sees where it leads
STRENGTH = (0.28, 0.95)
LIFT = 0.34  # radii above the ground, for an arc half round the Earth


def heights(arc: Arc) -> Iterator[Vector]:
    """Points along the great circle, above the ground in its middle: the farther, the higher."""
    high = LIFT * math.sin(math.radians(angle(*arc)) / 2)
    for step in range(STEPS + 1):
        part = step / STEPS
        up = 1 + high * math.sin(math.pi * part)
        x, y, z = slerp(*arc, part)
        yield x * up, y * up, z * up


def runs(arc: Arc, view: Look) -> Iterator[tuple[float, list[tuple[float, float]]]]:
    """The parts of the arc that can be seen on the screen, and how far along each begins (0 to 1)."""
    seen, flat = view.seer(), isinstance(view, FlatView)
    before: tuple[float, float] | None = None
    run: list[tuple[float, float]] = []
    begun = 0.0
    for step, point in enumerate(heights(arc)):
        x, y, depth = seen(point)
        in_sight = depth > 0 or (not flat and math.hypot(x - view.x, y - view.y) > view.radius)
        jumps = flat and before is not None and abs(x - before[0]) > view.radius
        before = (x, y)
        if not in_sight or jumps:
            if len(run) > 1:
                yield begun, run
            run = []
        if in_sight:
            if not run:
                begun = step / STEPS
            run.append((x, y))
            if len(run) > STEPS // PARTS:
                yield begun, run
                run, begun = run[-1:], step / STEPS
    if len(run) > 1:
        yield begun, run


def draw_arcs(painter: QPainter, arcs: Iterable[Arc], view: Look, style: MapStyle) -> None:
    """All arcs, with a dot at each teller and a ring of light where they lead to."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ends: set[Vector] = set()
    for arc in arcs:
        for begun, run in runs(arc, view):
            path = QPainterPath(QPointF(*run[0]))
            for x, y in run[1:]:
                path.lineTo(x, y)
            strength = STRENGTH[0] + (STRENGTH[1] - STRENGTH[0]) * begun
            painter.strokePath(path, QPen(faded(style.arc_halo, strength), 3.2))
            painter.strokePath(path, QPen(faded(style.arc, strength), 1.4))
        _dot(painter, arc[0], view, style, 2.2)
        ends.add(arc[1])
    for end in ends:
        _dot(painter, end, view, style, 4.0)


def _dot(painter: QPainter, place: Vector, view: Look, style: MapStyle, radius: float) -> None:
    x, y, depth = view.seen(place)
    if depth <= 0:
        return
    painter.setPen(QPen(QColor(style.arc_halo), 1.2))
    painter.setBrush(QColor(style.arc))
    painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
