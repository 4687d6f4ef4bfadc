"""What a place shows when it has nothing to show: what is so, why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.theme import icons, tokens
from desktop_app.ui.theme.style import current_theme, theme_changed

ICON_PX = 40
WIDTH_PX = 320


class EmptyState(QWidget):
    """An icon, a headline, a sentence, and buttons. The first button is the one to press."""

    remedy_chosen = Signal(str)  # the button's word

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = ""
        self._state: tuple[str, str, str, tuple[str, ...]] | None = None
        self._icon = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._headline = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._headline.setProperty("look", "heading")
        self._why = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._why.setProperty("look", "secondary")
        self._row = QHBoxLayout()
        self._row.setSpacing(tokens.SPACE_2)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addLayout(self._row)
        buttons.addStretch(1)
        column = QWidget(self)
        column.setMaximumWidth(WIDTH_PX)
        words = QVBoxLayout(column)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(tokens.SPACE_2)
        words.addStretch(2)
        words.addWidget(self._icon)
        words.addSpacing(tokens.SPACE_2)
        words.addWidget(self._headline)
        words.addWidget(self._why)
        words.addSpacing(tokens.SPACE_3)
        words.addLayout(buttons)
        words.addStretch(3)
        across = QHBoxLayout(self)
        across.setContentsMargins(*(tokens.SPACE_6,) * 4)
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        theme_changed.connect(self._refresh)

    def show_state(self, icon: str, headline: str, why: str = "", remedies: Sequence[str] = ()) -> None:
        """Say what is so; a press on a remedy's button gives its word back. The same again changes nothing: a button
        may just be pressed."""
        state = (icon, headline, why, tuple(remedies))
        if state == self._state:
            return
        self._state = state
        self._icon_name = icon
        self._headline.setText(headline)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.setAccessibleName(f"{headline}. {why}".strip())
        while (item := self._row.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        for number, remedy in enumerate(remedies):
            button = QPushButton(remedy, self)
            button.setProperty("look", "primary" if number == 0 else "")
            button.clicked.connect(self._on_clicked)
            self._row.addWidget(button)
            button.show()
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        if self._icon_name:
            self._icon.setPixmap(
                icons.pixmap(self._icon_name, current_theme().muted, ICON_PX, self.devicePixelRatioF())
            )

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.remedy_chosen.emit(button.text())
