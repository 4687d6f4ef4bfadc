"""How others tell a story: in the article, and as a screen of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.window.desk import Desk

CABLE = 1  # of Chile's articles, the one about the cut cable, which other countries tell of too


def read_the_cable(desk: Desk) -> None:
    desk.open_country("CL")
    desk.click_row(CABLE)
    desk.wait(lambda: desk.view.related(desk.rows("CL")[CABLE].id))
    desk.wait(desk.pane.reader.actions_bar.takes.isVisible)


def test_an_article_that_others_tell_of_has_a_box_of_takes(desk: Desk) -> None:
    read_the_cable(desk)
    assert desk.child("takesBox").isVisibleTo(desk.pane.reader)


def test_an_article_that_nobody_else_tells_of_has_none(desk: Desk) -> None:
    read_the_cable(desk)
    alone = next(n for n, row in enumerate(desk.rows("CL")) if not desk.view.related(row.id))
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


def test_v_goes_to_the_takes(desk: Desk) -> None:
    read_the_cable(desk)
    desk.list.setFocus()
    desk.key("v")
    focus = desk.window.focusWidget()
    assert desk.pane.reader.isAncestorOf(focus)
