from __future__ import annotations

import itertools
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.chart import Chart
from desktop_app.ui.map.globe import GlobeWidget
from desktop_app.ui.map.layer import Palette, by_take, shaded
from desktop_app.ui.map.lettering import Lettering
from desktop_app.ui.map.markers import find_markers
from desktop_app.ui.map.names import NAMES_EVERY
from desktop_app.ui.map.painter import MapPainter
from desktop_app.ui.map.patterns import swatch
from desktop_app.ui.map.projection import angle, unit
from desktop_app.ui.map.shading import Layers
from desktop_app.ui.map.style import INK, PAPER, STYLES
from desktop_app.ui.map.subject import Shot, Subject
from tests.ui.map.conftest import NEWS, PLACES, country, make_globe

Rest = Callable[[GlobeWidget], None]
KE, CL, AR, MT = (CountryCode(code) for code in ("KE", "CL", "AR", "MT"))


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def click(globe: GlobeWidget, code: CountryCode) -> None:
    at = globe.point_of(code)
    assert at is not None
    QTest.mouseClick(globe, Qt.MouseButton.LeftButton, pos=at.toPoint())


def drag(globe: GlobeWidget, start: QPoint, way: QPoint, steps: int = 8) -> None:
    QTest.mousePress(globe, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, steps + 1):
        QTest.mouseMove(globe, start + way * step / steps)
        QTest.qWait(4)


