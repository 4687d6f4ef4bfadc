"""The popover of the type: everything in it by clicks and keys, and the text under the eye while it changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.reader.blocks import PARTS
from desktop_app.ui.reader.style import Face, ReaderStyle, Spacing
from desktop_app.ui.reader.type_popover import TypePopover
from desktop_app.ui.reader.view import ReaderView
from desktop_app.ui.widgets.popover import Popover
from tests.ui.reader.test_reader_view import SHORT, long_article, scroll_to, y_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def popover(reader: ReaderView, qtbot: QtBot) -> TypePopover:
    """Open over an article that is read in its middle."""
    reader.resize(900, 700)
    reader.show_article(long_article())
    scroll_to(reader, PARTS * 20, 40)
    reader.activateWindow()
    button = reader.findChild(QToolButton, "readerTextSize")
    assert button is not None
    QTest.mouseClick(button, LEFT)
    popover = reader.type_popover
    qtbot.waitUntil(lambda: QApplication.focusWidget() is popover.panel.smaller)
    return popover


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def tile(popover: Popover, name: str) -> QRadioButton:
    found = popover.findChild(QRadioButton, name)
    assert found is not None
    return found


def press(popover: Popover, target: QWidget) -> None:
    """As a mouse does: whatever lies on top there gets it."""
    window = popover.window()
    place = target.mapTo(window, QPoint(10, 20))
    top = window.childAt(place)
    assert top is not None
    QTest.mouseClick(top, LEFT, pos=top.mapFrom(window, place))


def test_it_stands_below_its_button_within_the_window(reader: ReaderView, popover: TypePopover) -> None:
    assert reader.rect().contains(popover.card)
    button = reader.actions_bar.text_size
    assert popover.card.y() >= button.mapTo(reader, QPoint(0, 0)).y()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Typeface: Inter", ReaderStyle(face=Face.SANS)),
        ("Typeface: Hyperlegible", ReaderStyle(face=Face.HYPERLEGIBLE)),
        ("Lines: Loose", ReaderStyle(spacing=Spacing.LOOSE)),
        ("Lines: Tight", ReaderStyle(spacing=Spacing.TIGHT)),
        ("Edge: Straight", ReaderStyle(is_justified=True)),
    ],
)
def test_each_tile_is_seen_at_once_and_the_text_stays(
    reader: ReaderView, popover: TypePopover, qtbot: QtBot, name: str, expected: ReaderStyle
) -> None:
    before = reader.text.viewport().grab().toImage()
    with qtbot.waitSignal(reader.style_changed) as changed:
        QTest.mouseClick(tile(popover, name), LEFT)
    assert changed.args == [expected] and reader.style_of_reading == expected
    assert tile(popover, name).isChecked() and popover.isVisible()
    assert abs(y_of(reader, PARTS * 20) - 40) <= 2
    assert reader.text.viewport().grab().toImage() != before


def test_the_legible_face_is_the_one_that_is_shipped(reader: ReaderView, popover: TypePopover) -> None:
    QTest.mouseClick(tile(popover, "Typeface: Hyperlegible"), LEFT)
    block = reader.text.block_of(PARTS * 20)
    assert block is not None
    formats = block.textFormats()
    assert formats and formats[0].format.fontFamilies()[0] == "Overview Legible"


def test_sizes_and_widths_by_their_buttons_and_keys(reader: ReaderView, popover: TypePopover) -> None:
    panel = popover.panel
    QTest.mouseClick(panel.larger, LEFT)
    QTest.mouseClick(panel.larger, LEFT)
    assert reader.style_of_reading.size_px == 21 and panel.size_words.text().endswith("21 px")
    QTest.mouseClick(panel.smaller, LEFT)
    assert reader.style_of_reading.size_px == 20
    panel.size_steps.setFocus()
    QTest.keyClick(panel.size_steps, Qt.Key.Key_Right)
    assert reader.style_of_reading.size_px == 21 and panel.size_steps.accessibleDescription() == "21 px"
    panel.measure.setFocus()
    QTest.keyClick(panel.measure, Qt.Key.Key_Left)
    assert reader.style_of_reading.measure_px == 620
    QTest.keyClick(panel.measure, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert reader.style_of_reading == ReaderStyle(measure_px=620)
    QTest.keyClick(panel.measure, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert reader.style_of_reading.size_px == 20
    QTest.mouseClick(panel.defaults, LEFT)
    assert reader.style_of_reading == ReaderStyle() and not panel.defaults.isEnabled()
    assert abs(y_of(reader, PARTS * 20) - 40) <= 2


def test_it_works_without_a_mouse(reader: ReaderView, popover: TypePopover) -> None:
    panel = popover.panel
    seen: list[QWidget] = [focus()]
    for _ in range(8):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        seen.append(focus())
    chosen = [tile(popover, name) for name in ("Typeface: Source Serif", "Lines: Normal", "Edge: Ragged")]
    system = tile(popover, "Theme: System")
    # the defaults are chosen: there is nothing to go back to
    size = (panel.smaller, panel.size_steps, panel.larger)
    assert seen == [*size, *chosen[:2], panel.measure, chosen[2], system, seen[0]]
    QTest.keyClick(focus(), Qt.Key.Key_Backtab)
    assert focus() is system
    tile(popover, "Lines: Normal").setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    assert focus() is tile(popover, "Lines: Loose") and reader.style_of_reading.spacing is Spacing.LOOSE
    QTest.keyClick(focus(), Qt.Key.Key_T)  # nothing for the reader
    assert popover.isVisible()
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert not popover.isVisible() and focus() is reader.actions_bar.text_size


def test_a_press_elsewhere_closes_it_and_its_button_does_not_open_it_again(
    reader: ReaderView, popover: TypePopover
) -> None:
    QTest.mouseClick(popover, LEFT, pos=popover.card.bottomRight() - QPoint(4, 4))  # beside the controls
    assert popover.isVisible()
    press(popover, reader.actions_bar.text_size)
    assert not popover.isVisible()
    press(popover, reader.actions_bar.text_size)
    assert popover.isVisible()
    press(popover, reader.text.viewport())
    assert not popover.isVisible()
    reader.show_type_popover()
    reader.text.setFocus()
    assert not popover.isVisible()
    reader.show_type_popover()
    reader.resize(700, 600)
    assert not popover.isVisible()


def test_themes_are_told(reader: ReaderView, popover: TypePopover, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.theme_chosen) as chosen:
        QTest.mouseClick(tile(popover, "Theme: Sepia"), LEFT)
    assert chosen.args == ["sepia"]
    reader.set_theme_choice("ink")
    assert tile(popover, "Theme: Ink").isChecked()


def test_every_tile_says_what_it_is(popover: TypePopover) -> None:
    names = [found.accessibleName() for found in popover.findChildren(QRadioButton)]
    assert "Theme: High contrast" in names and "Theme: As the system" in names and "Lines: Tight" in names
    for found in popover.findChildren(QWidget):
        if found.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert found.accessibleName() or getattr(found, "text", lambda: "")()


def test_the_popover_fits_the_smallest_window(reader: ReaderView) -> None:
    reader.resize(500, 570)  # what the smallest window leaves
    reader.show_article(SHORT)
    reader.show_type_popover()
    assert reader.rect().contains(reader.type_popover.card)


def test_justified_text_is_the_running_text_only(reader: ReaderView) -> None:
    reader.set_style(replace(ReaderStyle(), is_justified=True))
    reader.show_article(long_article())
    document = reader.text.document()
    justified = []
    block = document.begin()
    while block.isValid():
        is_justified = bool(block.blockFormat().alignment() & Qt.AlignmentFlag.AlignJustify)
        justified.append((block.userState() >= PARTS, is_justified))
        block = block.next()
    assert all(in_text == is_justified for in_text, is_justified in justified if in_text or is_justified)
    assert any(is_justified for _, is_justified in justified)
