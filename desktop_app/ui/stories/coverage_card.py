"""What one country's press tells of a story, as a card: its headlines, their languages, and why they are there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app import messages
from desktop_app.model.article import ArticleRow, Seconds
from desktop_app.ui.models.coverage import CountryCoverage
from desktop_app.ui.reader.page import language_name
from desktop_app.ui.screens.headline import HeadlineButton
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import ui_font
from desktop_app.ui.theme.style import current_theme

_BADGE_HEIGHT = 20
_EDGE = tokens.SPACE_2 + 2  # where a headline's text begins


class _Badge(QWidget):
    """A word or two in a thin frame."""

    def __init__(self, word: str, meaning: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._word = word
        self.setToolTip(meaning)
        self.setAccessibleName(meaning)
        width = QFontMetrics(ui_font(tokens.TYPE_CHIP, 500)).horizontalAdvance(word) + 2 * tokens.SPACE_2
        self.setFixedSize(QSize(width, _BADGE_HEIGHT))

    # Qt's names from here on

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = theme.border_px / 2
        painter.setPen(QPen(QColor(theme.border), theme.border_px))
        painter.setBrush(QColor(theme.raised))
        frame = self.rect().toRectF().adjusted(half, half, -half, -half)
        painter.drawRoundedRect(frame, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        painter.setFont(ui_font(tokens.TYPE_CHIP, 500))
        painter.setPen(QColor(theme.secondary))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._word)
        painter.end()


def _language_badge(row: ArticleRow, parent: QWidget) -> _Badge | None:
    if not row.language:
        return None
    code, name = row.language.upper(), language_name(row.language)
    if row.is_translated:
        return _Badge(f"{code} → EN", f"Translated from {name}", parent)
    return _Badge(code, f"In {name}", parent)


class CoverageCard(QFrame):
    """Takes the focus, so that the arrow keys can go from country to country; Enter opens its first article."""

    article_chosen = Signal(object)  # ArticleId
    taken_out = Signal(object)  # ArticleId: it does not tell this story, says the user
    moved = Signal(object, object)  # ArticleId: it tells another story; and its headline, by which to ask which

    def __init__(self, coverage: CountryCoverage, now: Seconds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.coverage = coverage
        self.buttons: list[HeadlineButton] = []
        counts = messages.count(coverage.outlets, "source")
        self.setAccessibleName(f"{coverage.name}, {counts}")
        name = QLabel(coverage.name)
        name.setProperty("look", "heading")
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        number = QLabel(counts)
        number.setProperty("look", "muted")
        top = QHBoxLayout()
        top.setContentsMargins(_EDGE, 0, tokens.SPACE_2, 0)
        top.addWidget(name, 1)
        top.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(tokens.SPACE_2, tokens.SPACE_3, tokens.SPACE_2, tokens.SPACE_3)
        self._column.setSpacing(tokens.SPACE_1)
        self._column.addLayout(top)
        if coverage.opened is not None:
            self._add(coverage.opened, now, _Badge("opened", "The article from which this was opened", self))
        for related in coverage.articles:
            self._let_be_corrected(self._add(related.row, now), related.row)
        self.why = QLabel(_why(coverage))
        self.why.setProperty("look", "muted")
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setWordWrap(True)
        for label in (name, self.why):
            label.setMinimumWidth(1)  # a word that is longer than the line must not make the card wider
        self.why.setContentsMargins(_EDGE, 0, tokens.SPACE_2, 0)
        self._column.addWidget(self.why)
        self.why.setVisible(bool(coverage.articles))  # inside the card: what is shown by itself is a window

    def _let_be_corrected(self, button: HeadlineButton, row: ArticleRow) -> None:
        """By the context menu, or by Delete where the headline has the focus."""
        out = QAction("Not the same story\tDel", button)
        out.triggered.connect(partial(self._take_out, row))
        other = QAction("Same story as…", button)
        other.triggered.connect(partial(self._move, row, button))
        button.addActions([out, other])
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _take_out(self, row: ArticleRow) -> None:
        self.taken_out.emit(row.id)

    def _move(self, row: ArticleRow, button: HeadlineButton) -> None:
        self.moved.emit(row.id, button)

    def _add(self, row: ArticleRow, now: Seconds, mark: QWidget | None = None) -> HeadlineButton:
        button = HeadlineButton(self, fits=True)
        button.show_row(row, now)
        button.headline_chosen.connect(self.article_chosen)
        badges = QVBoxLayout()
        badges.setContentsMargins(0, tokens.SPACE_2, tokens.SPACE_2, 0)
        badges.setSpacing(tokens.SPACE_1)
        for badge in (_language_badge(row, self), mark):
            if badge is not None:
                badges.addWidget(badge, 0, Qt.AlignmentFlag.AlignRight)
        badges.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(tokens.SPACE_1)
        line.addWidget(button, 1)
        line.addLayout(badges)
        self._column.addLayout(line)
        self.buttons.append(button)
        return button

    # Qt's names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = next((button for button in self.buttons if button is self.focusWidget()), None)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (focused or self.buttons[0]).click()
        elif event.key() == Qt.Key.Key_Delete and focused is not None and focused.actions():
            focused.actions()[0].trigger()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, arg__1: QPaintEvent) -> None:
        super().paintEvent(arg__1)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_theme().accent), tokens.FOCUS_RING))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        painter.end()


def _why(coverage: CountryCoverage) -> str:
    """Why these articles are taken for the same story: the shared words and how alike the heads are."""
    if not coverage.articles:
        return ""
    shares = [round(100 * related.similarity) for related in coverage.articles]
    low, high = min(shares), max(shares)
    alike = f"{high} %" if low == high else f"{low} to {high} %"
    question = "Why this?" if len(coverage.articles) == 1 else "Why these?"
    meaning = "" if coverage.meaning is None else f" In meaning {messages.meaning(coverage.meaning)}."
    return f"{question} Shared: {', '.join(coverage.shared)}.{meaning} Similarity {alike}."