def turn_wheel(globe: GlobeWidget, at: QPointF, notches: int) -> None:
    event = QWheelEvent(
        at, globe.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(globe, event)


SMOOTH = Qt.TransformationMode.SmoothTransformation


def point_at(globe: GlobeWidget, place: QPoint) -> None:
    """Move the pointer there. Qt's own way moves the screen's cursor, and whatever window lies there hears of it."""
    at, nothing = QPointF(place), Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, globe.mapToGlobal(at), nothing, nothing, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(globe, event)


def picture(globe: GlobeWidget) -> QImage:
    return globe.grab().toImage()


def test_a_click_selects_and_turns(qtbot: QtBot, globe: GlobeWidget, rest: Rest) -> None:
    with qtbot.waitSignal(globe.country_chosen) as chosen:
        click(globe, KE)
    assert chosen.args == ["KE"]
    assert globe.selected == KE
    rest(globe)
    assert globe.state() == pytest.approx((37.9, 0.5, 1))


def test_a_click_on_the_sky_or_the_sea_selects_nothing(globe: GlobeWidget) -> None:
    for at in (QPoint(5, 5), QPoint(120, 400)):
        QTest.mouseClick(globe, Qt.MouseButton.LeftButton, pos=at)
    assert globe.selected is None


def test_a_double_click_flies_there(globe: GlobeWidget, rest: Rest) -> None:
    at = globe.point_of(KE)
    assert at is not None
    QTest.mouseClick(globe, Qt.MouseButton.LeftButton, pos=at.toPoint())
    QTest.mouseDClick(globe, Qt.MouseButton.LeftButton, pos=at.toPoint())
    rest(globe)
    longitude, latitude, zoom = globe.state()
    assert (longitude, latitude) == pytest.approx((37.9, 0.5))
    assert 4 < zoom < 12


def test_a_drag_keeps_the_ground_under_the_hand(globe: GlobeWidget, rest: Rest) -> None:
    at = globe.point_of(KE)
    assert at is not None
    drag(globe, at.toPoint(), QPoint(-80, 40))
    now = globe.point_of(KE)
    assert now is not None
    assert (now - at - QPointF(-80, 40)).manhattanLength() < 2
    QTest.mouseRelease(globe, Qt.MouseButton.LeftButton, pos=at.toPoint() + QPoint(-80, 40))
    rest(globe)
    assert globe.selected is None or globe.point_of(globe.selected) is not None


def test_a_drag_snaps_to_news_near_the_middle(qtbot: QtBot, globe: GlobeWidget, rest: Rest) -> None:
    globe.center_on(33, 22)
    rest(globe)
    with qtbot.waitSignal(globe.country_chosen) as chosen:
        drag(globe, QPoint(300, 300), QPoint(6, 6), steps=3)
        QTest.qWait(80)  # a hand that rests throws nothing
        QTest.mouseRelease(globe, Qt.MouseButton.LeftButton, pos=QPoint(306, 306))
    assert chosen.args == ["EG"]
    rest(globe)
    assert globe.state() == pytest.approx((29.4, 26.2, 1), abs=1e-6)


def test_a_zoom_during_the_snap_keeps_its_country(globe: GlobeWidget, rest: Rest) -> None:
    globe.center_on(33, 22)
    drag(globe, QPoint(300, 300), QPoint(6, 6), steps=3)
    QTest.qWait(80)
    QTest.mouseRelease(globe, Qt.MouseButton.LeftButton, pos=QPoint(306, 306))
    turn_wheel(globe, QPointF(300, 300), 1)
    assert globe.selected == "EG"
    rest(globe)


def test_a_sharper_screen_gets_a_sharper_picture(globe: GlobeWidget) -> None:
    plain = picture(globe)
    sharp = QPixmap(1200, 1200)
    sharp.setDevicePixelRatio(2)
    painter = QPainter(sharp)
    globe._canvas.paint(painter, globe._pilot.camera.view, QRectF(globe.rect()), moving=False)
    painter.end()
    scaled = plain.scaled(1200, 1200)
    assert sharp.toImage() != scaled
    far = [seen.scaled(30, 30, mode=SMOOTH).pixelColor(15, 22).lightness() for seen in (sharp.toImage(), plain)]
    assert abs(far[0] - far[1]) < 12
    assert picture(globe) == plain


def test_a_drag_over_the_ocean_selects_nothing(globe: GlobeWidget, rest: Rest) -> None:
    globe.center_on(-30, 0)
    drag(globe, QPoint(300, 300), QPoint(5, 0), steps=3)
    QTest.qWait(80)
    QTest.mouseRelease(globe, Qt.MouseButton.LeftButton, pos=QPoint(305, 300))
    rest(globe)
    assert globe.selected is None


def test_the_wheel_zooms_about_the_cursor(globe: GlobeWidget, rest: Rest) -> None:
    at = globe.point_of(KE)
    assert at is not None
    turn_wheel(globe, at, 4)
    rest(globe)
    assert globe.state()[2] == pytest.approx(1.25**4)
    now = globe.point_of(KE)
    assert now is not None
    assert (now - at).manhattanLength() < 0.1
    turn_wheel(globe, at, -20)
    rest(globe)
    assert globe.state()[2] == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("start", "key", "expected"),
    [
        ("CL", Qt.Key.Key_Right, "AR"),
        ("AR", Qt.Key.Key_Left, "CL"),
        ("CL", Qt.Key.Key_Up, "PE"),
        ("KE", Qt.Key.Key_Up, "ET"),
        ("KE", Qt.Key.Key_Left, "UG"),
        ("ES", Qt.Key.Key_Up, "FR"),
        ("FR", Qt.Key.Key_Home, "EG"),
        ("FR", Qt.Key.Key_R, "KE"),
    ],
)
def test_keys_step_to_countries(globe: GlobeWidget, rest: Rest, start: str, key: Qt.Key, expected: str) -> None:
    globe.set_reduced_motion(True)
    globe.set_home(CountryCode("EG"))
    globe.select(CountryCode(start))
    QTest.keyClick(globe, key)
    assert globe.selected == expected
    rest(globe)


def test_enter_opens_the_selected_country(qtbot: QtBot, globe: GlobeWidget) -> None:
    with qtbot.assertNotEmitted(globe.country_opened):
        QTest.keyClick(globe, Qt.Key.Key_Return)
    globe.select(KE)
    with qtbot.waitSignal(globe.country_opened) as opened:
        QTest.keyClick(globe, Qt.Key.Key_Return)
    assert opened.args == ["KE"]


