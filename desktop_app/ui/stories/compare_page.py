"""Two to four takes of a story in columns, the words marked that only one side uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.model.country import CountryCode
from desktop_app.model.take import ComparedLine, ComparedTake
from desktop_app.ui.articles.row_text import is_right_to_left
from desktop_app.ui.stories.names import whose
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import text_font
from desktop_app.ui.theme.style import current_theme, theme_changed


class ComparePage(QWidget):
    """GUI thread only."""

    article_chosen = Signal(object)  # ArticleId

    def __init__(self, name_of: Callable[[CountryCode], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._shown: tuple[ComparedTake, ...] = ()
        self.columns: list[QFrame] = []
        self._legend = QLabel("Marked are the words that stand on one side only, more often than chance would have it.")
        self._legend.setProperty("look", "muted")
        self._legend.setWordWrap(True)
        self._row = QHBoxLayout()
        self._row.setSpacing(tokens.SPACE_3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._legend)
        column.addLayout(self._row)
        theme_changed.connect(self._dress)

    def show_takes(self, takes: Sequence[ComparedTake]) -> None:
        self._shown = tuple(takes)
        self._legend.setVisible(any(line.marked for take in takes for line in take.lines))
        for old in self.columns:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.columns = [self._column(take) for take in takes]
        for column in self.columns:
            self._row.addWidget(column, 1, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _dress(self) -> None:
        self.show_takes(self._shown)

    def _column(self, compared: ComparedTake) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("look", "card")
        frame.setAccessibleName(compared.take.label)
        column = QVBoxLayout(frame)
        column.setContentsMargins(*(tokens.SPACE_3,) * 4)
        column.setSpacing(tokens.SPACE_2)
        heading = QLabel(compared.take.label)
        heading.setProperty("look", "heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        heading.setMinimumWidth(1)
        column.addWidget(heading)
        for line in compared.lines:
            column.addWidget(self._sentence(line))
            column.addWidget(self._whose(line))
        return frame

    def _sentence(self, line: ComparedLine) -> QLabel:
        label = QLabel(marked_html(line, current_theme().accent))
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setFont(text_font(16))
        label.setWordWrap(True)
        label.setMinimumWidth(1)
        label.setAccessibleName(line.quote.sentence)
        label.setContentsMargins(0, tokens.SPACE_1, 0, 0)
        if is_right_to_left(line.quote.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        return label

    def _whose(self, line: ComparedLine) -> QPushButton:
        quote = line.quote
        button = QPushButton(whose(quote, self._name_of(quote.country)).replace("&", "&&"))
        button.setProperty("look", "link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip("Open the article")
        button.setMinimumWidth(1)
        button.clicked.connect(lambda: self.article_chosen.emit(quote.article))
        return button


def marked_html(line: ComparedLine, colour: str) -> str:
    """The sentence as text, its marked words bold, underlined and in the colour: never by colour alone."""
    text, at = line.quote.sentence, 0
    parts: list[str] = []
    for start, end in line.marked:
        word = escape(text[start:end])
        parts += [escape(text[at:start]), f'<b><u style="color:{colour}">{word}</u></b>']
        at = end
    return "".join([*parts, escape(text[at:])])
