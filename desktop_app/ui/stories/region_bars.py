"""How many countries of each region tell a story: a bar a region, with its numbers in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app import messages
from desktop_app.ui.models.coverage import RegionCoverage
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import ui_font
from desktop_app.ui.theme.style import current_theme

_LINE = 24
_BAR = 8
_LEAST_FULL = 4  # countries: fewer are no full bar
_LEAST_ROOM = 60  # px: where there is less room for bars, there are none


class RegionBars(QWidget):
    """Draws what it is given; one widget for all bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._regions: tuple[RegionCoverage, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_regions(self, regions: Sequence[RegionCoverage]) -> None:
        self._regions = tuple(regions)
        self.setAccessibleName("; ".join(f"{r.name}: {_words(r)}" for r in self._regions))
        self.updateGeometry()
        self.update()

    # Qt's names from here on

    def sizeHint(self) -> QSize:
        return QSize(320, _LINE * len(self._regions))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _LINE * len(self._regions))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._regions:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name_font, words_font = ui_font(tokens.TYPE_CAPTION, 500), ui_font(tokens.TYPE_META)
        metrics = QFontMetricsF(name_font)
        start = max(metrics.horizontalAdvance(r.name) for r in self._regions) + tokens.SPACE_3
        words_width = max(QFontMetricsF(words_font).horizontalAdvance(_words(r)) for r in self._regions)
        room = self.width() - start - tokens.SPACE_3 - words_width
        most = max(_LEAST_FULL, *(r.countries for r in self._regions))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for number, region in enumerate(self._regions):
            line = QRectF(0, number * _LINE, self.width(), _LINE)
            painter.setFont(name_font)
            painter.setPen(QColor(theme.text))
            painter.drawText(line, middle, region.name)
            end = start
            if room >= _LEAST_ROOM:
                bar = QRectF(start, line.center().y() - _BAR / 2, room * region.countries / most, _BAR)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.accent))
                painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
                end = bar.right() + tokens.SPACE_2
            painter.setFont(words_font)
            painter.setPen(QColor(theme.secondary))
            painter.drawText(line.adjusted(end, 0, 0, 0), middle, _words(region))
        painter.end()


def _words(region: RegionCoverage) -> str:
    countries = messages.count(region.countries, "country", "countries")
    return f"{countries}, {messages.count(region.outlets, 'source')}"
