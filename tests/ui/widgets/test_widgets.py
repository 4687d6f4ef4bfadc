"""Each widget by a click, a key and its words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import fonts
from desktop_app.ui.theme.style import apply_theme
from desktop_app.ui.theme.tokens import THEMES
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.focus_ring import REACH, FocusRing
from desktop_app.ui.widgets.navigation_rail import NavigationRail, RailItem
from desktop_app.ui.widgets.pill import Pill
from desktop_app.ui.widgets.search_field import SearchField
from desktop_app.ui.widgets.spinner import Spinner

# The offscreen platform says so of each window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton


def button(parent: QWidget, text: str) -> QPushButton:
    return next(each for each in parent.findChildren(QPushButton) if each.text() == text and each.isVisible())


def rail_button(rail: NavigationRail, name: str) -> QToolButton:
    return next(each for each in rail.findChildren(QToolButton) if each.accessibleName() == name)


@pytest.fixture
def rail(qtbot: QtBot) -> NavigationRail:
    made = NavigationRail(
        [RailItem("world", "World", "globe"), RailItem("saved", "Saved", "star")],
        [RailItem("sync", "09:42", "sync", "Up to date 09:42")],
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_rail_tells_the_screen_that_was_chosen(qtbot: QtBot, rail: NavigationRail) -> None:
    assert rail.current() == ""
    rail.set_current("world")
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.mouseClick(rail_button(rail, "Saved"), LEFT)
    assert chosen.args == ["saved"]
    assert rail.current() == "saved"


def test_the_rail_works_by_keys(qtbot: QtBot, rail: NavigationRail) -> None:
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.keyClick(rail_button(rail, "World"), Qt.Key.Key_Space)
    assert chosen.args == ["world"]


def test_what_stands_below_is_pressed_without_becoming_the_screen(qtbot: QtBot, rail: NavigationRail) -> None:
    rail.set_current("world")
    rail.show_item(RailItem("sync", "34 of 214", "sync", "Reading the feeds"))
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.mouseClick(rail_button(rail, "Reading the feeds"), LEFT)
    assert chosen.args == ["sync"]
    assert rail.current() == "world"


def test_the_rail_has_room_for_its_longest_word(qapp: QApplication, rail: NavigationRail) -> None:
    fonts.load_fonts()
    apply_theme(qapp, THEMES["paper"])
    word = rail_button(rail, "World")
    assert word.fontMetrics().horizontalAdvance("Blind spots") <= word.width()
    qapp.setStyleSheet("")
    qapp.setProperty("overviewTheme", None)


def test_the_pill_counts_and_stays_in_the_middle(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(400, 300)
    pill = Pill("new", parent)
    parent.show()
    assert not pill.isVisible()
    pill.show_count(1200)
    assert pill.text() == "1,200 new"
    parent.resize(600, 300)
    assert abs(pill.geometry().center().x() - 300) <= 1
    with qtbot.waitSignal(pill.clicked):
        QTest.mouseClick(pill, LEFT)
    pill.show_count(0)
    assert not pill.isVisible()


def test_an_empty_state_says_why_and_offers_a_remedy(qtbot: QtBot) -> None:
    state = EmptyState()
    qtbot.addWidget(state)
    state.resize(500, 500)
    state.show()
    state.show_state("offline", "Old", "", ["Old remedy"])
    state.show_state("offline", "No connection yet", "There is no network.", ["Retry", "Explore the demo world"])
    assert state.accessibleName() == "No connection yet. There is no network."
    with qtbot.waitSignal(state.remedy_chosen) as chosen:
        QTest.mouseClick(button(state, "Retry"), LEFT)
    assert chosen.args == ["Retry"]
    assert [each.text() for each in state.findChildren(QPushButton) if each.isVisible()] == [
        "Retry",
        "Explore the demo world",
    ]


def test_an_empty_state_that_says_the_same_again_keeps_its_button(qtbot: QtBot) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.show()
    empty.show_state("sync", "Nothing yet", "It is on its way.", ("Read now",))
    before = button(empty, "Read now")
    empty.show_state("sync", "Nothing yet", "It is on its way.", ("Read now",))
    assert button(empty, "Read now") is before


def test_an_empty_state_is_dressed_once_however_often_it_was_shown(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    for number in range(3):
        empty.show_state("sync", f"Nothing yet {number}")
    drawn: list[str] = []

    def draw(name: str, *_: object) -> QPixmap:
        drawn.append(name)
        return QPixmap(1, 1)

    monkeypatch.setattr("desktop_app.ui.widgets.empty_state.icons.pixmap", draw)
    apply_theme(qapp, THEMES["ink"])
    apply_theme(qapp, THEMES["paper"])
    assert drawn == ["sync", "sync"]


def test_a_long_sentence_of_an_empty_state_is_not_cut(qtbot: QtBot) -> None:
    state = EmptyState()
    qtbot.addWidget(state)
    state.resize(500, 500)
    state.show_state(
        "offline", "No connection yet", "As soon as there is a network, five sources are read. " * 3, ["Retry"]
    )
    state.show()
    why = next(label for label in state.findChildren(QLabel) if label.text().startswith("As soon"))
    assert why.height() >= why.heightForWidth(why.width())


def test_the_search_field_waits_for_a_pause(qtbot: QtBot) -> None:
    field = SearchField("Search countries")
    qtbot.addWidget(field)
    field.show()
    told: list[str] = []
    field.search_changed.connect(told.append)
    with qtbot.waitSignal(field.search_changed):
        QTest.keyClicks(field, "chi ")
    assert told == ["chi"]
    QTest.keyClicks(field, "le")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == ["chi", "chi le"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert told == ["chi", "chi le", ""]
    assert field.accessibleName() == "Search countries"


def test_the_spinner_turns_only_where_it_is_seen(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    spinner = Spinner(16, parent)
    spinner.start()
    assert not spinner.is_turning()
    parent.show()
    assert spinner.is_turning()
    spinner.grab()
    parent.hide()
    assert not spinner.is_turning()
    parent.show()
    spinner.stop()
    assert not spinner.is_turning()


def test_a_still_spinner_never_turns(qtbot: QtBot) -> None:
    spinner = Spinner(is_still=True)
    qtbot.addWidget(spinner)
    spinner.start()
    assert spinner.isVisible()
    assert not spinner.is_turning()


def test_the_ring_follows_the_keyboard(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    field, one, other = QLineEdit(window), QPushButton("One", window), QPushButton("Other", window)
    for each in (field, one, other):
        column.addWidget(each)
    ring = FocusRing(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert not ring.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert ring.isVisible()
    assert ring.geometry() == one.geometry().adjusted(-REACH, -REACH, REACH, REACH)
    QTest.keyClick(one, Qt.Key.Key_Tab)
    window.resize(500, 300)
    assert ring.geometry() == other.geometry().adjusted(-REACH, -REACH, REACH, REACH)
    ring.grab()
    QTest.mouseClick(other, LEFT)
    assert not ring.isVisible()
