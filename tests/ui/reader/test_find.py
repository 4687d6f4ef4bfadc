"""The bar that finds words in the article."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop_app.ui.reader.style import Mode, ReaderStyle
from desktop_app.ui.reader.view import ReaderView
from tests.ui.reader.test_reader_view import long_article
from tests.unit.ui.reader.articles import article, paragraphs

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_find_counts_and_goes_round(reader: ReaderView) -> None:
    reader.show_article(article(paragraphs("agua y agua", "más Agua")))
    QTest.keyClick(reader.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = reader.find_bar
    assert bar.isVisible()
    field, count = bar.findChild(QLineEdit), bar.findChild(QLabel, "readerFindCount")
    assert isinstance(field, QLineEdit) and isinstance(count, QLabel)
    QTest.keyClicks(field, "agua")
    assert count.text() == "1 of 3"
    assert len(reader.text.extraSelections()) == 3
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert count.text() == "2 of 3"
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert count.text() == "3 of 3"
    QTest.keyClicks(field, "x")
    assert count.text() == "Not found"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not bar.isVisible() and not reader.text.extraSelections()


def test_find_minds_neither_accents_nor_kinds_of_quotation_marks(reader: ReaderView) -> None:
    reader.show_article(article(paragraphs("They don’t grow coffee in Bogotá 🚢, they don't.", "Bogota grows.")))
    reader.set_mode(Mode.ORIGINAL)
    reader.open_find_bar()
    field = reader.find_bar.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    for words, found in (("don't", ["don’t", "don't"]), ("bogota", ["Bogotá", "Bogota"])):
        field.setText(words)
        assert [mark.cursor.selectedText() for mark in reader.text.extraSelections()] == found


def test_find_brings_the_word_into_view_and_outlives_a_new_page(reader: ReaderView) -> None:
    reader.show_article(long_article())
    QTest.keyClick(reader.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = reader.find_bar.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Paragraph 33")
    scrolled = reader.text.verticalScrollBar().value()
    assert scrolled > 1000
    reader.set_style(ReaderStyle(size_px=22))
    assert len(reader.text.extraSelections()) == 1
    reader.clear()
    assert not reader.find_bar.isVisible()
