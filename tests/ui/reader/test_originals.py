"""The original of a sentence: at rest, with Alt, and instead of a bad translation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.model.article import Article, Translation
from desktop_app.model.document import Mark, Paragraph, Run
from desktop_app.ui.reader.sentences import original_sentence
from desktop_app.ui.reader.style import Mode
from desktop_app.ui.reader.view import ReaderView
from tests.support.stores import text
from tests.ui.reader.test_reader_view import SHORT

ORIGINAL = text("Uno. Dos tres.", "Cuatro.")
ENGLISH = text("One. Two three.", "Four.")
PLACES = (
    ((0, 5, 0, 6),),
    (),
    ((0, 4, 0, 4), (5, 15, 5, 14)),
    ((0, 5, 0, 7),),
)
ARTICLE = replace(
    SHORT,
    row=replace(SHORT.row, title="Title", original_title="Título", is_translated=True),
    document=ORIGINAL,
    translation=Translation("Title", "", ENGLISH, "engine 1", PLACES),
)


@pytest.mark.parametrize(
    ("shown", "place", "expected"),
    [
        ("Title", 2, "Título"),
        ("One. Two three.", 0, "Uno."),
        ("One. Two three.", 7, "Dos tres."),
        ("One. Two three.", 15, "Dos tres."),
        ("Four.", 1, "Cuatro."),
        ("One. Two three.", 99, ""),
        ("Somebody else's", 1, ""),
    ],
)
def test_which_sentence_it_is(shown: str, place: int, expected: str) -> None:
    assert original_sentence(ARTICLE, shown, place) == expected


@pytest.mark.parametrize(
    "article",
    [
        replace(ARTICLE, translation=None),
        replace(ARTICLE, translation=replace(ARTICLE.translation or Translation("", "", (), ""), sentences=())),
        replace(ARTICLE, translation=replace(ARTICLE.translation or Translation("", "", (), ""), document=text("One"))),
    ],
)
def test_where_nobody_knows_nothing_is_said(article: Article) -> None:
    assert original_sentence(article, "Four.", 1) == ""


def point_of(reader: ReaderView, words: str) -> QPoint:
    cursor = reader.text.document().find(words)
    assert not cursor.isNull(), words
    cursor.setPosition(cursor.selectionStart() + 1)
    return reader.text.cursorRect(cursor).center()


def rest_on(reader: ReaderView, place: QPoint) -> None:
    viewport = reader.text.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place)))


def test_where_the_mouse_rests_the_original_is_shown(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_article(ARTICLE)
    rest_on(reader, point_of(reader, "Two three"))
    qtbot.waitUntil(lambda: "Dos tres." in QToolTip.text())
    rest_on(reader, QPoint(3, 3))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_with_alt_it_is_shown_at_once(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_article(ARTICLE)
    place = point_of(reader, "Four")
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(reader.text.viewport().mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.AltModifier,
    )
    QApplication.sendEvent(reader.text.viewport(), move)
    qtbot.waitUntil(lambda: "Cuatro." in QToolTip.text())
    QToolTip.hideText()


def test_the_original_itself_has_nothing_to_explain(reader: ReaderView) -> None:
    reader.show_article(ARTICLE)
    reader.set_mode(Mode.ORIGINAL)
    assert reader.originals.sentence_at(point_of(reader, "Dos tres")) == ""


def test_a_bad_translation_is_told(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_article(ARTICLE)
    menu = QMenu(reader)
    reader.text.menu_opened.emit(menu, point_of(reader, "Two three"))
    (action,) = (a for a in menu.actions() if not a.isSeparator())
    assert "badly translated: show the Spanish" in action.text()
    with qtbot.waitSignal(reader.sentence_refused) as refused:
        action.trigger()
    assert refused.args == [ARTICLE.row.id, "es", "Dos tres."]


def test_a_sentence_that_stayed_is_set_apart_and_explained(reader: ReaderView) -> None:
    kept = (Paragraph((Run("One. "), Run("Dos tres.", Mark.KEPT))), Paragraph((Run("Four."),)))
    made = Translation("Title", "", kept, "engine 1", PLACES)
    reader.show_article(replace(ARTICLE, translation=made))
    cursor = reader.text.document().find("Dos tres")
    ground = cursor.charFormat().background().color()
    assert ground.isValid() and ground != reader.text.palette().base().color()
    assert "still in Spanish: their translation was not trusted" in reader.text.toPlainText()
    reader.show_article(ARTICLE)
    assert "not trusted" not in reader.text.toPlainText()
