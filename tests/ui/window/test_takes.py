"""How others tell a story: in the article, and as a screen of its own."""

from __future__ import annotations

import sqlite3

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.model.events import Event
from desktop_app.ui.reader.takes_box import TakesBox
from desktop_app.ui.widgets.focus_ring import FocusRing
from tests.ui.window.desk import Desk

CABLE = 1  # of Chile's articles, the one about the cut cable, which other countries tell of too


def read_the_cable(desk: Desk) -> None:
    desk.open_country("CL")
    desk.click_row(CABLE)
    desk.wait(lambda: desk.view.story_of(desk.rows("CL")[CABLE].id))
    desk.wait(desk.pane.reader.actions_bar.takes.isVisible)


def test_an_article_that_others_tell_of_has_a_box_of_takes(desk: Desk) -> None:
    read_the_cable(desk)
    assert desk.child("takesBox").isVisibleTo(desk.pane.reader)


def test_takes_appear_when_the_story_is_found(desk: Desk) -> None:
    """Stories are found after articles are stored: an article may be opened before its sisters are known."""

    def empty(db: sqlite3.Connection) -> tuple[Event, ...]:
        db.execute("DELETE FROM story_member")
        db.execute("DELETE FROM story_todo")
        db.execute("INSERT INTO story_todo (article, is_dated) SELECT id, 1 FROM article ORDER BY id")
        db.execute("DELETE FROM meta WHERE key = 'stories'")
        return ()

    desk.open_country("CL")
    desk.wait(lambda: desk.view.story_of(desk.rows("CL")[CABLE].id))
    desk.core._story_keeper.stop()
    desk.core._writer.submit(empty).result()
    desk.click_row(CABLE)
    answered: list[int] = []
    desk.context.tasks.run(lambda _: 1, answered.append, "after the takes")
    desk.wait(lambda: answered)
    assert not desk.pane.reader.actions_bar.takes.isVisible()
    desk.core._story_keeper.begin()
    desk.core._story_keeper.take_up()
    desk.wait(desk.pane.reader.actions_bar.takes.isVisible)


def test_tab_goes_from_the_coverage_to_the_takes_below_it(desk: Desk) -> None:
    read_the_cable(desk)
    box = desk.child("takesBox")
    assert isinstance(box, TakesBox)
    desk.key("v")
    box.all.setFocus(Qt.FocusReason.TabFocusReason)
    been = []
    for _ in box.takes:
        desk.key(Qt.Key.Key_Tab)
        been.append(desk.window.focusWidget())
    assert been == [one for one in box.findChildren(QAbstractButton) if one.isVisible() and one is not box.all]


def test_an_article_that_nobody_else_tells_of_has_none(desk: Desk) -> None:
    read_the_cable(desk)
    alone = next(n for n, row in enumerate(desk.rows("CL")) if not desk.view.story_of(row.id))
    desk.click_row(alone)
    desk.wait(lambda: not desk.pane.reader.actions_bar.takes.isVisible())


def test_c_shows_the_whole_coverage_and_escape_comes_back(desk: Desk) -> None:
    read_the_cable(desk)
    desk.key("c")
    story = desk.child("storyView")
    assert story.isVisible()
    desk.wait(lambda: len(story.findChildren(QWidget)) > 10)
    desk.key(Qt.Key.Key_Escape)
    assert not story.isVisible()
    assert desk.window.screen_name == "country"
    assert desk.pane.reader.article_id == desk.rows("CL")[CABLE].id


@pytest.mark.parametrize("size", [(1440, 900), (960, 600)], ids=str)
def test_v_brings_the_takes_into_view(desk: Desk, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    read_the_cable(desk)
    desk.list.setFocus()
    desk.pane.reader.restore_position(0)
    for _ in range(2):
        desk.key("v")
        focus = desk.window.focusWidget()
        viewport = desk.pane.reader.text.viewport()
        top = focus.mapTo(viewport, QPoint(0, 0)).y()
        assert 0 <= top <= viewport.height() - focus.height()
        desk.pane.reader.text.setFocus()


def test_v_goes_to_the_takes(desk: Desk) -> None:
    read_the_cable(desk)
    desk.list.setFocus()
    desk.key("v")
    focus = desk.window.focusWidget()
    assert desk.pane.reader.isAncestorOf(focus)


def test_a_take_that_is_opened_by_the_keyboard_is_read_by_the_keyboard(desk: Desk) -> None:
    read_the_cable(desk)
    desk.key("v")
    desk.key(Qt.Key.Key_Return)
    assert desk.shown().row.id != desk.rows("CL")[CABLE].id
    assert desk.pane.reader.text.hasFocus()


def test_another_theme_leaves_the_keys_with_the_take_that_has_them(desk: Desk) -> None:
    read_the_cable(desk)
    desk.key("v")
    desk.key(Qt.Key.Key_Down)
    focus = desk.window.focusWidget()
    desk.theme.choose("ink")
    assert desk.window.focusWidget() is focus


def test_the_same_article_once_more_leaves_the_reader_where_it_is(desk: Desk) -> None:
    read_the_cable(desk)
    desk.wait(lambda: not desk.context.pictures.is_busy)  # one that comes later makes the text longer
    desk.list.setFocus()
    desk.key("v")
    focus, scrolled = desk.window.focusWidget(), desk.pane.reader.position()
    answers: list[object] = []
    desk.pane.open_article(desk.rows("CL")[CABLE].id)
    desk.context.tasks.run(lambda view: view.tags(), answers.append, "after the takes")
    desk.wait(lambda: answers)
    assert desk.window.focusWidget() is focus
    assert desk.pane.reader.position() == scrolled


def test_a_line_of_the_takes_has_one_ring_of_focus(desk: Desk) -> None:
    read_the_cable(desk)
    desk.list.setFocus()
    desk.key("v")
    assert desk.pane.reader.isAncestorOf(desk.window.focusWidget())
    assert not desk.window.findChildren(FocusRing)[0].isVisible()
