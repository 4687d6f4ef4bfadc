"""A card over the window to choose a story by: recent ones, or those that a search finds while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app import messages
from desktop_app.model.article import ArticleRow, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.ui.theme import tokens
from desktop_app.ui.widgets.popover import Popover
from desktop_app.ui.widgets.search_field import SearchField

WIDTH, LIST_HEIGHT = 460, 320  # px
MOST = 30  # stories offered
_ROW = Qt.ItemDataRole.UserRole


class StoryPanel(QWidget):
    """Says what is looked for (``show_rows`` answers) and what was chosen. GUI thread only."""

    asked = Signal(str)  # what is typed; "" at first
    chosen = Signal(object)  # ArticleRow of the story

    def __init__(self, name_of: Callable[[CountryCode], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self.setFixedWidth(WIDTH)
        self.heading = QLabel("Same story as…")
        self.heading.setProperty("look", "heading")
        self.why = QLabel()
        self.why.setProperty("look", "muted")
        self.why.setWordWrap(True)
        self.field = SearchField("Search stories and articles")
        self.list = QListWidget()
        self.list.setAccessibleName("Stories")
        self.list.setFixedHeight(LIST_HEIGHT)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = QLabel("Nothing in the store tells of that.", alignment=Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("look", "secondary")
        self.nothing.setFixedHeight(LIST_HEIGHT)
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_2)
        for widget in (self.heading, self.why, self.field, self.list, self.nothing):
            column.addWidget(widget)
        self.field.search_changed.connect(self.asked)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)

    def begin(self, why: str) -> None:
        """Ask anew; ``why`` says what will happen."""
        self.why.setText(why)
        self.field.clear()
        self.list.clear()
        self.asked.emit("")

    def show_rows(self, rows: Sequence[ArticleRow], now: Seconds) -> None:
        """The answer to ``asked``."""
        self.list.clear()
        for row in rows:
            others = f"told by {messages.count(row.other_takes, 'other')}" if row.other_takes else ""
            parts = (row.outlet, self._name_of(row.country), messages.age(max(0, now - row.published)), others)
            about = " · ".join(part for part in parts if part)
            item = QListWidgetItem(f"{row.title}\n{about}")
            item.setToolTip(row.title)
            item.setData(_ROW, row)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem | None) -> None:
        row = item.data(_ROW) if item is not None else None
        if isinstance(row, ArticleRow):
            self.chosen.emit(row)

    # Qt's names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows and Enter in the field are for the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self.list.setCurrentRow(min(self.list.currentRow() + 1, self.list.count() - 1))
                    return True
                case Qt.Key.Key_Up:
                    self.list.setCurrentRow(max(self.list.currentRow() - 1, 0))
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._choose(self.list.currentItem())
                    return True
                case _:
                    pass
        return super().eventFilter(watched, event)


class StoryChooser(Popover):
    """The panel in a popover over the window. GUI thread only."""

    def __init__(self, name_of: Callable[[CountryCode], str], window: QWidget) -> None:
        self.panel = StoryPanel(name_of)
        super().__init__("Choose the story that it belongs to", self.panel, window)
        self.panel.chosen.connect(self.close_popover)

    def ask(self, anchor: QWidget, why: str) -> None:
        """Open below a widget; ``why`` says what will happen."""
        self.panel.begin(why)
        self.open_at(anchor)
