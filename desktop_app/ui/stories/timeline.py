"""When each country's press first told a story: a line a country, the earliest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.model.article import Seconds
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import ui_font
from desktop_app.ui.theme.style import current_theme

MOST = 8
_LINE = 24
_DOT = 4


class Timeline(QWidget):
    """Draws what it is given; one widget for all lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[tuple[str, str], ...] = ()
        self._more = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_first_reports(self, reports: Sequence[tuple[str, Seconds]]) -> None:
        """Country names, and when the press of each first told it."""
        ordered = sorted(reports, key=lambda report: (report[1], report[0]))
        start = ordered[0][1] if ordered else 0
        self._lines = tuple((name, _after(at - start)) for name, at in ordered[:MOST])
        self._more = len(ordered) - len(self._lines)
        self.setAccessibleName("; ".join(f"{name}: {when}" for name, when in self._lines))
        self.updateGeometry()
        self.update()

    # Qt's names from here on

    def sizeHint(self) -> QSize:
        return QSize(280, _LINE * (len(self._lines) + bool(self._more)))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = ui_font(tokens.TYPE_CAPTION)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        x = _DOT + 1.0
        if len(self._lines) > 1:
            painter.setPen(QPen(QColor(theme.border), 2))
            painter.drawLine(QPointF(x, _LINE / 2), QPointF(x, _LINE * (len(self._lines) - 0.5)))
        for number, (name, when) in enumerate(self._lines):
            middle = _LINE * (number + 0.5)
            painter.setPen(QPen(QColor(theme.surface), 2))
            painter.setBrush(QColor(theme.accent if number == 0 else theme.muted))
            painter.drawEllipse(QPointF(x, middle), _DOT, _DOT)
            place = QRectF(x + 14, middle - _LINE / 2, self.width() - x - 14, _LINE)
            painter.setPen(QColor(theme.muted))
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, when)
            room = place.width() - metrics.horizontalAdvance(when) - tokens.SPACE_2
            painter.setPen(QColor(theme.text))
            painter.drawText(
                place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                metrics.elidedText(name, Qt.TextElideMode.ElideRight, room),
            )  # fmt: skip
        if self._more:
            painter.setPen(QColor(theme.muted))
            place = QRectF(x + 14, _LINE * len(self._lines), self.width() - x - 14, _LINE)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"and {self._more} more")
        painter.end()


def _after(seconds: Seconds) -> str:
    """How long after the first report, short."""
    if seconds < 60:
        return "first" if seconds == 0 else "at once"
    for below, unit, name in ((3_600, 60, "min"), (172_800, 3_600, "h")):
        if seconds < below:
            return f"{seconds // unit} {name} later"
    return f"{seconds // 86_400} days later"
