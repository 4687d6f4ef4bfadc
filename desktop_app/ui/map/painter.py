"""Draws a frame of the globe: ground, land, lines, light, names. GUI thread only."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from desktop_app.model.country import Country, CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.ui.map.arcs import Arc, draw_arcs
from desktop_app.ui.map.camera import DISC
from desktop_app.ui.map.chart import DISPUTED, HATCHED, Chart, numbers_of
from desktop_app.ui.map.disputed import HELD
from desktop_app.ui.map.flat import Look
from desktop_app.ui.map.geometry import Line, graticule
from desktop_app.ui.map.hit import RING, Marker
from desktop_app.ui.map.labels import FADE, Area, Candidate, beside, centred, fade, placed
from desktop_app.ui.map.layer import Layer, Palette
from desktop_app.ui.map.legend import Legend
from desktop_app.ui.map.lettering import Hand, Lettering
from desktop_app.ui.map.night import draw_night
from desktop_app.ui.map.patterns import HATCH, has_pattern, pattern
from desktop_app.ui.map.projection import Vector
from desktop_app.ui.map.reticle import RETICLE
from desktop_app.ui.map.scene import Box, line_path
from desktop_app.ui.map.shades import faded
from desktop_app.ui.map.shading import Layers
from desktop_app.ui.map.sheet import Sheet
from desktop_app.ui.map.sights import Sight, Sights
from desktop_app.ui.map.style import MapStyle

SMALL = 3.5  # pixels of radius: a country that looks smaller gets a ring
SMALL_NAMES = 2.2  # zoom from which small countries have their names beside them
BESIDE = 20.0  # pixels of radius of an island: a name beside a larger one would seem lost in the sea
CROWDED = 11.0  # rings nearer to each other than this become dots
NAMES_EVERY = 6  # frames of motion
NAMES_A_PART = 8  # of a picture that is drawn in parts
EDGE = 5.0  # pixels between names and the widget's edge
GLOW = ((14.0, 0.055), (9.0, 0.085), (5.0, 0.16))  # widths and strengths of the strokes round the selection
MARGIN = 8.0  # pixels round the widget that are drawn too
SMALLEST_AREA = 6.0  # pixels of radius: a smaller disputed area would be a smudge
SMALLEST = (0.5, 1.5)  # pixels of radius: what is smaller is left out, drawn well and quickly
SMALLEST_FILLED = 2.2  # pixels of radius, in motion: of smaller islands the coast alone is as good a speck


class Mark(Enum):
    """How a country too small for its outline is drawn."""

    RING = auto()
    QUIET_RING = auto()  # no news there
    DOT = auto()  # where rings would cover one another
    SELECTED = auto()


@frozen
class Shot:
    """From where, how large, and with how much care a frame is drawn."""

    rect: QRectF
    view: Look
    moving: bool = False
    coarse: bool = False
    draft: bool = False  # at rest, with the outlines of motion: a quarter of the work

    @property
    def zoom(self) -> float:
        """1 when the whole globe just fills the rect."""
        return self.view.radius / (DISC * min(self.rect.width(), self.rect.height()))

    @property
    def box(self) -> Box:
        return self.box_of(SMALLEST[self.moving or self.draft])

    def box_of(self, smallest: float) -> Box:
        """What is shown, without what is smaller than so many pixels of radius."""
        rect = self.rect
        return Box(rect.left() - MARGIN, rect.top() - MARGIN, rect.right() + MARGIN, rect.bottom() + MARGIN, smallest)


@frozen
class Subject:
    """What there is to draw, apart from where one looks from."""

    style: MapStyle
    layer: Layer
    legend: Legend
    countries: Mapping[CountryCode, Country]
    places: Mapping[CountryCode, Vector]  # their label points
    selected: CountryCode | None
    sun: tuple[float, float]
    arcs: tuple[Arc, ...] = ()
    is_inset: bool = False  # a small picture beside a text: names and rings only of what the layer paints, no night

    def is_shown(self, code: CountryCode) -> bool:
        """Whether a country has a name and, if it is small, a ring."""
        return not self.is_inset or self.class_of(code) > 0

    def class_of(self, code: CountryCode) -> int:
        return self.layer.classes.get(code, 0)

    @property
    def selection(self) -> str:
        """What a selected country is filled with; a take's colour stays, since it says something."""
        return "#00000000" if self.layer.palette is Palette.TAKES else self.style.selection


