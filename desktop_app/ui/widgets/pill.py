"""A floating button at the top of another widget: "12 new"."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.ui.theme import tokens


class Pill(QPushButton):
    """Hidden while it counts nothing. Stands in the middle of its parent's top edge and follows its size."""

    def __init__(self, word: str, parent: QWidget) -> None:
        """``word`` follows the number: "new"."""
        super().__init__(parent)
        self.setProperty("look", "pill")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._word = word
        self._host = parent
        self.hide()

    @Slot(int)
    def show_count(self, number: int) -> None:
        """Count so many; 0 hides the pill."""
        self.setText(f"{number:,} {self._word}")
        self.setAccessibleName(f"{number:,} {self._word}, show")
        self.adjustSize()
        self._place()
        self.setVisible(number > 0)
        self.raise_()

    def _place(self) -> None:
        self.move((self._host.width() - self.width()) // 2, tokens.SPACE_3)

    # Qt's names from here on

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._host.installEventFilter(self)  # only now: each event of the host comes to Python from here on

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._host.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