def test_keys_zoom_and_go_to_regions(globe: GlobeWidget, rest: Rest) -> None:
    globe.set_reduced_motion(True)
    QTest.keyClick(globe, Qt.Key.Key_PageUp)
    assert globe.state()[2] == pytest.approx(1.5)
    QTest.keyClick(globe, Qt.Key.Key_Minus)
    assert globe.state()[2] == pytest.approx(1)
    QTest.keyClick(globe, Qt.Key.Key_3)
    assert globe.state()[:2] == pytest.approx((14, 51))
    rest(globe)


def test_reduced_motion_jumps(globe: GlobeWidget, rest: Rest) -> None:
    globe.set_reduced_motion(True)
    globe.select(CL)
    assert globe.state() == pytest.approx((-72.3, -38.2, 1))
    turn_wheel(globe, QPointF(300, 300), 2)
    assert globe.state()[2] == pytest.approx(1.25**2)
    drag(globe, QPoint(300, 300), QPoint(-120, 0))
    QTest.mouseRelease(globe, Qt.MouseButton.LeftButton, pos=QPoint(180, 300))
    before = globe.state()
    rest(globe)
    assert globe.state() == before


def test_a_flight_takes_the_great_circle(globe: GlobeWidget) -> None:
    globe.select(CL)
    start, end = unit(20, 10), unit(-72.3, -38.2)
    way = angle(start, end)
    while globe.moving:
        longitude, latitude, _ = globe.state()
        here = unit(longitude, latitude)
        assert angle(start, here) + angle(here, end) == pytest.approx(way, abs=1e-6)
        QTest.qWait(10)
    assert globe.state() == pytest.approx((-72.3, -38.2, 1))


def test_hovering_lights_up_a_country(qtbot: QtBot, globe: GlobeWidget) -> None:
    at = globe.point_of(KE)
    assert at is not None
    plain = picture(globe)
    with qtbot.waitSignal(globe.country_hovered) as hovered:
        point_at(globe, at.toPoint())
    assert hovered.args == ["KE"]
    assert picture(globe) != plain
    with qtbot.waitSignal(globe.country_hovered) as hovered:
        point_at(globe, QPoint(5, 5))
    assert hovered.args == [""]
    assert picture(globe) == plain


def test_the_tip_says_what_is_disputed(globe: GlobeWidget, rest: Rest) -> None:
    def tip(longitude: float, latitude: float) -> str:
        globe.restore(longitude, latitude, 4)
        rest(globe)
        return globe.tip_at(QPointF(globe.rect().center()))

    assert tip(37.9, 0.5) == "Kenya\n14 new articles"
    assert tip(34.1, 45.2) == "Crimea: held by Russia, recognised by most states as part of Ukraine"
    assert tip(-30, 0) == ""
    assert globe.country_at(QPointF(globe.rect().center())) is None


def test_what_is_said_of_a_whole_territory_is_in_its_tip_beside_its_ground_and_is_spoken(
    globe: GlobeWidget, rest: Rest
) -> None:
    said = "administered by the United Kingdom, claimed by Spain"
    globe.set_countries([country("GI", "Gibraltar", -5.35, 36.13, "")])
    globe.restore(-5.0, 36.13, 4)
    rest(globe)
    ring = globe.point_of(CountryCode("GI"))
    assert ring is not None
    beside = ring + QPointF(4, 4)  # on water, or in Spain
    assert globe.tip_at(beside) == f"Gibraltar\nno news yet\nA{said[1:]}"
    assert globe.spoken_name(CountryCode("GI")) == f"Gibraltar, no news yet. A{said[1:]}"


