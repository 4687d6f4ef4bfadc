"""What stands in the reader's place when there is no article: a few words and what to do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import fonts, icons, tokens
from desktop_app.ui.theme.tokens import Theme
from desktop_app.ui.widgets.fill import fill

_ICON_PX = 40


class MessagePane(QWidget):
    """An icon, a title and a line, in the middle. GUI thread only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readerMessage")
        self._theme = tokens.THEMES["paper"]
        self._icon_name = ""
        self._icon = QLabel(self)
        self._title = QLabel(self)
        self._title.setFont(fonts.text_font(tokens.TYPE_PANE_TITLE, 600))
        self._line = QLabel(self)
        self._line.setProperty("look", "secondary")  # its colour; one of a palette would not outlive a change of theme
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_8, tokens.SPACE_8, tokens.SPACE_8, tokens.SPACE_16)
        column.setSpacing(tokens.SPACE_2)
        column.addStretch(2)
        for label in (self._icon, self._title, self._line):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            column.addWidget(label)
        column.addStretch(3)

    def say(self, icon: str, title: str, line: str) -> None:
        self._icon_name = icon
        self._title.setText(title)
        self._line.setText(line)
        self.setAccessibleName(f"{title}. {line}")
        self._colour()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._colour()

    def _colour(self) -> None:
        self._icon.clear()
        if self._icon_name:
            self._icon.setPixmap(icons.pixmap(self._icon_name, self._theme.muted, _ICON_PX, self.devicePixelRatioF()))
        self.update()

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(QPainter(self), QRectF(event.rect()), self._theme.bg)
