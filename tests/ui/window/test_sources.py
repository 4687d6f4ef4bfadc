"""The screen of the sources, with real clicks and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QTreeWidgetItem

from desktop_app.model.country import CountryCode
from desktop_app.model.events import FeedsChanged
from desktop_app.model.outlet import FeedState
from desktop_app.model.translating import NEVER
from desktop_app.ui.screens.sources import SourcesScreen
from tests.ui.window.desk import Desk


@pytest.fixture
def sources(desk: Desk) -> SourcesScreen:
    desk.window.resize(960, 600)
    desk.window.show_screen("sources")
    screen = desk.window.sources_screen()
    desk.wait(lambda: items(screen))
    return screen


def items(screen: SourcesScreen) -> list[QTreeWidgetItem]:
    """The countries."""
    tops = [screen.tree.topLevelItem(n) for n in range(screen.tree.topLevelItemCount())]
    return [child for top in tops if top is not None for n in range(top.childCount()) if (child := top.child(n))]


def choose(screen: SourcesScreen, name: str) -> None:
    screen.tree.setCurrentItem(next(item for item in items(screen) if item.text(0) == name))
    assert screen.country.text() == name


def change_feeds(desk: Desk, code: str) -> None:
    """Something happened to the feeds of a country: wait until the screen has asked what."""
    told: list[object] = []
    desk.context.bridge.feeds_changed.connect(told.append)
    desk.core.hub.publish(FeedsChanged(frozenset({CountryCode(code)})))
    desk.wait(lambda: told)
    desk.bot.wait(50)  # the question that follows
    answers: list[object] = []
    desk.context.tasks.run(lambda view: view.health(), answers.append, "what comes after")
    desk.wait(lambda: answers)


def test_what_is_chosen_of_a_source_s_language_is_kept(desk: Desk, sources: SourcesScreen) -> None:
    choose(sources, "Egypt")
    (box,) = sources.press.findChildren(QComboBox)
    box.setFocus()
    desk.key(Qt.Key.Key_Down)
    (outlet,) = desk.view.outlets(CountryCode("EG"))
    desk.wait(lambda: desk.view.language_rules().get(outlet.key) == NEVER)
    choose(sources, "Kenya")
    choose(sources, "Egypt")
    (box,) = sources.press.findChildren(QComboBox)
    assert box.currentData() == NEVER


def test_the_tree_stays_where_it_is_while_sources_are_read(desk: Desk, sources: SourcesScreen) -> None:
    tree = sources.tree
    first = tree.topLevelItem(0)
    assert first is not None
    first.setExpanded(False)
    choose(sources, "Chile")
    tree.verticalScrollBar().setValue(tree.verticalScrollBar().maximum())
    before = tree.verticalScrollBar().value()
    assert before > 0
    change_feeds(desk, "KE")
    first = tree.topLevelItem(0)
    assert first is not None
    assert not first.isExpanded()
    assert tree.verticalScrollBar().value() == before
    assert sources.country.text() == "Chile"


def test_a_source_that_is_switched_off_by_the_keyboard_keeps_the_focus(desk: Desk, sources: SourcesScreen) -> None:
    choose(sources, "Egypt")
    switch = next(box for box in sources.press.findChildren(QCheckBox))
    switch.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(Qt.Key.Key_Space)
    desk.wait(lambda: all(h.state is FeedState.OFF for h in desk.view.health(CountryCode("EG"))))
    egypt = next(item for item in items(sources) if item.text(0) == "Egypt")
    desk.wait(lambda: egypt.text(1) == "0 of 1 on")
    focused = QApplication.focusWidget()
    assert isinstance(focused, QCheckBox)
    assert focused.accessibleName() == switch_name(desk)
    assert not focused.isChecked()


def switch_name(desk: Desk) -> str:
    (outlet,) = desk.view.outlets(CountryCode("EG"))
    return f"Read {outlet.name}"


def test_where_nothing_needs_attention_it_is_said(sources: SourcesScreen) -> None:
    choose(sources, "Egypt")
    sources.only_attention.setChecked(True)
    assert not items(sources)
    assert sources.nothing.isVisible()
    assert sources.nothing.text() == "No source needs attention."
    assert not sources.press.isVisible()
    assert not sources.country.isVisible()
    sources.only_attention.setChecked(False)
    assert not sources.nothing.isVisible()
    assert sources.press.isVisible()
