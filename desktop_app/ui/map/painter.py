"""Draws a frame of the globe: ground, land, lines, light, names. GUI thread only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.arcs import draw_arcs
from desktop_app.ui.map.chart import DISPUTED, HATCHED, Chart, numbers_of
from desktop_app.ui.map.disputed import HELD
from desktop_app.ui.map.geometry import Line
from desktop_app.ui.map.hit import RING
from desktop_app.ui.map.markers import SMALL, Markers
from desktop_app.ui.map.names import Names
from desktop_app.ui.map.night import draw_night
from desktop_app.ui.map.patterns import HATCH, has_pattern, pattern
from desktop_app.ui.map.scene import Graticule
from desktop_app.ui.map.shades import faded
from desktop_app.ui.map.shading import Layers
from desktop_app.ui.map.sheet import Sheet
from desktop_app.ui.map.sights import Sight, Sights
from desktop_app.ui.map.style import MapStyle
from desktop_app.ui.map.subject import Shot, Subject

GLOW = ((14.0, 0.055), (9.0, 0.085), (5.0, 0.16))  # widths and strengths of the strokes round the selection
SMALLEST_AREA = 6.0  # pixels of radius: a smaller disputed area would be a smudge
SMALLEST_FILLED = 2.2  # pixels of radius, in motion: of smaller islands the coast alone is as good a speck


class MapPainter:
    """Knows how everything looks, and keeps what is dear to make again."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        self._names = Names()
        # of the last draft: a glow is dear, and drafts of a view follow each other while a sync runs
        self._selection_sheet = Sheet()
        self._sights = Sights({})
        self._graticule = Graticule()
        self._markers = Markers()

    def set_font(self, font: QFont) -> None:
        """The family of the names."""
        self._names.set_font(font)

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
        painter.strokePath(self._graticule.path(view, shot.box), hairline(style.graticule))
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
        rings = self._markers.draw(painter, shot, chart, subject, sights)
        yield
        if subject.arcs:
            draw_arcs(painter, subject.arcs, view, style)
            yield
        yield from self._names.parts(painter, shot, chart, subject, rings=rings, sights=sights)
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


def _round_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
