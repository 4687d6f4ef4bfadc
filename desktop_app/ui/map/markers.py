"""The marks of countries too small for their outline, and which countries those are. GUI thread only.

Importing this module imports numpy: do it after the first paint.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.chart import Chart
from desktop_app.ui.map.hit import RING, Marker
from desktop_app.ui.map.shades import faded
from desktop_app.ui.map.sights import Sight
from desktop_app.ui.map.style import MapStyle
from desktop_app.ui.map.subject import Shot, Subject

SMALL = 3.5  # pixels of radius: a country that looks smaller gets a ring
CROWDED = 11.0  # rings nearer to each other than this become dots
MARKS_EVERY = 6  # frames of motion


class Mark(Enum):
    """How a country too small for its outline is drawn."""

    RING = auto()
    QUIET_RING = auto()  # no news there
    DOT = auto()  # where rings would cover one another
    SELECTED = auto()


class Markers:
    """Draws the marks, and keeps their pictures. While the globe moves a mark stays what it is for some frames: to see
    which rings crowd each other is dear, and one that changes in every frame flickers."""

    def __init__(self) -> None:
        self._pictures: dict[tuple[str, str, Mark, float], QPixmap] = {}
        self._marks: dict[CountryCode, Mark] = {}
        self._selected: CountryCode | None = None
        self._kept = 0  # for so many frames more

    def draw(
        self, painter: QPainter, shot: Shot, chart: Chart, subject: Subject, sights: Sequence[Sight]
    ) -> frozenset[CountryCode]:
        """Mark the small ones of the countries in sight. Which those are."""
        self._kept -= 1
        if not shot.moving or self._kept < 0 or self._selected != subject.selected:
            self._selected, self._kept = subject.selected, MARKS_EVERY
            self._marks = marks_of(find_markers(chart, subject, shot, sights), subject)
        scale = painter.device().devicePixelRatio()
        colours = subject.style.colours(subject.layer.palette)
        corner = RING + 2
        places = {code: (x, y) for code, x, y, _ in sights if code in self._marks}
        for code, mark in self._marks.items():
            if code not in places:  # gone behind the limb since
                continue
            colour = colours[subject.class_of(code)]
            key = subject.style.name, colour, mark, scale
            if key not in self._pictures:
                self._pictures[key] = _picture(colour, subject.style, mark, scale)
            x, y = places[code]
            painter.drawPixmap(QPointF(x - corner, y - corner), self._pictures[key])
        return frozenset(self._marks)


def find_markers(chart: Chart, subject: Subject, shot: Shot, sights: Iterable[Sight]) -> list[Marker]:
    """The small ones of the countries in sight: the selected one first, then the busiest."""
    found: list[Marker] = []
    for code, x, y, _ in sights:
        radius = chart.reach(code) * shot.view.radius
        if radius <= RING * 1.6:
            found.append(Marker(code, x, y, ring=radius < SMALL))
    return sorted(found, key=lambda one: (one.code != subject.selected, -subject.class_of(one.code), one.code))


def marks_of(markers: Iterable[Marker], subject: Subject) -> dict[CountryCode, Mark]:
    """How each of the smallest is marked: those that come first keep others from having a ring beside them. In the
    order to draw in: a dot after what crowds it."""
    crowd = Crowd()
    marks: dict[CountryCode, Mark] = {}
    for marker in markers:
        if not marker.ring:
            continue
        if marker.code == subject.selected:
            marks[marker.code] = Mark.SELECTED
        elif not crowd.takes(marker.x, marker.y):
            marks[marker.code] = Mark.DOT
        else:
            marks[marker.code] = Mark.RING if subject.class_of(marker.code) else Mark.QUIET_RING
    return marks


class Crowd:
    """Points none of which is too near to another."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def takes(self, x: float, y: float) -> bool:
        """Whether there is room for this one, which it then has."""
        column, row = int(x // CROWDED), int(y // CROWDED)
        for cell in ((column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1)):
            for other_x, other_y in self._cells.get(cell, ()):
                if (other_x - x) ** 2 + (other_y - y) ** 2 < CROWDED**2:
                    return False
        self._cells.setdefault((column, row), []).append((x, y))
        return True


def _picture(colour: str, style: MapStyle, mark: Mark, scale: float) -> QPixmap:
    """A small country's ring, or its dot where rings would cover one another."""
    side = 2 * RING + 4
    pixmap = QPixmap(math.ceil(side * scale), math.ceil(side * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    at = QPointF(side / 2, side / 2)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark is Mark.SELECTED:
        painter.setPen(QPen(QColor(style.selection_line), 1.5))
        painter.setBrush(QColor(style.selection))
        painter.drawEllipse(at, RING, RING)
    elif mark is Mark.DOT:
        painter.setPen(QPen(faded(style.ring, 0.8), 1))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(at, 2, 2)
    else:
        quiet = mark is Mark.QUIET_RING
        painter.setPen(QPen(faded(style.ring, 0.4 if quiet else 0.9), 1))
        painter.setBrush(faded(colour, 0.3))
        painter.drawEllipse(at, RING - 0.5, RING - 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(at, 2 if quiet else 3.5, 2 if quiet else 3.5)
    painter.end()
    return pixmap.copy()  # as names are
