"""What the reader keeps: starred articles, by tag."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app import messages
from desktop_app.model.events import MarksChanged
from desktop_app.model.listing import Saved
from desktop_app.ui.articles import row_layout
from desktop_app.ui.context import Context
from desktop_app.ui.screens.reading import Emptiness, ReadingPane
from desktop_app.ui.theme import icons, tokens
from desktop_app.ui.theme.fonts import text_font
from desktop_app.ui.theme.style import current_theme, theme_changed

_NOTHING = Emptiness(
    "star",
    "Nothing saved yet",
    "Press s, or the star of an article, to keep it. It stays for ever, with its text and its pictures.",
)


class SavedScreen(QWidget):
    """GUI thread only."""

    export_pressed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        header = QFrame(self)
        header.setProperty("look", "pane")
        title = QLabel("Saved")
        title.setFont(text_font(tokens.TYPE_H2, 600))
        self.count = QLabel()
        self.count.setProperty("look", "secondary")
        self.tags = QComboBox()
        self.tags.setAccessibleName("Only with this tag")
        self.export = QToolButton()
        self.export.setProperty("look", "quiet")
        self.export.setToolTip("Export what is saved")
        self.export.setAccessibleName("Export what is saved")
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self.export)
        below = QHBoxLayout()
        below.addWidget(self.count, 1)
        below.addWidget(self.tags)
        column = QVBoxLayout(header)
        column.setContentsMargins(row_layout.GUTTER, tokens.SPACE_4, row_layout.MARGIN_RIGHT, tokens.SPACE_3)
        column.setSpacing(tokens.SPACE_1)
        column.addLayout(top)
        column.addLayout(below)
        self.pane = ReadingPane(context, header, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pane)
        self.tags.currentIndexChanged.connect(self._show_listing)
        self.export.clicked.connect(self.export_pressed)
        context.bridge.marks_changed.connect(self._on_marks_changed)
        self._dress()
        theme_changed.connect(self._dress)

    @Slot()
    def _dress(self) -> None:
        theme = current_theme()
        self.export.setIcon(icons.icon("export", theme.secondary, 20, self.devicePixelRatioF()))

    def show_saved(self) -> None:
        """Show what is kept now, the latest star first."""
        self._show_facts()
        self._show_listing()
        self.pane.list.show_countries({c.code: c.name for c in self._context.countries.all()})

    def _show_facts(self) -> None:
        number = self._context.view.saved_count()
        self.count.setText(messages.count(number, "article") if number else "")
        self.export.setVisible(number > 0)
        tags = self._context.view.tags()
        chosen = self.tags.currentData()
        self.tags.blockSignals(True)
        self.tags.clear()
        self.tags.addItem("All tags", "")
        for tag, uses in tags:
            self.tags.addItem(f"{tag} ({uses})", tag)
        self.tags.setCurrentIndex(max(0, self.tags.findData(chosen)))
        self.tags.blockSignals(False)
        self.tags.setVisible(bool(tags))
        if chosen and self.tags.currentData() != chosen:  # nothing has that tag any more
            self._show_listing()

    @Slot()
    def _show_listing(self) -> None:
        self.pane.show_listing(Saved(str(self.tags.currentData() or "")), lambda: _NOTHING)

    @Slot(object)
    def _on_marks_changed(self, event: MarksChanged) -> None:
        del event
        if self.isVisible():
            self._show_facts()
