from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QImage, QPainter

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.chart import Chart
from desktop_app.ui.map.hit import Marker
from desktop_app.ui.map.layer import activity
from desktop_app.ui.map.legend import Legend
from desktop_app.ui.map.markers import CROWDED, MARKS_EVERY, Mark, Markers, marks_of
from desktop_app.ui.map.projection import View
from desktop_app.ui.map.style import INK
from desktop_app.ui.map.subject import Shot, Subject
from tests.ui.map.conftest import MAP

MT, SM, VA, LI = (CountryCode(code) for code in ("MT", "SM", "VA", "LI"))
VIEW = View(12, 42, 200, 200, 176)


def subject(counts: Mapping[CountryCode, int], selected: CountryCode | None = None) -> Subject:
    layer = activity(counts)
    return Subject(INK, layer, Legend(layer, QFont()), {}, {}, selected, (0.0, 0.0))


def ring(code: CountryCode, x: float, *, is_ring: bool = True) -> Marker:
    return Marker(code, x, 50, ring=is_ring)


@pytest.mark.parametrize(
    ("markers", "marks"),
    [
        ([], {}),
        ([ring(MT, 0)], {MT: Mark.RING}),
        ([ring(SM, 0)], {SM: Mark.QUIET_RING}),
        ([ring(MT, 0, is_ring=False)], {}),
        ([ring(MT, 0), ring(SM, CROWDED - 1)], {MT: Mark.RING, SM: Mark.DOT}),
        ([ring(MT, 0), ring(SM, CROWDED + 1)], {MT: Mark.RING, SM: Mark.QUIET_RING}),
        ([ring(MT, 0), ring(SM, CROWDED - 1), ring(VA, 2 * CROWDED - 3)],
         {MT: Mark.RING, SM: Mark.DOT, VA: Mark.QUIET_RING}),
        ([ring(LI, 0), ring(MT, 3)], {LI: Mark.SELECTED, MT: Mark.RING}),
    ],
)  # fmt: skip
def test_who_comes_first_has_a_ring_and_whom_that_crowds_a_dot(
    markers: list[Marker], marks: dict[CountryCode, Mark]
) -> None:
    found = marks_of(markers, subject({MT: 9}, LI))
    assert found == marks
    assert list(found) == [marker.code for marker in markers if marker.ring]


def test_in_motion_a_mark_stays_what_it_is_for_some_frames_but_a_choice_shows_at_once(qapp: object) -> None:
    del qapp
    chart, markers = Chart(MAP), Markers()
    picture = QImage(400, 400, QImage.Format.Format_RGB32)
    drawn: list[dict[CountryCode, Mark]] = []

    def draw(x: float, selected: CountryCode | None = None) -> None:
        painter = QPainter(picture)
        shot = Shot(QRectF(picture.rect()), VIEW, moving=True)
        sights = [(MT, 200.0, 200.0, 0.9), (SM, x, 200.0, 0.9)]
        assert markers.draw(painter, shot, chart, subject({MT: 9}, selected), sights) == {MT, SM}
        painter.end()
        drawn.append(dict(markers._marks))

    draw(200 + CROWDED - 2)
    while drawn[-1][SM] is Mark.DOT:
        draw(200 + CROWDED + 2)
    assert len(drawn) == MARKS_EVERY + 2
    draw(200 + CROWDED + 2, SM)
    assert drawn[-1] == {SM: Mark.SELECTED, MT: Mark.RING}
