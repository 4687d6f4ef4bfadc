from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.canvas import Canvas
from desktop_app.ui.map.chart import Chart
from desktop_app.ui.map.geometry import Atlas, read_atlas
from desktop_app.ui.map.globe import GlobeWidget
from desktop_app.ui.map.projection import geographic
from tests.ui.map.conftest import MAP

Rest = Callable[[GlobeWidget], None]


@pytest.mark.parametrize("name", ["world-50m.npz", "world-10m.npz"])
def test_every_country_can_be_picked(globe: GlobeWidget, name: str) -> None:
    atlas = read_atlas(MAP / name)
    level = atlas.levels[-1]
    globe._canvas._chart = chart = Chart(MAP)
    if name == "world-10m.npz":
        chart.take_close_up(read_atlas(MAP / "world-10m.npz"))
    missed = {one.code for one in atlas.territories if one.code is not None}
    largest = sorted(range(len(level.polygon_territory)), key=lambda one: -level.polygon_caps.reaches[one])
    for polygon in largest:
        code = atlas.territories[level.polygon_territory[polygon]].code
        if code not in missed:
            continue
        ring = level.ring[level.polygon_first[polygon] : level.polygon_first[polygon + 1]]
        reach = float(level.polygon_caps.reaches[polygon])
        centre = level.points[ring].mean(0)
        # near its middle, or on the way from there to a corner
        for corner in level.points[ring[:: max(1, len(ring) // 25)]]:
            place = geographic((centre * 0.15 + corner * 0.85).tolist())
            globe.restore(*place, min(150, max(1, 0.5 / reach)))
            if globe.country_at(globe_middle(globe)) == code:
                missed.discard(code)
                break
    assert missed <= ({"VA"} if chart._close else set())  # on the grid of 1:10m the Vatican is a line


def globe_middle(globe: GlobeWidget) -> QPointF:
    longitude, latitude, _ = globe.state()
    at = globe._pilot.camera.view.to_screen(longitude, latitude)
    assert at is not None
    return QPointF(*at)


@pytest.mark.parametrize(
    ("name", "code", "zoom", "offset", "expected"),
    [
        ("on a small state", "MT", 1, (0, 0), "MT"),
        ("in the sea beside it", "BB", 1, (15, 15), "BB"),
        ("farther out", "BB", 1, (60, 20), None),
        ("a state within another", "SM", 1, (0, 0), "SM"),
        ("beside it the other's ground", "SM", 12, (-60, 0), "IT"),
        ("a small state close by", "LU", 20, (0, 0), "LU"),
        ("a large country", "EG", 1, (10, 10), "EG"),
    ],
)
def test_what_a_point_means(  # noqa: PLR0917  # a table
    globe: GlobeWidget,
    rest: Rest,
    name: str,
    code: str,
    zoom: float,
    offset: tuple[float, float],
    expected: str | None,
) -> None:
    country = globe._news.countries[CountryCode(code)]
    globe.restore(country.longitude, country.latitude, zoom)
    rest(globe)
    at = globe.point_of(CountryCode(code))
    assert at is not None
    assert globe.country_at(at + QPointF(*offset)) == expected, name


def test_a_close_look_reads_the_finer_map(globe: GlobeWidget, rest: Rest) -> None:
    canvas: Canvas = globe._canvas
    chart = canvas._chart
    assert chart is not None
    assert not chart.wants_close_up(2)
    assert chart.wants_close_up(60)
    globe.restore(6.1, 49.8, 60)
    rest(globe)
    assert not chart.wants_close_up(60)
    assert globe.country_at(QPointF(300, 300)) == "LU"


def test_outlines_for_a_close_look_are_read_by_others_and_the_draft_stays_until_they_are_there(
    globe: GlobeWidget, rest: Rest
) -> None:
    asked: list[tuple[Callable[[], Atlas | None], Callable[[Atlas | None], None]]] = []
    globe.read_by(lambda read, give_to: asked.append((read, give_to)))
    chart = globe._canvas._chart
    assert chart is not None
    globe.restore(6.1, 49.8, 60)
    QTest.qWait(300)
    globe.restore(6.1, 49.7, 60)
    QTest.qWait(300)
    assert len(asked) == 1  # a motion meanwhile asks no second time
    assert globe.is_redrawing and globe.is_draft and not globe.is_finished
    draft = globe.grab().toImage()
    read, give_to = asked[0]
    give_to(read())
    rest(globe)
    assert globe.grab().toImage() != draft
    assert not chart.wants_close_up(60)


def test_without_outlines_for_a_close_look_the_others_are_drawn(globe: GlobeWidget, rest: Rest) -> None:
    answers: list[str] = []

    def tell_nothing(_read: Callable[[], Atlas | None], give_to: Callable[[Atlas | None], None]) -> None:
        answers.append("nothing")
        give_to(None)

    globe.read_by(tell_nothing)
    globe.restore(6.1, 49.8, 60)
    rest(globe)
    assert globe.is_finished
    globe.restore(2.3, 48.8, 60)
    rest(globe)
    assert globe.is_finished
    assert len(answers) == 1  # what is not there is not asked for again


def test_a_map_that_is_shown_close_by_is_drawn_with_the_finer_outlines(bare: GlobeWidget, rest: Rest) -> None:
    bare.show()
    bare.restore(6.1, 49.8, 60)
    rest(bare)
    bare.load()
    rest(bare)
    chart = bare._canvas._chart
    assert chart is not None
    assert not chart.wants_close_up(60)
