"""An article is found where it was left: in this run, in another one, in another text of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.model.article import ArticleId
from desktop_app.model.place import Place
from desktop_app.ui.reader.blocks import PARTS
from desktop_app.ui.reader.view import ReaderView
from tests.ui.reader.test_reader_view import long_article, scroll_to, y_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_where_it_was_left_another_day(qtbot: QtBot, reader: ReaderView) -> None:
    left: dict[ArticleId, Place | None] = {}
    reader.place_left.connect(left.__setitem__)
    reader.show_article(long_article(1))
    scroll_to(reader, PARTS * 18, 30)
    reader.show_article(long_article(2))
    assert list(left) == [ArticleId(1)]
    another = ReaderView(place_of=left.get)
    qtbot.addWidget(another)
    another.resize(640, 500)  # another window, too
    another.show()
    another.show_article(long_article(1))
    assert abs(y_of(another, PARTS * 18) - 30) <= 2
    another.show_article(long_article(2))
    assert another.position() == 0


def test_it_is_told_when_the_reader_has_settled_and_only_news(reader: ReaderView, qtbot: QtBot) -> None:
    told: list[tuple[ArticleId, Place | None]] = []
    reader.place_left.connect(lambda article, place: told.append((article, place)))
    reader.show_article(long_article(1))
    qtbot.waitUntil(lambda: reader.text.verticalScrollBar().maximum() > 0)
    scroll_to(reader, PARTS * 5, 10)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(1, reader.text.place())]
    reader.remember()
    reader.show_article(long_article(2))
    assert len(told) == 1
    reader.show_article(long_article(1))
    reader.restore_position(0)
    reader.clear()
    assert told[1:] == [(1, None)]  # back at the top


def test_what_changed_in_an_article_is_no_place_in_it(reader: ReaderView) -> None:
    told: list[object] = []
    reader.place_left.connect(lambda article, place: told.append((article, place)))
    reader.show_article(long_article(1))
    reader.show_changes()
    reader.restore_position(1.0)
    reader.show_article(long_article(2))
    assert told == []


class Paints(QObject):
    """Counts what of a widget is painted, and where it is scrolled to at that moment."""

    def __init__(self, reader: ReaderView) -> None:
        super().__init__()
        self.reader = reader
        self.seen: list[tuple[object, int]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.append((self.reader.article_id, self.reader.text.verticalScrollBar().value()))
        return super().eventFilter(watched, event)


@contextmanager
def watched(reader: ReaderView) -> Iterator[Paints]:
    paints = Paints(reader)
    reader.text.viewport().installEventFilter(paints)
    try:
        yield paints
    finally:
        reader.text.viewport().removeEventFilter(paints)


def test_from_one_article_to_the_next_nothing_flickers(reader: ReaderView, qtbot: QtBot) -> None:
    """Nothing but the next article, in its place, is ever painted: no blank page, none at the top first."""
    reader.show_article(long_article(2))
    scroll_to(reader, PARTS * 12, 25)
    there = reader.text.verticalScrollBar().value()
    reader.show_article(long_article(1))
    qtbot.waitUntil(lambda: reader.text.verticalScrollBar().maximum() > 0)
    QTest.qWait(1)
    with watched(reader) as paints:
        reader.show_article(long_article(2))
        qtbot.waitUntil(lambda: bool(paints.seen))
        QTest.keyClick(reader.text, Qt.Key.Key_Shift)
    assert set(paints.seen) == {(ArticleId(2), there)}