class MapPainter:
    """Knows how everything looks, and keeps what is dear to make again."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        self._lettering = Lettering()
        self._named: frozenset[CountryCode] = frozenset()  # in the last frame: they keep their place before others
        # of the last draft: a name, or a glow, is dear, and drafts of a view follow each other while a sync runs
        self._name_sheet = Sheet()
        self._selection_sheet = Sheet()
        self._sights = Sights({})
        self._frame = 0
        self._graticule = graticule()
        self._rings: dict[tuple[str, str, Mark, float], QPixmap] = {}

    def set_font(self, font: QFont) -> None:
        """The family of the names."""
        self._lettering.set_font(font)
        self._name_sheet.forget()

    def in_sight(self, subject: Subject, shot: Shot) -> list[Sight]:
        """The countries whose label points can be seen, and that have a name or a ring."""
        if self._sights.places is not subject.places:
            self._sights = Sights(subject.places)
        return self._sights.within(shot.rect, shot.view, subject.is_shown)

    def draw(self, painter: QPainter, shot: Shot, chart: Chart, subject: Subject) -> None:
        """A whole frame, but for what follows the pointer."""
        for _ in self.parts(painter, shot, chart, subject):
            pass

    def parts(self, painter: QPainter, shot: Shot, chart: Chart, subject: Subject) -> Iterator[None]:
        """The same in steps of some milliseconds, between which something else may be done."""
        rect, view, style = shot.rect, shot.view, subject.style
        self._layers.draw_ground(painter, rect, view, style)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        yield
        points, starts = self._graticule
        painter.strokePath(line_path(points, starts, view, shot.box), hairline(style.graticule))
        yield from _land(painter, shot, chart, subject)
        if not subject.is_inset:
            draw_night(painter, rect, view, style, subject.sun)
            yield
        if subject.selected is not None:
            yield from self._draw_selection(painter, shot, chart, subject, subject.selected)
            yield
            if subject.selected in chart.disputed.covered_by:
                draw_areas(painter, shot, chart, subject, over=subject.selected)
        self._layers.draw_light(painter, rect, view, style)
        yield
        sights = self.in_sight(subject, shot)
        markers = find_markers(chart, subject, shot, sights)
        self._draw_markers(painter, markers, subject)
        yield
        if subject.arcs:
            draw_arcs(painter, subject.arcs, view, style)
            yield
        rings = {one.code for one in markers if one.ring}
        write = partial(self._write_names, shot=shot, chart=chart, subject=subject, rings=rings, sights=sights)
        yield from self._names(painter, shot, subject, write)
        subject.legend.draw(painter, rect.width(), rect.height(), style)

    def _draw_selection(
        self, painter: QPainter, shot: Shot, chart: Chart, subject: Subject, code: CountryCode
    ) -> Iterator[None]:
        """Lift the selected country: glow, colour, a light line. While moving only colour and a hairline."""
        style = subject.style
        fine, fine_atlas = chart.scene(
            shot.zoom, shot.view.radius, moving=shot.moving or shot.draft, coarse=shot.coarse
        )
        exact = fine.territory(numbers_of(fine_atlas, code), shot.view, shot.box)
        if exact.isEmpty():
            return
        if shot.moving:
            painter.fillPath(exact, QColor(subject.selection))
            painter.strokePath(exact, hairline(style.selection_line))
        elif shot.draft:
            margin = max(width for width, _ in GLOW)
            area = (
                exact.boundingRect().adjusted(-margin, -margin, margin, margin).intersected(shot.rect).toAlignedRect()
            )
            if area.isEmpty():
                return
            key = (shot.view, style.name, code, subject.selection)
            draw = partial(_lift, exact=exact, outline=exact, subject=subject)
            yield from self._selection_sheet.draw(painter, QRectF(area), key, draw)
        else:
            self._selection_sheet.forget()
            quick, atlas = chart.quick_scene(shot.zoom, shot.view.radius)
            outline = quick.territory(numbers_of(atlas, code), shot.view, shot.box)
            yield from _lift(painter, exact=exact, outline=outline, subject=subject)

    def _draw_markers(self, painter: QPainter, markers: list[Marker], subject: Subject) -> None:
        scale = painter.device().devicePixelRatio()
        crowd = Crowd()
        for marker in markers:
            if not marker.ring:
                continue
            kind = subject.class_of(marker.code)
            colour = subject.style.colours(subject.layer.palette)[kind]
            mark = Mark.RING if kind else Mark.QUIET_RING
            if marker.code == subject.selected:
                mark = Mark.SELECTED
            elif not crowd.takes(marker.x, marker.y):
                mark = Mark.DOT
            key = subject.style.name, colour, mark, scale
            if key not in self._rings:
                self._rings[key] = ring_picture(colour, subject.style, mark, scale)
            painter.drawPixmap(QPointF(marker.x - RING - 2, marker.y - RING - 2), self._rings[key])

    @staticmethod
    def draw_hover(painter: QPainter, shot: Shot, chart: Chart, subject: Subject, code: CountryCode) -> None:
        """Light up the country under the pointer."""
        place, style = subject.places.get(code), subject.style
        scene, atlas = chart.quick_scene(shot.zoom, shot.view.radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if place is not None and chart.reach(code) * shot.view.radius < SMALL:
            x, y, _ = shot.view.seen(place)
            painter.setPen(QPen(QColor(style.ring), 1.5))
            painter.setBrush(QColor(style.hover))
            painter.drawEllipse(QPointF(x, y), RING + 1.5, RING + 1.5)
            return
        painter.fillPath(scene.territory(numbers_of(atlas, code), shot.view, shot.box), QColor(style.hover))

    def _names(
        self, painter: QPainter, shot: Shot, subject: Subject, write: Callable[[QPainter], Iterator[None]]
    ) -> Iterator[None]:
        """The names; on one sheet for all drafts of a view.

        A name is many calls of Qt, and each of them gives the interpreter to a thread that computes, if there is one.
        """
        if not shot.draft:
            self._name_sheet.forget()
            yield from write(painter)
            return
        key = (shot.view, subject.style.name, subject.selected)
        yield from self._name_sheet.draw(painter, shot.rect, key, write)

    def _write_names(
        self,
        painter: QPainter,
        *,
        shot: Shot,
        chart: Chart,
        subject: Subject,
        rings: set[CountryCode],
        sights: Sequence[Sight],
    ) -> Iterator[None]:
        rect, view, style = shot.rect, shot.view, subject.style
        common = Hand(11 if shot.zoom < 3 else 12, QFont.Weight.Medium, style.label, style.label_halo)
        chosen = Hand(14, QFont.Weight.DemiBold, style.selection_label, style.selection_label_halo)
        candidates: list[Candidate] = []
        depths: dict[CountryCode, float] = {}
        # while moving, new names come only now and then, and in a draft none: finding them places is dear
        self._frame += 1
        only_named = shot.draft or (shot.moving and self._frame % NAMES_EVERY != 0)
        for code, x, y, depth in sights:
            if depth < FADE[0] or (only_named and code not in self._named):
                continue
            name = subject.countries[code].name
            selected = code == subject.selected
            radius = chart.reach(code) * view.radius
            width, height = self._lettering.size(name, chosen if selected else common)
            areas: tuple[Area, ...]
            if selected:
                areas = _selected_areas(rect, (x, y), width, height, RING if code in rings else 0.0)
            elif width <= 2.2 * radius + 6:
                areas = centred(x, y, width, height)
            elif shot.zoom >= SMALL_NAMES and (code in rings or (radius < BESIDE and chart.is_island(code))):
                areas = beside(x, y, width, height, RING if code in rings else radius)
            else:
                continue
            depths[code] = 1.0 if selected else fade(depth)
            worth = subject.class_of(code) * 0.6 + math.log2(max(1.0, radius))
            candidates.append(Candidate(code, (0 if selected else 1, 0 if code in self._named else 1, -worth), areas))
        centre = rect.center()
        reticle = Area(centre.x() - RETICLE, centre.y() - RETICLE, 2 * RETICLE, 2 * RETICLE)
        bounds = Area(
            rect.x() + EDGE - 1, rect.y() + EDGE - 1, rect.width() - 2 * EDGE + 2, rect.height() - 2 * EDGE + 2
        )
        yield
        found = placed(candidates, (subject.legend.area(rect.width(), rect.height()), reticle), bounds)
        self._named = frozenset(found)
        yield
        for number, (code, area) in enumerate(found.items()):
            if number % NAMES_A_PART == NAMES_A_PART - 1:
                yield
            hand = chosen if code == subject.selected else common
            name = subject.countries[code].name
            self._lettering.draw(painter, QPointF(area.x, area.y), name, hand, depths[code])


def _selected_areas(
    rect: QRectF, at: tuple[float, float], width: float, height: float, ring: float
) -> tuple[Area, ...]:
    """On the country; below or above the reticle when that is in the way."""
    centre = rect.center()
    if math.hypot(at[0] - centre.x(), at[1] - centre.y()) < RETICLE + width / 2:
        left, off = round(centre.x() - width / 2), RETICLE + 5
        return Area(left, round(centre.y() + off), width, height), Area(
            left, round(centre.y() - off - height), width, height
        )
    if ring:
        return beside(*at, width, height, ring)
    left = round(max(rect.left() + EDGE, min(rect.right() - EDGE - width, at[0] - width / 2)))
    top = round(max(rect.top() + EDGE, min(rect.bottom() - EDGE - height, at[1] - height / 2)))
    own = Area(left, top, width, height)
    return own, *beside(left + width / 2, top + height / 2, width, height, RING)  # beside it when the reticle is there


def find_markers(chart: Chart, subject: Subject, shot: Shot, sights: Iterable[Sight]) -> list[Marker]:
    """The small ones of the countries in sight: the selected one first, then the busiest."""
    found: list[Marker] = []
    for code, x, y, _ in sights:
        radius = chart.reach(code) * shot.view.radius
        if radius <= RING * 1.6:
            found.append(Marker(code, x, y, ring=radius < SMALL))
    return sorted(found, key=lambda one: (one.code != subject.selected, -subject.class_of(one.code), one.code))


def hairline(colour: str) -> QPen:
    """A line of one pixel of the device: Qt's quick way; anything wider takes twenty times longer."""
    pen = QPen(QColor(colour), 1.0)
    pen.setCosmetic(True)
    return pen


