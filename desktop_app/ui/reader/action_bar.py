"""The row of buttons above the article. Each is told by a signal; each tool tip names its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from desktop_app.ui.reader.style import Mode
from desktop_app.ui.theme import fonts, icons, tokens
from desktop_app.ui.theme.tokens import Theme
from desktop_app.ui.widgets.fill import fill

_SIDE = 32
_MODE_WORDS = {Mode.TRANSLATED: "Translation", Mode.BILINGUAL: "Both languages", Mode.ORIGINAL: "Original"}
BAR_PX = 44


class ActionBar(QWidget):
    """Star, language, type, original, export, more. GUI thread only."""

    star_pressed = Signal()
    mode_pressed = Signal()
    text_pressed = Signal()
    original_pressed = Signal()
    more_pressed = Signal()
    export_pressed = Signal()
    takes_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readerActions")
        self.setFixedHeight(BAR_PX)
        self._theme = tokens.THEMES["paper"]
        self._is_starred = False
        self.star = self._button("readerStar", "Save (s)", self.star_pressed)
        self.mode = self._button("readerMode", "Language (t)", self.mode_pressed)
        self.takes = self._button("readerTakes", "How others tell it (v)", self.takes_pressed)
        self.text_size = self._button("readerTextSize", "Type (Ctrl and +, -, 0)", self.text_pressed)
        self.original = self._button("readerOriginal", "Open the original in the browser (b)", self.original_pressed)
        self.more = self._button("readerMore", "Copy the link, print, save as PDF", self.more_pressed)
        self.export = self._button("readerExport", "Export as a page (e)", self.export_pressed)
        self.star.setCheckable(True)
        self.mode.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.mode.setFont(fonts.ui_font(tokens.TYPE_CAPTION))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_4, 0, tokens.SPACE_4, 0)
        row.setSpacing(tokens.SPACE_1)
        for button in (self.star, self.mode, self.takes):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.text_size, self.original, self.export, self.more):
            row.addWidget(button)

    def _button(self, name: str, words: str, pressed: SignalInstance) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setProperty("look", "quiet")
        button.setMinimumSize(_SIDE, _SIDE)
        button.setIconSize(QSize(20, 20))
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        _name(button, words)
        button.clicked.connect(pressed)
        return button

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for button, name in (
            (self.mode, "translate"),
            (self.takes, "stories"),
            (self.text_size, "text-size"),
            (self.original, "open-external"),
            (self.more, "more"),
            (self.export, "export"),
        ):
            disabled = theme.border if button is self.original else ""  # the only one that may be of no use
            button.setIcon(icons.icon(name, theme.secondary, disabled_colour=disabled))
        self._draw_star()
        self.update()

    def set_starred(self, is_starred: bool) -> None:
        self._is_starred = is_starred
        self.star.setChecked(is_starred)
        _name(self.star, "Saved: take it out again (s)" if is_starred else "Save (s)")
        self._draw_star()

    def set_mode(self, mode: Mode, *, can_change: bool) -> None:
        """Which text is shown, and whether there is another one."""
        self.mode.setText(_MODE_WORDS[mode])
        self.mode.setVisible(can_change)
        _name(self.mode, f"{_MODE_WORDS[mode]} is shown: change (t)")

    def set_takes(self, count: int) -> None:
        self.takes.setVisible(count > 0)

    def _draw_star(self) -> None:
        if self._is_starred:
            self.star.setIcon(icons.icon("star-filled", self._theme.star))
        else:
            self.star.setIcon(icons.icon("star", self._theme.secondary))

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        fill(painter, QRectF(self.rect()), self._theme.bg)
        line = self._theme.border_px
        fill(painter, QRectF(0, self.height() - line, self.width(), line), self._theme.border)


def _name(button: QToolButton, words: str) -> None:
    """The tool tip, and the same without its key for assistive tools."""
    button.setToolTip(words)
    button.setAccessibleName(words.partition(" (")[0])
