"""The original of the sentence under the mouse: when it rests there, at once with Alt; and the word that it is bad."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QCursor, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolTip

from desktop_app.model.article import Article
from desktop_app.ui.reader.page import language_name
from desktop_app.ui.reader.sentences import original_sentence
from desktop_app.ui.reader.style import Mode
from desktop_app.ui.reader.text_view import ReaderText


class Originals(QObject):
    """Watches one text once it is told to. GUI thread only."""

    sentence_refused = Signal(object, str, str)  # ArticleId, language and sentence of the original: its English is bad

    def __init__(self, text: ReaderText, article: Callable[[], Article | None], mode: Callable[[], Mode]) -> None:
        super().__init__(text)
        self._text = text
        self._article = article
        self._mode = mode
        self._is_watching = False

    def watch(self) -> None:
        """From now on. Nothing is watched while nothing is translated."""
        if not self._is_watching:
            self._is_watching = True
            self._text.installEventFilter(self)
            self._text.viewport().installEventFilter(self)
            self._text.menu_opened.connect(self.add_actions)

    def sentence_at(self, place: QPoint) -> str:
        """The original of the sentence there, "" where there is none to show. ``place`` in the viewport."""
        article = self._article()
        if article is None or self._mode() is Mode.ORIGINAL:
            return ""
        cursor = self._text.cursorForPosition(place)
        block = cursor.block()
        layout = self._text.document().documentLayout()
        box = layout.blockBoundingRect(block).translated(0, -self._text.verticalScrollBar().value())
        if not box.adjusted(0, -1, 0, 1).contains(place):
            return ""
        return original_sentence(article, block.text(), cursor.position() - block.position())

    @Slot(object, object)
    def add_actions(self, menu: QMenu, place: QPoint) -> None:
        """What can be done with the sentence there."""
        article, sentence = self._article(), self.sentence_at(place)
        if article is None or not sentence:
            return
        menu.addSeparator()
        language = article.row.language
        action = menu.addAction(f"This sentence is badly translated: show the {language_name(language) or 'original'}")
        action.triggered.connect(lambda: self.sentence_refused.emit(article.row.id, language, sentence))

    def _show(self, place: QPoint) -> bool:
        sentence = self.sentence_at(place)
        if not sentence:
            QToolTip.hideText()
            return False
        QToolTip.showText(self._text.viewport().mapToGlobal(place), f"<p>{escape(sentence)}</p>", self._text)
        return True

    # Qt's names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        match event.type():
            case QEvent.Type.ToolTip if isinstance(event, QHelpEvent):
                return self._show(event.pos())
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                    self._show(event.position().toPoint())
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_Alt:
                    self._show(self._text.viewport().mapFromGlobal(QCursor.pos()))
            case _:
                pass
        return False
