"""The parts of the screens by themselves: what they show for what they are given."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.model.country import Country, CountryCode
from desktop_app.model.events import SyncFinished, SyncProgress, SyncStarted
from desktop_app.settings import Settings
from desktop_app.ui.bidi import in_line
from desktop_app.ui.screens.country_card import CountryCard
from desktop_app.ui.screens.languages import LanguageBox
from desktop_app.ui.screens.local_time import local_time
from desktop_app.ui.screens.welcome import WelcomeStrip
from desktop_app.ui.screens.words import moment
from desktop_app.ui.status_line import StatusLine

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW = int(datetime(2026, 3, 14, 12, tzinfo=UTC).timestamp())
DAY_S = 86_400
CHILE = Country(CountryCode("CL"), "Chile", (), (), "Santiago", "Americas", "", -70.0, -33.0, "America/Santiago", ())


def texts(widget: CountryCard | StatusLine) -> list[str]:
    shown: list[QLabel | QPushButton] = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return [part.text() for part in shown if part.isVisibleTo(widget) and part.text()]


@pytest.mark.parametrize(
    ("ago_s", "expected"),
    [
        (0, "at 12:00"),
        (3 * 3600, "at 09:00"),
        (5 * DAY_S, "on Mon 9 March, 12:00"),
        (400 * DAY_S, "on 7 February 2025"),
    ],
    ids=["now", "today", "this year", "long ago"],
)
def test_moments_are_said_as_short_as_they_are_clear(ago_s: int, expected: str) -> None:
    assert moment(NOW - ago_s, NOW) == expected


def test_a_name_is_isolated_from_its_line() -> None:
    assert in_line("مصباح") == "\u200e\u2068مصباح\u2069"
    assert in_line("") == ""


@pytest.mark.parametrize(("zone", "expected"), [("America/Santiago", "09:00 in Santiago"), ("Nowhere/Else", "")])
def test_local_time(zone: str, expected: str) -> None:
    country = Country(CountryCode("CL"), "Chile", (), (), "Santiago", "", "", 0.0, 0.0, zone, ())
    assert local_time(country, NOW) == expected


@pytest.mark.parametrize(
    ("articles", "sources", "expected"),
    [
        (0, 0, "09:00 in Santiago · no sources of its own"),
        (0, 1, "09:00 in Santiago · 1 source"),
        (1, 1, "09:00 in Santiago · 1 new · 1 source"),
        (1234, 5, "09:00 in Santiago · 1,234 new · 5 sources"),
    ],
)
def test_the_card_counts(qtbot: QtBot, articles: int, sources: int, expected: str) -> None:
    card = CountryCard()
    qtbot.addWidget(card)
    card.show_country(
        CHILE, now=NOW, articles=articles, sources=sources, is_followed=False, headlines=(), quiet="Nothing yet."
    )
    assert expected in texts(card)
    assert "Nothing yet." in texts(card)


def test_the_card_of_no_country_offers_nothing_to_open(qtbot: QtBot) -> None:
    card = CountryCard()
    qtbot.addWidget(card)
    card.show_nothing("Pick a country", "Turn the globe.")
    assert texts(card) == ["Pick a country", "Turn the globe.", "Surprise me"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({"last_success": None}, ["Not read yet"]),
        ({"last_success": NOW - 60}, ["Up to date at 11:59"]),
        ({"last_success": NOW - 3 * DAY_S}, ["Last read on Wed 11 March, 12:00"]),
        ({"last_success": NOW, "failing": 1}, ["Up to date at 12:00", "· 1 of 5 sources needs attention"]),
        ({"last_success": NOW, "failing": 3}, ["Up to date at 12:00", "· 3 of 5 sources need attention"]),
        ({"last_success": NOW, "failing": 3, "offline": True}, ["Offline; last read at 12:00"]),
        ({"last_success": None, "offline": True}, ["Offline"]),
    ],
    ids=["never", "fresh", "days ago", "one fails", "some fail", "offline", "offline at first"],
)
def test_the_status_line_says_how_things_are(qtbot: QtBot, state: dict[str, int], expected: list[str]) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_state(
        feeds=5,
        failing=state.get("failing", 0),
        last_success=state["last_success"],
        now=NOW,
        offline=bool(state.get("offline")),
    )
    assert texts(line) == expected


def test_the_status_line_follows_a_pass(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.on_started(SyncStarted(feeds=1))
    assert texts(line) == ["Reading 1 source", "Cancel"]
    line.on_progressed(SyncProgress(done=2, feeds=7, added=1200, failed=0))
    assert texts(line) == ["Reading sources: 2 of 7 · 1,200 new", "Cancel"]
    line.on_finished(SyncFinished(feeds=7, added=1200, failed=0))
    assert not line.progress.isVisibleTo(line) and not line.cancel.isVisibleTo(line)


def test_a_notice_can_be_undone_once(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    undone: list[int] = []
    line.say("All marked as read", lambda: undone.append(1))
    assert line.undo.isVisibleTo(line)
    QTest.mouseClick(line.undo, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert not line.undo.isVisibleTo(line) and not line.notice.isVisibleTo(line)


def test_a_later_notice_takes_the_undo_of_an_earlier_one_away(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.say("All marked as read", lambda: None)
    line.say("Saved")
    assert not line.undo.isVisibleTo(line)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ((), "English"),
        (("en",), "English"),
        (("en", "es"), "English, Spanish"),
        (("en", "es", "ar"), "3 languages"),
    ],
)
def test_the_languages_in_short(qtbot: QtBot, chosen: tuple[str, ...], expected: str) -> None:
    box = LanguageBox(chosen)
    qtbot.addWidget(box)
    assert box.currentText() == expected


def test_english_is_always_among_the_languages(qtbot: QtBot) -> None:
    box = LanguageBox(("en",))
    qtbot.addWidget(box)
    box.show_languages({"es", "ar", ""})
    assert [(a.text(), a.isChecked(), a.isEnabled()) for a in box.choices()] == [
        ("Arabic", False, True),
        ("English", True, False),
        ("Spanish", False, True),
    ]
    with qtbot.waitSignal(box.languages_chosen) as told:
        box.choices()[2].trigger()
    assert told.args == [("en", "es")]


def test_the_welcome_tells_each_choice_and_nothing_else(qtbot: QtBot) -> None:
    strip = WelcomeStrip(Settings(theme="ink", home_country="CL"))
    qtbot.addWidget(strip)
    told: list[tuple[str, object]] = []
    strip.chosen.connect(lambda name, value: told.append((name, value)))
    strip.show_countries((CHILE,), "CL")
    strip.show_settings(Settings(theme="sepia"))
    assert told == []
    strip.home.setCurrentIndex(1)
    strip.theme.setCurrentIndex(0)
    assert told == [("home_country", "CL"), ("theme", "system")]


def test_escape_and_the_cross_dismiss_the_welcome(qtbot: QtBot) -> None:
    strip = WelcomeStrip(Settings())
    qtbot.addWidget(strip)
    with qtbot.waitSignal(strip.dismissed):
        QTest.keyClick(strip, Qt.Key.Key_Escape)
    with qtbot.waitSignal(strip.dismissed):
        QTest.mouseClick(strip.close_button, Qt.MouseButton.LeftButton)
