"""A headline as a button: the outlet and the age above, the title on up to two lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.messages import age
from desktop_app.model.article import ArticleRow, Seconds
from desktop_app.ui.bidi import in_line
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import ui_font
from desktop_app.ui.theme.style import current_theme

HEIGHT = 70
MARGIN = 10  # px, from the side to the text
_META_LINE = 16
_TITLE_LINE = 20


class HeadlineButton(QAbstractButton):
    """Activated by a click, Enter or Space."""

    headline_chosen = Signal(object)  # ArticleId

    def __init__(self, parent: QWidget | None = None, *, fits: bool = False) -> None:
        """``fits``: as high as its title needs, where others below it need not stand in line with a neighbour's."""
        super().__init__(parent)
        self._row: ArticleRow | None = None
        self._age = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fits = fits
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._tell)

    def show_row(self, row: ArticleRow | None, now: Seconds) -> None:
        """Show a headline; None hides the button."""
        self._row = row
        self.setVisible(row is not None)
        if row is not None:
            self._age = age(max(0, now - row.published))
            self.setAccessibleName(f"{row.outlet}, {self._age}: {row.title}")
            self.setToolTip(row.title)
        self.update()

    def _title_font(self) -> QFont:
        return ui_font(tokens.TYPE_UI, 400 if self._row is not None and self._row.is_read else 600)

    def _tell(self) -> None:
        if self._row is not None:
            self.headline_chosen.emit(self._row.id)

    # Qt's names from here on

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits and self._row is not None:
            width = QFontMetricsF(self._title_font()).horizontalAdvance(self._row.title)
            self.setFixedHeight(HEIGHT if width > self.width() - 2 * MARGIN else HEIGHT - _TITLE_LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._row is None:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(area, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        text = QRectF(self.rect()).adjusted(MARGIN, 7, -MARGIN, 0)
        meta = ui_font(tokens.TYPE_META)
        painter.setFont(meta)
        painter.setPen(QColor(theme.muted))
        line = " · ".join(part for part in (in_line(self._row.outlet), self._age) if part)
        shown = QFontMetricsF(meta).elidedText(line, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(QRectF(text.left(), text.top(), text.width(), _META_LINE), shown)
        title = self._title_font()
        painter.setFont(title)
        painter.setPen(QColor(theme.text))
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WordWrap)
        below = QRectF(text.left(), text.top() + _META_LINE + 3, text.width(), 2 * _TITLE_LINE)
        painter.drawText(below, _two_lines(self._row.title, QFontMetricsF(title), text.width()), wrap)


def _two_lines(title: str, metrics: QFontMetricsF, width: float) -> str:
    """The title, cut with an ellipsis so that it takes two lines at most."""
    if metrics.horizontalAdvance(title) <= width:
        return title
    words = title.split(" ")
    first = words[0]
    used = 1
    while used < len(words) and metrics.horizontalAdvance(f"{first} {words[used]}") <= width:
        first = f"{first} {words[used]}"
        used += 1
    if used == 1 and metrics.horizontalAdvance(first) > width:  # one long run of characters, as in Chinese
        return metrics.elidedText(title, Qt.TextElideMode.ElideRight, 1.85 * width)
    rest = metrics.elidedText(" ".join(words[used:]), Qt.TextElideMode.ElideRight, width)
    return f"{first}\n{rest}"
