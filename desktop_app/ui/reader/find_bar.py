"""The bar that finds words in the article."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QTextEdit, QToolButton, QWidget

from desktop_app.ui.reader.text_view import ReaderText
from desktop_app.ui.theme import fonts, icons, tokens
from desktop_app.ui.theme.tokens import Theme

_MOST = 500  # occurrences that are marked


class FindBar(QWidget):
    """Marks every occurrence, counts them, goes from one to the next. Hidden until it is asked for. GUI thread only."""

    closed = Signal()

    def __init__(self, text: ReaderText, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readerFind")
        self._text = text
        self._found: list[QTextCursor] = []
        self._current = -1
        self._mark = QColor()
        self._current_mark = QColor()
        self._on_current = QColor()
        self._field = QLineEdit(self)
        self._field.setObjectName("readerFindField")
        self._field.setPlaceholderText("Find in this article")
        self._field.setAccessibleName("Find in this article")
        self._field.setClearButtonEnabled(True)
        self._field.setFont(fonts.ui_font())
        self._count = QLabel(self)
        self._count.setObjectName("readerFindCount")
        self._count.setFont(fonts.ui_font(tokens.TYPE_CAPTION))
        self._previous = self._button("Previous (Shift+Enter)", self.find_previous)
        self._next = self._button("Next (Enter)", self.find_next)
        self._close = self._button("Close (Esc)", self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_4, tokens.SPACE_1, tokens.SPACE_2, tokens.SPACE_1)
        row.setSpacing(tokens.SPACE_1)
        row.addWidget(self._field, 1)
        for widget in (self._count, self._previous, self._next, self._close):
            row.addWidget(widget)
        self._field.textChanged.connect(self._search)
        self.hide()

    def _button(self, words: str, pressed: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setProperty("look", "quiet")
        button.setFixedSize(32, 32)
        button.setToolTip(words)
        button.setAccessibleName(words.partition(" (")[0])
        button.clicked.connect(pressed)
        return button

    def set_theme(self, theme: Theme) -> None:
        for button, name in ((self._previous, "back"), (self._next, "forward"), (self._close, "close")):
            button.setIcon(icons.icon(name, theme.secondary))
        self._mark = QColor(tokens.mixed(theme.bg, theme.star, 0.35))
        self._current_mark = QColor(theme.accent)
        self._on_current = QColor(theme.on_accent)
        self._show_marks()

    def open_bar(self) -> None:
        """Show the bar, with what is selected in the article as the words to find."""
        selected = self._text.textCursor().selectedText()
        self.show()
        if selected and len(selected) < 60 and "\u2029" not in selected:
            self._field.setText(selected)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._search(self._field.text())

    @Slot()
    def close_bar(self) -> None:
        if self.isHidden():
            return
        self.hide()
        self._forget()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def search_again(self) -> None:
        """The page was made anew: what was found belonged to the old one."""
        self._forget()
        if self.isVisible():
            self._search(self._field.text(), go=False)

    @Slot()
    def find_next(self) -> None:
        self._step(1)

    @Slot()
    def find_previous(self) -> None:
        self._step(-1)

    def _forget(self) -> None:
        self._found, self._current = [], -1
        self._show_marks()

    def _search(self, words: str, *, go: bool = True) -> None:
        self._found, self._current = [], -1
        self._found = list(islice(self._text.found(words), _MOST))
        if self._found and go:
            start = self._text.cursorForPosition(self._text.viewport().rect().topLeft()).position()
            after = (i for i, found in enumerate(self._found) if found.selectionStart() >= start)
            self._current = next(after, 0) - 1
            self._step(1)
            return
        self._show_marks()

    def _step(self, by: int) -> None:
        if self._found:
            self._current = (self._current + by) % len(self._found)
            plain = QTextCursor(self._found[self._current])
            plain.setPosition(plain.selectionStart())
            self._text.setTextCursor(plain)
            self._text.ensureCursorVisible()
        self._show_marks()

    def _show_marks(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        for index, cursor in enumerate(self._found):
            mark = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setBackground(self._current_mark if index == self._current else self._mark)
            if index == self._current:
                look.setForeground(self._on_current)
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self._text.setExtraSelections(marks)
        many = "+" if len(self._found) >= _MOST else ""
        if not self._field.text().strip():
            self._count.setText("")
        elif self._found:
            self._count.setText(f"{self._current + 1} of {len(self._found)}{many}")
        else:
            self._count.setText("Not found")
        for button in (self._previous, self._next):
            button.setEnabled(bool(self._found))

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_bar()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F3:
                self._step(-1 if is_back else 1)
            case _:
                super().keyPressEvent(event)
