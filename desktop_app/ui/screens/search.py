"""Search: a field, what it found, and the reader."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop_app import messages
from desktop_app.library.view import FOUND_AT_MOST
from desktop_app.model.listing import Found
from desktop_app.ui.context import Context
from desktop_app.ui.screens.reading import Emptiness, ReadingPane
from desktop_app.ui.theme import tokens
from desktop_app.ui.widgets.search_field import SearchField

SETTLE_MS = 120  # after the last key; the store answers in a few milliseconds
OPERATORS = """country:chile   lang:es   source:tercera
after:7d   before:2026-03-01
is:starred   tag:water
"two words"   -not"""

_HELP = Emptiness("search", "Search all that is stored", f"Words of any language, and these:\n\n{OPERATORS}")


class SearchScreen(QWidget):
    """GUI thread only; the search itself runs in the background."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        header = QFrame(self)
        header.setProperty("look", "pane")
        self.field = SearchField("Search articles")
        self.field.setObjectName("searchField")
        self.field.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("look", "secondary")
        column = QVBoxLayout(header)
        column.setContentsMargins(tokens.SPACE_4, tokens.SPACE_4, tokens.SPACE_4, tokens.SPACE_3)
        column.setSpacing(tokens.SPACE_2)
        column.addWidget(self.field)
        column.addWidget(self.count)
        self.pane = ReadingPane(context, header, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pane)
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._search)
        self._is_first_wanted = False  # Enter was quicker than the search
        self.field.textChanged.connect(self._on_typed)
        self.pane.model.rowsInserted.connect(self._show_count)

    def show_search(self, text: str | None = None) -> None:
        """Get ready to be typed in; with a text, search for it."""
        self.pane.list.show_countries({c.code: c.name for c in self._context.countries.all()})
        if text is not None:
            self.field.setText(text)
        elif not self.field.text():
            self._search()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._is_first_wanted = False
        if text.strip():
            self._settled.start()
        else:
            self._settled.stop()
            self._search()

    @Slot()
    def _search(self) -> None:
        text = self.field.text().strip()
        nothing = Emptiness("search", "Nothing found", f"Try fewer words, or another spelling.\n\n{OPERATORS}")
        self.count.setText("")
        self.count.hide()
        self.pane.show_listing(Found(text), lambda: nothing if text else _HELP)

    @Slot()
    def _show_count(self) -> None:
        number = self.pane.model.rowCount()
        more = "or more " if number >= FOUND_AT_MOST else ""
        self.count.setText(f"{messages.count(number, 'article')} {more}found, newest first")
        self.count.setVisible(number > 0)
        if self._is_first_wanted:
            self._go_to_list()

    def _go_to_list(self) -> None:
        """Open what was found first, as soon as it is known."""
        if self._settled.isActive():
            self._settled.stop()
            self._search()
        self._is_first_wanted = self.pane.model.rowCount() == 0
        if not self._is_first_wanted:
            self.pane.list.choose_next()
            self.pane.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Qt's names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._go_to_list()
                    return True
                case Qt.Key.Key_Escape if self.field.text():
                    self.field.clear()
                    return True
                case _:
                    pass
        return super().eventFilter(watched, event)
