"""
The article list on the screen: keys, star, selection, and a position that stays where the reader put it.

Keys: j k or the arrows to step, n p to the next and former unread, Home End and the page keys, Enter or o to open,
s to star, m to mark read or unread. All others are left to the window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QItemSelection, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.ui.articles import row_layout
from desktop_app.ui.articles.delegate import ArticleDelegate, Pictures
from desktop_app.ui.models.article_list import ArticleListModel
from desktop_app.ui.widgets.uniform_list import ShownRow, UniformListView

AGES_EVERY_MS = 60_000

_Key = Qt.Key
_PASSED_ON = (_Key.Key_Home, _Key.Key_End, _Key.Key_PageUp, _Key.Key_PageDown)  # Qt does them right
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class ArticleListView(UniformListView):
    """Ids go as ``object``: they may be larger than the 32 bits of Qt's int."""

    article_chosen = Signal(object)  # ArticleId: another one became the selected article
    article_opened = Signal(object)  # ArticleId: Enter or a double click
    star_pressed = Signal(object)  # ArticleId
    read_toggled = Signal(object)  # ArticleId

    def __init__(
        self,
        model: ArticleListModel,
        now: Callable[[], Seconds],
        pictures: Pictures | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(row_layout.ROW_HEIGHT, parent)
        self.setObjectName("articleList")
        self.setAccessibleName("Articles")
        self.setMinimumWidth(280)
        self._articles = model
        self._delegate = ArticleDelegate(now, pictures, self)
        self._is_told = True  # whether a selection is the user's and to be told
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._ages = QTimer(self, interval=AGES_EVERY_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._ages.timeout.connect(self.viewport().update)

    def show_countries(self, names: Mapping[CountryCode, str]) -> None:
        """Name the country of each row, in lists of many countries; an empty mapping ends that."""
        self._delegate.show_countries(names)
        self.viewport().update()

    def current_article(self) -> ArticleId | None:
        """The selected article."""
        position = self._selected_position()
        return None if position is None else self._articles.id_at(position)

    def select(self, article: ArticleId) -> bool:
        """Select an article without telling; False when the list does not have it."""
        position = self._articles.row_of(article)
        if position is None:
            return False
        self._is_told = False
        try:
            self.setCurrentIndex(self._articles.index(position))
        finally:
            self._is_told = True
        return True

    def choose_next(self, step: int = 1) -> bool:
        """Choose the next article, the former with -1; the first when none is selected. False at the end."""
        position = self._selected_position()
        return self._choose(0 if position is None else position + step)

    def choose_next_unread(self, step: int = 1) -> bool:
        """Choose the next unread article, the former with -1. False when there is none near."""
        position = self._selected_position()
        there = self._articles.next_unread(-1 if position is None else position, step)
        return there is not None and self._choose(there)

    def show_new(self) -> None:
        """Put the new articles in and show the top: what the "12 new" pill does."""
        self._articles.take_new()
        self.scrollToTop()

    @Slot(str)
    def on_picture_arrived(self, url: str) -> None:
        """Paint the rows in view that show this picture."""
        for position in self.visible_rows():
            row = self._articles.row_at(position)
            if row is not None and row.image == url:
                self.update(self._articles.index(position))

    def paint_row(self, painter: QPainter, row: ShownRow) -> None:
        below = row.index.siblingAtRow(row.index.row() + 1)
        self._delegate.paint_row(painter, row, is_above_selected=self.selectionModel().isSelected(below))

    # Selection

    def _selected_position(self) -> int | None:
        chosen = self.selectionModel().selectedIndexes()
        return chosen[0].row() if chosen else None

    def _choose(self, position: int) -> bool:
        if not 0 <= position < self._articles.rowCount():
            return False
        self.setCurrentIndex(self._articles.index(position))
        return True

    def _star_at(self, place: QPoint) -> int:
        """The row whose star is there, -1 for none."""
        index = self.indexAt(place)
        if not index.isValid():
            return -1
        inside = place - self.visualRect(index).topLeft()
        return index.row() if row_layout.star_hit().contains(inside.x(), inside.y()) else -1

    def _hover_star(self, position: int) -> None:
        if position == self._delegate.hovered_star:
            return
        self._delegate.hovered_star = position
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if position >= 0 else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def _show_focus(self, shows: bool) -> None:
        if shows != self._delegate.shows_focus:
            self._delegate.shows_focus = shows
            self.viewport().update()

    # Keys

    def act_on(self, event: QKeyEvent) -> bool:
        """Do what a key asks of the list, wherever it was pressed; False when it asks nothing."""
        return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self._act(event.key())

    def _act(self, key: int) -> bool:
        """Do what a key means here; False when it means nothing here."""
        match key:
            case _Key.Key_J | _Key.Key_Down:
                self.choose_next()
            case _Key.Key_K | _Key.Key_Up:
                self.choose_next(-1)
            case _Key.Key_N:
                self.choose_next_unread()
            case _Key.Key_P:
                self.choose_next_unread(-1)
            case _Key.Key_Return | _Key.Key_Enter | _Key.Key_O:
                self._tell(self.article_opened)
            case _Key.Key_S:
                self._tell(self.star_pressed)
            case _Key.Key_M:
                self._tell(self.read_toggled)
            case _:
                return False
        return True

    def _tell(self, signal: object) -> None:
        article = self.current_article()
        if article is not None:
            signal.emit(article)  # type: ignore[attr-defined]  # a bound signal has no type of its own in the stubs

    # Qt's names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _PASSED_ON:
            self._show_focus(True)
            super().keyPressEvent(event)
        elif self.act_on(event):
            self._show_focus(True)
            event.accept()
        else:
            event.ignore()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        article = self.current_article()
        if self._is_told and article is not None and not selected.isEmpty():
            self.article_chosen.emit(article)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._show_focus(False)
        star = self._star_at(event.position().toPoint())
        if star >= 0 and event.button() == Qt.MouseButton.LeftButton:
            article = self._articles.id_at(star)
            if article is not None:
                self.star_pressed.emit(article)
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._star_at(event.position().toPoint()) < 0:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._star_at(place) >= 0:
            self.mousePressEvent(event)
            return
        index = self.indexAt(place)
        article = self._articles.id_at(index.row()) if index.isValid() else None
        if article is not None and event.button() == Qt.MouseButton.LeftButton:
            self.article_opened.emit(article)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover_star(self._star_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover_star(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus(event.reason() in _KEYBOARD)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ages.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ages.stop()