def _land(painter: QPainter, shot: Shot, chart: Chart, subject: Subject) -> Iterator[None]:
    style, palette = subject.style, subject.layer.palette
    colours = [QColor(colour) for colour in (*style.colours(palette), style.neutral, style.neutral)]
    scale = painter.device().devicePixelRatio()
    is_quick = shot.moving or shot.draft
    scene, _ = chart.scene(shot.zoom, shot.view.radius, moving=is_quick, coarse=shot.coarse)
    yield
    land = scene.land(shot.view, shot.box_of(SMALLEST_FILLED) if shot.moving else shot.box)
    yield
    # the lines over the edges are smooth; smooth fills under them would take a third of a moving frame
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not shot.moving)
    for kind, path in land:
        plain = kind % HATCHED
        painter.fillPath(path, colours[plain])
        if has_pattern(palette, plain):
            painter.fillPath(path, pattern(plain, style.on_takes, scale))
        if kind == DISPUTED or kind >= HATCHED:
            painter.fillPath(path, pattern(HATCH, style.hatch, scale))
        yield
    draw_areas(painter, shot, chart, subject)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    yield
    if shot.moving:  # dashes would be dear, and swim: all borders are one kind
        coasts, borders = scene.moving_lines(shot.view, shot.box)
        painter.strokePath(borders, hairline(style.border))
        painter.strokePath(coasts, hairline(style.coast))
        return
    for line, colour in ((Line.BORDER, style.border), (Line.COAST, style.coast)):
        lines = scene.lines(line, shot.view, shot.box)
        yield
        painter.strokePath(lines, hairline(colour))
        yield
    for one, box in ((scene, shot.box), (chart.areas(shot.zoom, moving=is_quick), shot.box_of(SMALLEST_AREA))):
        _dash(painter, one.lines(Line.DISPUTED, shot.view, box), style)
        yield


