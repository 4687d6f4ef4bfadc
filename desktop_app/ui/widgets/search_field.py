"""A line edit to search with: an icon, a button that clears, and a signal when the user pauses."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.theme import icons
from desktop_app.ui.theme.style import current_theme, theme_changed

PAUSE_MS = 150
ICON_PX = 16


class SearchField(QLineEdit):
    """Escape clears it; an Escape in the empty field is left to the window."""

    search_changed = Signal(str)  # the stripped text, once the user pauses for 150 ms, and at once on Enter and clear

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._last = ""
        self._icon = QAction(self)
        self._clear = QAction("Clear", self)
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(self._tell)
        self._refresh()
        theme_changed.connect(self._refresh)

    @Slot()
    def _refresh(self) -> None:
        colour = current_theme().muted
        self._icon.setIcon(icons.icon("search", colour, ICON_PX, self.devicePixelRatioF()))
        self._clear.setIcon(icons.icon("close", colour, ICON_PX, self.devicePixelRatioF()))

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._pause.start()
        else:
            self._tell()

    @Slot()
    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.search_changed.emit(text)

    # Qt's names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