def test_the_selected_holder_does_not_light_up_what_is_not_its_own(globe: GlobeWidget, rest: Rest) -> None:
    morocco, israel = country("MA", "Morocco", -6, 32, ""), country("IL", "Israel", 35, 31, "")
    globe.set_countries([morocco, israel, country("EH", "Western Sahara", -13, 24.5, "")])
    globe.restore(-10, 27, 4)
    rest(globe)

    def hue(longitude: float, latitude: float) -> int:
        at = globe._pilot.camera.view.to_screen(longitude, latitude)
        assert at is not None
        image = picture(globe)
        spots = [image.pixelColor(int(at[0]) + x, int(at[1]) + y) for x in range(4) for y in range(4)]
        return min(abs(one.hue() - QColor(INK.selection).hue()) for one in spots)

    globe.select(morocco.code, fly=False)
    assert hue(-6, 32.6) < 8
    assert hue(-14, 24.5) > 40  # held by Morocco
    globe.select(CountryCode("EH"), fly=False)
    assert hue(-6, 32.6) > 40
    assert hue(-14, 24.5) < 8


def test_moving_within_a_country_paints_nothing(globe: GlobeWidget) -> None:
    at = globe.point_of(KE)
    assert at is not None
    point_at(globe, at.toPoint())
    QTest.qWait(20)
    paints = Paints(globe)
    for step in range(8):
        point_at(globe, at.toPoint() + QPoint(step % 3, step % 2))
        QTest.qWait(2)
    assert paints.count == 0


def test_at_rest_nothing_is_painted(globe: GlobeWidget, rest: Rest) -> None:
    drag(globe, QPoint(300, 300), QPoint(-60, 20))
    QTest.mouseRelease(globe, Qt.MouseButton.LeftButton, pos=QPoint(240, 320))
    rest(globe)
    QTest.qWait(50)
    paints = Paints(globe)
    QTest.qWait(1000)
    assert paints.count == 0


def test_two_pictures_of_one_state_are_equal(globe: GlobeWidget, rest: Rest) -> None:
    globe.set_reduced_motion(True)
    globe.select(KE)
    rest(globe)
    first = picture(globe)
    globe.select(CL)
    rest(globe)
    assert picture(globe) != first
    globe.select(KE)
    rest(globe)
    assert picture(globe) == first


def test_activity_colours_the_country(qtbot: QtBot, globe: GlobeWidget) -> None:
    at = globe.point_of(CountryCode("EG"))
    assert at is not None
    pixel = at.toPoint() + QPoint(0, 14)
    lit = picture(globe).pixelColor(pixel)
    globe.set_activity({})
    qtbot.waitUntil(lambda: not globe.is_redrawing)
    assert picture(globe).pixelColor(pixel).lightness() < lit.lightness() - 40


def test_a_layer_takes_the_place_of_the_activity_at_once(globe: GlobeWidget) -> None:
    plain = picture(globe)
    globe.set_layer(shaded("Read", Palette.READ, {KE: 5}))
    assert not globe.is_redrawing
    other = picture(globe)
    assert other != plain
    globe.set_activity({CL: 1})  # news come, and the colours stay
    assert picture(globe) == other
    globe.set_layer(None)
    assert picture(globe) not in (plain, other)


def test_takes_are_told_by_pattern_without_colour_too() -> None:
    pictures = [
        swatch(kind, INK, 32, 32, 1).toImage().convertToFormat(QImage.Format.Format_Grayscale8) for kind in range(1, 6)
    ]
    edges = [
        bytes(one.pixel(x, y) != one.pixel(x + 1, y + 1) for x in range(8, 24) for y in range(8, 24))
        for one in pictures
    ]
    assert len(set(edges)) == 5


def test_a_selected_country_keeps_the_colour_of_its_take(globe: GlobeWidget) -> None:
    at = globe.point_of(KE)
    assert at is not None
    globe.set_layer(by_take({KE: 0}))
    globe.select(KE, fly=False)
    pixel = at.toPoint() + QPoint(0, 14)
    kept = picture(globe).pixelColor(pixel)
    assert abs(kept.hue() - QColor(INK.takes[1]).hue()) < 12
    globe.set_layer(None)
    assert abs(picture(globe).pixelColor(pixel).hue() - QColor(INK.selection).hue()) < 12


