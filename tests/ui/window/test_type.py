"""The popover of the type over the whole window: the text that it changes stays in sight wherever there is room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.reader.style import MEASURES_PX
from desktop_app.ui.reader.view import ReaderView
from tests.ui.window.desk import Desk

SIZES = ((960, 600), (1280, 720), (1440, 900), (1920, 1080))


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft], ids=["ltr", "rtl"])
def direction(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Qt.LayoutDirection]:
    """The side on which the window begins."""
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(before)


def hidden(desk: Desk, measure_px: int | None = None) -> float:
    """The share of the text's column that the card hides."""
    column = desk.pane.reader.text.column_in(desk.window, measure_px)
    both = desk.pane.reader.type_popover.card.intersected(column)
    return max(0, both.width()) * max(0, both.height()) / (column.width() * column.height())


def with_popover(desk: Desk, width: int, height: int) -> ReaderView:
    """The reader of an article in a window of this size, its popover open."""
    desk.window.resize(width, height)
    desk.open_country("CL")
    desk.key("j")
    reader = desk.pane.reader
    reader.show_type_popover()
    return reader


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_text_stays_in_sight(desk: Desk, direction: Qt.LayoutDirection, size: tuple[int, int]) -> None:
    reader = with_popover(desk, *size)
    popover = reader.type_popover
    assert popover.layoutDirection() == direction
    assert desk.window.rect().contains(popover.card) and popover.card.contains(content_of(desk))
    assert hidden(desk) == hidden(desk, MEASURES_PX[-1]) == 0
    reader.type_popover.panel.measure.setValue(reader.type_popover.panel.measure.maximum())
    assert hidden(desk) == 0


def content_of(desk: Desk) -> QRect:
    panel = desk.pane.reader.type_popover.panel
    return QRect(panel.mapTo(desk.window, panel.rect().topLeft()), panel.size())


def test_a_wide_window_has_room_below_the_button(desk: Desk) -> None:
    reader = with_popover(desk, 2400, 1000)
    button = reader.actions_bar.text_size
    right = button.mapTo(desk.window, button.rect().topRight()).x()
    assert reader.type_popover.card.right() == right and hidden(desk) == 0


def test_beside_the_text_it_is_worked_as_below_the_button(desk: Desk) -> None:
    reader = with_popover(desk, 960, 600)
    panel = reader.type_popover.panel
    desk.bot.waitUntil(lambda: QApplication.focusWidget() is panel.smaller)
    before = reader.style_of_reading.size_px
    QTest.keyClick(panel.smaller, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is panel.size_steps
    QTest.keyClick(panel.size_steps, Qt.Key.Key_Right)
    assert reader.style_of_reading.size_px > before and reader.type_popover.isVisible()
    QTest.keyClick(panel.size_steps, Qt.Key.Key_Escape)
    assert reader.type_popover.isHidden() and QApplication.focusWidget() is reader.actions_bar.text_size
