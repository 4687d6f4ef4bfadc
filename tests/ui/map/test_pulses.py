from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.model.country import CountryCode
from desktop_app.ui.map import pulses
from desktop_app.ui.map.globe import GlobeWidget
from tests.ui.map.test_globe import Paints, picture

Rest = Callable[[GlobeWidget], None]
KE, CL, EG, FR, ES, IT = (CountryCode(code) for code in ("KE", "CL", "EG", "FR", "ES", "IT"))


def test_three_pulse_at_a_time_once_and_then_nothing_is_painted(qtbot: QtBot, globe: GlobeWidget) -> None:
    before = picture(globe)
    globe.pulse([KE, EG, FR, ES, KE])
    assert globe.pulses.active == (KE, EG, FR)
    assert picture(globe) != before
    for code in list(globe.pulses._began):
        globe.pulses._began[code] -= pulses.LASTS_MS / 1000
    qtbot.waitUntil(lambda: globe.pulses.active == (ES,))
    globe.pulses._began[ES] -= pulses.LASTS_MS / 1000
    qtbot.waitUntil(lambda: not globe.pulses.active)
    assert not globe.pulses._frames.isActive()
    assert picture(globe) == before
    QTest.qWait(0)  # the paint that took away the last ring
    paints = Paints(globe)
    QTest.qWait(150)
    assert paints.count == 0


def test_only_what_can_be_seen_pulses(globe: GlobeWidget) -> None:
    globe.pulse([CL, CountryCode("ZZ")])  # behind the limb; nowhere
    assert list(globe.pulses.active) == []
    assert not globe.pulses._frames.isActive()


def test_with_less_motion_nothing_pulses(globe: GlobeWidget) -> None:
    globe.set_reduced_motion(True)
    globe.pulse([KE])
    assert list(globe.pulses.active) == []


def test_a_globe_that_moves_or_is_hidden_does_not_pulse(globe: GlobeWidget, rest: Rest) -> None:
    globe.pulse([KE, EG])
    globe.center_on(0, 0)
    assert list(globe.pulses.active) == []
    globe.pulse([KE])
    assert list(globe.pulses.active) == []
    rest(globe)
    globe.pulse([KE])
    assert list(globe.pulses.active) == [KE]
    globe.hide()
    assert list(globe.pulses.active) == []
    assert not globe.pulses._frames.isActive()