def _dash(painter: QPainter, lines: QPainterPath, style: MapStyle) -> None:
    """Borders that not all recognise."""
    painter.strokePath(lines, QPen(QColor(style.neutral), 2.5))  # over the line of who holds the ground
    pen = QPen(QColor(style.dash), 1.2)
    pen.setDashPattern([3, 2.5])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.strokePath(lines, pen)


def draw_areas(
    painter: QPainter, shot: Shot, chart: Chart, subject: Subject, *, over: CountryCode | None = None
) -> None:
    """Hatch disputed areas, and give those their own ground that do not count as their holder's; or only those that
    the outline of a selected country covers."""
    style, disputed = subject.style, chart.disputed
    scale = painter.device().devicePixelRatio()
    scene = chart.areas(shot.zoom, moving=shot.moving or shot.draft)
    for number, path in scene.land(shot.view, shot.box_of(SMALLEST_AREA)):
        area, owner = disputed.areas[number], disputed.owner(number)
        if over is not None and (area.ground == HELD or over not in {*area.held_by, owner}):
            continue
        if area.ground != HELD:
            colour = style.neutral if owner is None else style.colours(subject.layer.palette)[subject.class_of(owner)]
            if over is not None and owner == over:
                colour = subject.selection
            painter.fillPath(path, QColor(colour))
        painter.fillPath(path, pattern(HATCH, style.hatch, scale))


def _lift(painter: QPainter, *, exact: QPainterPath, outline: QPainterPath, subject: Subject) -> Iterator[None]:
    """A selected country's glow, colour and line; wide lines follow an outline of less detail."""
    style = subject.style
    for width, strength in GLOW:
        painter.strokePath(outline, _round_pen(faded(style.selection_glow, strength), width))
        yield
    painter.fillPath(exact, QColor(subject.selection))
    painter.strokePath(outline, _round_pen(QColor(style.selection_line), 1.4))


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


def ring_picture(colour: str, style: MapStyle, mark: Mark, scale: float) -> QPixmap:
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


def _round_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
