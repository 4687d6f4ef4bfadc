"""A sentence of somebody's, word for word, with whose it is; as a take with its name above. Opens its article."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.model.frozen import frozen
from desktop_app.model.take import Quote
from desktop_app.ui.articles.row_text import set_text
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import text_font, ui_font
from desktop_app.ui.theme.style import current_theme

PADDING = tokens.SPACE_4
BAR = 3  # px, at the side of a take
LABEL_LINE, SENTENCE_LINE, META_LINE = 22, 26, 18
LABEL_LINES, SENTENCE_LINES, META_LINES = 2, 7, 2
GAP = 4


@frozen
class _Arranged:
    """The texts of a card for a width, each with its place and the name of the theme's colour."""

    width: int
    height: int
    texts: tuple[tuple[QTextLayout, QPointF, str], ...]


class QuoteCard(QAbstractButton):
    """Activated by a click, Enter or Space. GUI thread only."""

    article_chosen = Signal(object)  # ArticleId

    def __init__(
        self, quote: Quote, whose: str, *, label: str = "", told_by: str = "", parent: QWidget | None = None
    ) -> None:
        """``whose`` names outlet and country, ``told_by`` who else says so. A take has a label."""
        super().__init__(parent)
        self.quote = quote
        self.label = label
        self._meta = " · ".join(part for part in (whose, told_by) if part)
        self._arranged: _Arranged | None = None
        self.setProperty("paintsFocus", True)  # Qt's
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(
            " ".join(part for part in (f"{label}." if label else "", quote.sentence, self._meta) if part)
        )
        self.setToolTip("Open the article that says so")
        self.clicked.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        self.article_chosen.emit(self.quote.article)

    def _arrange(self, width: int) -> _Arranged:
        if self._arranged is None or self._arranged.width != width:
            room, y = width - 2 * PADDING, float(tokens.SPACE_3)
            texts: list[tuple[QTextLayout, QPointF, str]] = []
            for words, font, line, most, colour in (
                (self.label, ui_font(tokens.TYPE_LIST_TITLE, 600), LABEL_LINE, LABEL_LINES, "text"),
                (self.quote.sentence, text_font(17), SENTENCE_LINE, SENTENCE_LINES, "text"),
                (self._meta, ui_font(tokens.TYPE_META), META_LINE, META_LINES, "muted"),
            ):
                layout, lines = set_text(words, font, room, line, most)
                if lines:
                    texts.append((layout, QPointF(PADDING, y), colour))
                    y += lines * line + GAP
            self._arranged = _Arranged(width, round(y - GAP + tokens.SPACE_3), tuple(texts))
        return self._arranged

    # Qt's names from here on

    def sizeHint(self) -> QSize:
        return QSize(480, self._arrange(max(self.width(), 240)).height)

    def heightForWidth(self, arg__1: int) -> int:
        return self._arrange(arg__1).height

    def paintEvent(self, e: QPaintEvent) -> None:
        del e
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = theme.border_px / 2
        painter.setPen(QPen(QColor(theme.border), theme.border_px))
        painter.setBrush(QColor(theme.raised if self.underMouse() or self.isDown() else theme.surface))
        frame = self.rect().toRectF().adjusted(half, half, -half, -half)
        painter.drawRoundedRect(frame, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        if self.label:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(0, PADDING, BAR, self.height() - 2 * PADDING, BAR / 2, BAR / 2)
        for layout, at, colour in self._arrange(self.width()).texts:
            painter.setPen(QColor(getattr(theme, colour)))
            layout.draw(painter, at)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), tokens.FOCUS_RING))
            ring = self.rect().toRectF().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        painter.end()