def test_a_picture_beside_a_text_shows_only_what_it_is_about(globe: GlobeWidget) -> None:
    whole = picture(globe)
    globe.set_inset()
    globe.set_layer(by_take({MT: 0}))
    globe.set_style(INK)
    inset = picture(globe)
    middle = globe.rect().center()
    assert whole.copy(middle.x() - 24, middle.y() - 24, 48, 48) != inset.copy(middle.x() - 24, middle.y() - 24, 48, 48)
    chart, subject, shot = _drawn(globe)
    markers = find_markers(chart, subject, shot, MapPainter(Layers()).in_sight(subject, shot))
    assert [marker.code for marker in markers] == [MT]


def _drawn(globe: GlobeWidget) -> tuple[Chart, Subject, Shot]:
    canvas = globe._canvas
    assert canvas._chart is not None
    return canvas._chart, canvas._subject(), canvas._shot(globe._pilot.camera.view, globe._rect())


def test_facing_countries_looks_at_their_middle(globe: GlobeWidget) -> None:
    globe.face([CL, AR])
    longitude, latitude, _ = globe.state()
    assert -72.3 < longitude < -64.2
    assert -38.2 < latitude < -33.5
    globe.face([CountryCode("ZZ")])  # nobody knows where
    assert globe.state()[:2] == (longitude, latitude)


def test_new_counts_are_drawn_quickly_and_well_when_no_more_come(
    qtbot: QtBot, globe: GlobeWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bool] = []
    parts = MapPainter.parts

    def noted(self: MapPainter, painter: QPainter, shot: Shot, chart: Chart, subject: Subject) -> Iterator[None]:
        drawn.append(shot.draft)
        return parts(self, painter, shot, chart, subject)

    monkeypatch.setattr(MapPainter, "parts", noted)
    for count in (200, 2):
        globe.set_activity({CL: count, KE: 40, AR: 9})
        qtbot.waitUntil(lambda: not globe.is_redrawing)
    was_draft, was_moving = globe.is_draft, globe.moving
    assert (drawn, was_draft, was_moving) == ([True, True], True, False)
    globe._drafts.calm.start(0)
    qtbot.waitUntil(lambda: len(drawn) == 3)
    assert drawn == [True, True, False]
    qtbot.waitUntil(lambda: not globe.is_redrawing)
    assert not globe.is_draft
    well = picture(globe)
    QTest.qWait(20)
    paints = Paints(globe)
    QTest.qWait(200)
    assert paints.count == 0
    globe.set_style(PAPER)
    globe.set_style(INK)
    assert picture(globe) == well


def test_while_new_counts_are_drawn_the_old_picture_stays_and_keys_have_their_turn(
    qtbot: QtBot, globe: GlobeWidget, rest: Rest
) -> None:
    before = picture(globe)
    globe.set_activity({CL: 200})
    globe._drafts.draft.setInterval(0)
    qtbot.waitUntil(globe._drafts.parts.isActive)
    paints = Paints(globe)
    assert picture(globe) == before  # a part is not the whole
    QTest.keyClick(globe, Qt.Key.Key_Right)  # and a picture that would come too late is given up
    assert globe._canvas._redraw is None
    rest(globe)
    qtbot.waitUntil(lambda: not globe.is_redrawing)
    assert paints.count
    assert picture(globe) != before
    globe.set_activity({KE: 3})
    qtbot.waitUntil(globe._drafts.parts.isActive)
    globe.hide()
    assert globe._canvas._redraw is None
    qtbot.waitUntil(lambda: not globe.is_redrawing)
    globe.show()
    assert picture(globe) != before


