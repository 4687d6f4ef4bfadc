"""A quiet line above a screen: something the user may want to know, and may do something about."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop_app.ui.theme import icons, tokens
from desktop_app.ui.theme.style import current_theme

ICON_PX = 18


class Banner(QFrame):
    """Hidden until it has something to say. Never takes the focus by itself."""

    action_pressed = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "banner")
        self._kind = "info"
        self._icon = QLabel(self)
        self._text = QLabel(self, wordWrap=True)
        self._text.setProperty("look", "secondary")
        self._action = QPushButton(self)
        self._action.setProperty("look", "link")
        self._action.clicked.connect(self.action_pressed)
        self._close = QToolButton(self)
        self._close.setToolTip("Dismiss")
        self._close.setAccessibleName("Dismiss")
        self._close.setProperty("look", "quiet")
        self._close.setIconSize(QSize(14, 14))
        self._close.clicked.connect(self._on_dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_3, tokens.SPACE_1, tokens.SPACE_1, tokens.SPACE_1)
        row.setSpacing(tokens.SPACE_2)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.hide()

    def show_notice(self, text: str, *, kind: str = "info", action: str = "") -> None:
        """Say it. ``kind`` is "info", "warning", "error" or "offline"; ``action`` is the word of the button, if any."""
        self._kind = kind
        self._text.setText(text)
        self.setAccessibleName(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._refresh()
        self.show()

    def text(self) -> str:
        return self._text.text()

    def _refresh(self) -> None:
        theme = current_theme()
        colour = {"warning": theme.warn, "error": theme.error, "offline": theme.warn}.get(self._kind, theme.secondary)
        self._icon.setPixmap(icons.pixmap(self._kind, colour, ICON_PX, self.devicePixelRatioF()))
        self._close.setIcon(icons.icon("close", theme.secondary, 14, self.devicePixelRatioF()))

    @Slot()
    def _on_dismissed(self) -> None:
        self.hide()
        self.dismissed.emit()

    # Qt's names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._refresh()
