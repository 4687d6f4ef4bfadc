"""Writes the names of countries on the map. GUI thread only."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.chart import Chart
from desktop_app.ui.map.hit import RING
from desktop_app.ui.map.labels import FADE, Area, Candidate, beside, centred, fade, placed
from desktop_app.ui.map.lettering import Hand, Lettering
from desktop_app.ui.map.reticle import RETICLE
from desktop_app.ui.map.sheet import Sheet
from desktop_app.ui.map.sights import Sight
from desktop_app.ui.map.style import MapStyle
from desktop_app.ui.map.subject import Shot, Subject

SMALL_NAMES = 2.2  # zoom from which small countries have their names beside them
BESIDE = 20.0  # pixels of radius of an island: a name beside a larger one would seem lost in the sea
NAMES_EVERY = 6  # frames of motion
NAMES_A_PART = 8  # of a picture that is drawn in parts
EDGE = 5.0  # pixels between names and the widget's edge


class Names:
    """Keeps where names stood, so that they stay with their countries while the globe moves."""

    def __init__(self) -> None:
        self._lettering = Lettering()
        # names of the last frame, and how far from their label points: they keep their place before others
        self._carried: dict[CountryCode, tuple[float, float]] = {}
        self._sheet = Sheet()  # of the last draft: a name is dear, and drafts of a view follow each other in a sync
        self._frame = 0

    def set_font(self, font: QFont) -> None:
        """The family of the names."""
        self._lettering.set_font(font)
        self._sheet.forget()

    def parts(
        self,
        painter: QPainter,
        shot: Shot,
        chart: Chart,
        subject: Subject,
        *,
        rings: frozenset[CountryCode],
        sights: Sequence[Sight],
    ) -> Iterator[None]:
        """The names; on one sheet for all drafts of a view.

        A name is many calls of Qt, and each of them gives the interpreter to a thread that computes, if there is one.
        """
        write = partial(self._write, shot=shot, chart=chart, subject=subject, rings=rings, sights=sights)
        if not shot.draft:
            self._sheet.forget()
            yield from write(painter)
            return
        key = (shot.view, subject.style.name, subject.selected)
        yield from self._sheet.draw(painter, shot.rect, key, write)

    def _write(
        self,
        painter: QPainter,
        *,
        shot: Shot,
        chart: Chart,
        subject: Subject,
        rings: frozenset[CountryCode],
        sights: Sequence[Sight],
    ) -> Iterator[None]:
        common, chosen = _hands(shot, subject.style)
        depths: dict[CountryCode, float] = {}
        self._frame += 1
        is_carried = shot.moving and self._frame % NAMES_EVERY != 0 and len(self._carried) > 0
        if is_carried:
            self._carry(painter, subject, common, sights)
            sights = [sight for sight in sights if sight[0] == subject.selected]
        candidates: list[Candidate] = []
        for code, x, y, depth in sights:
            if depth < FADE[0] or (shot.draft and code not in self._carried):  # finding new names a place is dear
                continue
            hand = chosen if code == subject.selected else common
            areas = self._areas(code, (x, y), hand, shot=shot, chart=chart, subject=subject, is_ring=code in rings)
            if areas:
                depths[code] = 1.0 if hand is chosen else fade(depth)
                worth = subject.class_of(code) * 0.6 + math.log2(max(1.0, chart.reach(code) * shot.view.radius))
                rank = (0 if hand is chosen else 1, 0 if code in self._carried else 1, -worth)
                candidates.append(Candidate(code, rank, areas))
        yield
        found = placed(candidates, *_room(shot.rect, subject))
        if not is_carried:
            at = {code: (x, y) for code, x, y, _ in sights if code in found}
            self._carried = {code: (area.x - at[code][0], area.y - at[code][1]) for code, area in found.items()}
        yield
        # halos may meet: which lies over which is not to depend on who found a place first, as that differs by time
        in_order = sorted(found.items(), key=lambda one: (one[0] == subject.selected, one[0]))
        for number, (code, area) in enumerate(in_order):
            if number % NAMES_A_PART == NAMES_A_PART - 1:
                yield
            hand = chosen if code == subject.selected else common
            name = subject.countries[code].name
            self._lettering.draw(painter, QPointF(area.x, area.y), name, hand, depths[code])

    def _carry(self, painter: QPainter, subject: Subject, hand: Hand, sights: Sequence[Sight]) -> None:
        """The names of the last frame go with their countries, but for the selected one's.

        Whether they have room, and which others have, is looked at only now and then: that is dear.
        """
        for code, x, y, depth in sights:
            off = self._carried.get(code)
            if off is not None and depth >= FADE[0] and code != subject.selected:
                at = QPointF(round(x + off[0]), round(y + off[1]))  # whole pixels, so that letters stay sharp
                self._lettering.draw(painter, at, subject.countries[code].name, hand, fade(depth))

    def _areas(
        self,
        code: CountryCode,
        at: tuple[float, float],
        hand: Hand,
        *,
        shot: Shot,
        chart: Chart,
        subject: Subject,
        is_ring: bool,
    ) -> tuple[Area, ...]:
        """Where a country's name may stand; nowhere when the country is too small for it."""
        radius = chart.reach(code) * shot.view.radius
        width, height = self._lettering.size(subject.countries[code].name, hand)
        if code == subject.selected:
            return _selected_areas(shot.rect, at, width, height, RING if is_ring else 0.0)
        if width <= 2.2 * radius + 6:
            return centred(*at, width, height)
        if shot.zoom >= SMALL_NAMES and (is_ring or (radius < BESIDE and chart.is_island(code))):
            return beside(*at, width, height, RING if is_ring else radius)
        return ()


def _hands(shot: Shot, style: MapStyle) -> tuple[Hand, Hand]:
    """How names are written, and that of the selected country."""
    common = Hand(11 if shot.zoom < 3 else 12, QFont.Weight.Medium, style.label, style.label_halo)
    return common, Hand(14, QFont.Weight.DemiBold, style.selection_label, style.selection_label_halo)


def _room(rect: QRectF, subject: Subject) -> tuple[tuple[Area, Area], Area]:
    """What names keep clear of, and within what they stay."""
    centre = rect.center()
    reticle = Area(centre.x() - RETICLE, centre.y() - RETICLE, 2 * RETICLE, 2 * RETICLE)
    bounds = Area(rect.x() + EDGE - 1, rect.y() + EDGE - 1, rect.width() - 2 * EDGE + 2, rect.height() - 2 * EDGE + 2)
    return (subject.legend.area(rect.width(), rect.height()), reticle), bounds


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