def test_drafts_that_follow_each_other_write_their_names_once(
    qtbot: QtBot, globe: GlobeWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    draw = Lettering.draw

    def noted(self: Lettering, painter: QPainter, corner: QPointF, text: str, *how: Any) -> None:
        written.append(text)
        draw(self, painter, corner, text, *how)

    monkeypatch.setattr(Lettering, "draw", noted)
    globe.set_activity({CL: 200, KE: 40, AR: 9})
    qtbot.waitUntil(lambda: not globe.is_redrawing)
    names = list(written)
    first = globe.grab().toImage()
    globe.set_activity({CL: 2, KE: 40, AR: 9})
    qtbot.waitUntil(lambda: not globe.is_redrawing)
    assert globe.is_draft
    assert names
    assert written == names
    assert globe.grab().toImage() != first  # in other colours
    globe.select(KE, fly=False)
    globe.repaint()
    assert len(written) > len(names)


def test_names_go_with_their_countries(globe: GlobeWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the frames of a motion that look for places; the selected one's keeps clear of the reticle."""
    globe.select(KE, fly=False)
    globe.grab()
    off: dict[str, list[QPointF]] = {}
    draw = Lettering.draw

    def noted(self: Lettering, painter: QPainter, corner: QPointF, text: str, *how: Any) -> None:
        at = globe.point_of(next(CountryCode(code) for code, name, *_ in PLACES if name == text))
        assert at is not None
        off.setdefault(text, []).append(corner - at)
        draw(self, painter, corner, text, *how)

    monkeypatch.setattr(Lettering, "draw", noted)
    for frame in range(2 * NAMES_EVERY):
        globe.center_on(20 + 0.3 * frame, 10)
        globe.grab()
    assert {"Kenya", "Ethiopia", "Egypt"} <= set(off)
    assert len(off["Ethiopia"]) == 2 * NAMES_EVERY
    assert all((one - off["Ethiopia"][0]).manhattanLength() <= 2 for one in off["Ethiopia"])


def test_the_same_colours_are_not_drawn_again(globe: GlobeWidget) -> None:
    QTest.qWait(20)
    paints = Paints(globe)
    globe.set_activity({CountryCode(code): count for code, count in NEWS.items()})
    QTest.qWait(50)
    assert paints.count == 0
    assert not globe.is_draft


def test_a_draft_gives_way_to_motion(globe: GlobeWidget, rest: Rest) -> None:
    globe.set_activity({CL: 5})
    globe.repaint()
    was_draft = globe.is_draft
    globe.center_on(-70, -30)
    rest(globe)
    assert was_draft
    assert not globe.is_draft


def test_it_unfolds_to_the_flat_map_and_back(qtbot: QtBot, globe: GlobeWidget, rest: Rest) -> None:
    round_one, view = picture(globe), globe._pilot.camera.view
    with qtbot.waitSignal(globe.flattened) as flattened:
        QTest.keyClick(globe, Qt.Key.Key_F)
    assert flattened.args == [True]
    assert globe.moving
    rest(globe)
    flat = picture(globe)
    assert flat != round_one
    for code in (KE, CL, CountryCode("JP"), CountryCode("FJ"), MT):
        at = globe.point_of(code)
        assert at is not None
        assert globe.country_at(at) == code
    paints = Paints(globe)
    QTest.qWait(300)
    assert paints.count == 0
    globe.set_reduced_motion(True)
    QTest.keyClick(globe, Qt.Key.Key_F)
    rest(globe)
    assert globe._pilot.camera.view == view


def test_hand_wheel_and_keys_work_on_the_flat_map_as_on_the_globe(globe: GlobeWidget, rest: Rest) -> None:
    globe.set_flat(True, at_once=True)
    rest(globe)
    at = globe.point_of(KE)
    assert at is not None
    turn_wheel(globe, at, 4)
    rest(globe)
    now = globe.point_of(KE)
    assert now is not None
    assert (now - at).manhattanLength() < 0.1
    drag(globe, now.toPoint(), QPoint(80, -30))
    QTest.qWait(80)
    moved = globe.point_of(KE)
    assert moved is not None
    assert (moved - now - QPointF(80, -30)).manhattanLength() < 2
    QTest.mouseRelease(globe, Qt.MouseButton.LeftButton, pos=now.toPoint() + QPoint(80, -30))
    rest(globe)
    click(globe, KE)
    rest(globe)
    assert globe.selected == KE
    QTest.keyClick(globe, Qt.Key.Key_Left)
    rest(globe)
    assert globe.selected == "UG"


@pytest.mark.parametrize("flat", [False, True])
def test_close_by_nothing_unfolds_and_the_middle_stays(globe: GlobeWidget, rest: Rest, flat: bool) -> None:
    globe.set_flat(flat, at_once=True)
    globe.restore(37.9, 0.5, 8)
    rest(globe)
    globe.set_flat(not flat)
    assert not globe._pilot.camera.unfolding
    rest(globe)
    assert globe.country_at(QPointF(globe.rect().center())) == KE


def test_every_style_paints(globe: GlobeWidget) -> None:
    pictures = []
    for style in STYLES.values():
        globe.set_style(style)
        pictures.append(picture(globe))
        corner = pictures[-1].pixelColor(2, 2)
        assert abs(corner.lightness() - QColor(style.background[1]).lightness()) < 12
    assert all(one != other for one, other in itertools.pairwise(pictures))


@pytest.mark.parametrize(("width", "height"), [(300, 300), (300, 900), (1200, 320), (900, 900)])
def test_any_size(globe: GlobeWidget, rest: Rest, width: int, height: int) -> None:
    globe.resize(width, height)
    rest(globe)
    image = picture(globe)
    assert (image.width(), image.height()) == (width, height)
    at = globe.point_of(CountryCode("EG"))
    assert at is not None
    assert globe.country_at(at) == "EG"


def test_before_the_map_is_there(bare: GlobeWidget, qtbot: QtBot) -> None:
    bare.show()
    qtbot.waitExposed(bare)
    image = picture(bare)
    assert image.pixelColor(150, 300) != image.pixelColor(2, 2)
    assert bare.country_at(QPointF(300, 300)) is None
    with qtbot.waitSignal(bare.country_chosen) as chosen:
        bare.select(KE)
    assert chosen.args == ["KE"]
    image = picture(bare)
    bare.load()
    assert bare.loaded
    assert picture(bare) != image


def test_no_map_is_no_catastrophe(tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    globe = make_globe(tmp_path)
    qtbot.addWidget(globe)
    with caplog.at_level(logging.ERROR):
        globe.load()
    assert "cannot be read" in caplog.text
    assert not globe.loaded
    globe.select(KE)
    assert globe.selected == KE


@pytest.mark.parametrize("code", ["ZZ", "XL", "kenya"])  # XL is a region of the press, not a place
def test_unknown_countries_cannot_be_selected(globe: GlobeWidget, code: str) -> None:
    globe.select(KE, fly=False)
    globe.select(CountryCode(code))
    assert globe.selected == KE


def test_nothing_can_be_selected(qtbot: QtBot, globe: GlobeWidget) -> None:
    globe.select(KE, fly=False)
    with qtbot.waitSignal(globe.country_chosen) as chosen:
        globe.select(None)
    assert chosen.args == [""]


def test_state_comes_back(globe: GlobeWidget, rest: Rest) -> None:
    globe.restore(-30, 44, 2.5)
    rest(globe)
    assert globe.state() == (-30, 44, 2.5)
    globe.restore(500, 99, 1e6)
    assert globe.state() == (140, 85, 150)
    rest(globe)


def test_the_frame_timer_is_off_at_rest(globe: GlobeWidget, rest: Rest) -> None:
    globe.set_style(PAPER)
    globe.fly_to(MT)
    rest(globe)
    assert not globe._pilot._frames.isActive()
    assert not globe._pilot._settle.isActive()


def test_numpy_waits_for_the_map() -> None:
    code = "import sys, desktop_app.ui.map.globe; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
