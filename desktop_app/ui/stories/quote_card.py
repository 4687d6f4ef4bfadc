"""A sentence of somebody's, word for word, with whose it is; as a take with its name above. Opens its article."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.model.frozen import frozen
from desktop_app.model.take import Quote
from desktop_app.ui.map.layer import TOLD
from desktop_app.ui.map.patterns import swatch
from desktop_app.ui.map.style import STYLES
from desktop_app.ui.stories.painted_card import Line, PaintedCard, Text, paint_texts, placed, set_below
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import text_font, ui_font
from desktop_app.ui.theme.style import current_theme

PADDING = tokens.SPACE_4
BAR = 6  # px, at the side of a take: as wide as its pattern needs to be told
LABEL_LINE, SENTENCE_LINE, META_LINE = 22, 26, 18
LABEL_LINES, SENTENCE_LINES, META_LINES = 2, 7, 2
GAP = 4


@frozen
class _Arranged:
    """The texts of a card."""

    height: int
    texts: tuple[Text, ...]


class QuoteCard(PaintedCard):
    """GUI thread only."""

    article_chosen = Signal(object)  # ArticleId

    def __init__(
        self,
        quote: Quote,
        whose: str,
        *,
        label: str = "",
        told_by: str = "",
        kind: int = TOLD,
        parent: QWidget | None = None,
    ) -> None:
        """``whose`` names outlet and country, ``told_by`` who else says so. A take has a label, and the ``kind`` of
        which its countries are on the story's globe.
        """
        super().__init__(parent)
        self.quote = quote
        self.label = label
        self._kind = kind
        self._meta = " · ".join(part for part in (whose, told_by) if part)
        self._arranged: dict[int, _Arranged] = {}  # by width
        self.setAccessibleName(
            " ".join(part for part in (f"{label}." if label else "", quote.sentence, self._meta) if part)
        )
        self.setToolTip("Open the article that says so")
        self.clicked.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        self.article_chosen.emit(self.quote.article)

    def _arrange(self, width: int) -> _Arranged:
        return placed(self._arranged, width, self._place)

    def _place(self, width: int) -> _Arranged:
        lines: tuple[Line, ...] = (
            (self.label, ui_font(tokens.TYPE_LIST_TITLE, 600), LABEL_LINE, LABEL_LINES, "text"),
            (self.quote.sentence, text_font(17), SENTENCE_LINE, SENTENCE_LINES, "text"),
            (self._meta, ui_font(tokens.TYPE_META), META_LINE, META_LINES, "muted"),
        )
        texts, y = set_below(lines, QPointF(PADDING, tokens.SPACE_3), width - 2 * PADDING, GAP)
        return _Arranged(round(y - GAP + tokens.SPACE_3), texts)

    # Qt's names from here on

    def sizeHint(self) -> QSize:
        return QSize(480, self._arrange(max(self.width(), 240)).height)

    def heightForWidth(self, arg__1: int) -> int:
        return self._arrange(arg__1).height

    def paintEvent(self, e: QPaintEvent) -> None:
        del e
        painter = QPainter(self)
        self.paint_frame(painter)
        room = self.height() - 2 * PADDING  # none while the card is squeezed
        if self.label and room > 0:
            style = STYLES[current_theme().name]
            painter.drawPixmap(0, PADDING, swatch(self._kind, style, BAR, room, self.devicePixelRatioF()))
        paint_texts(painter, self._arrange(self.width()).texts)
        self.paint_focus(painter)
        painter.end()
