"""What the colours mean, in the lower left corner."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from desktop_app.ui.map.classes import CLASSES, class_of
from desktop_app.ui.map.labels import Area
from desktop_app.ui.map.style import MapStyle

TITLE = "Articles in the last 24 h"
MARGIN = 16.0
PADDING = 8.0
SWATCH_HEIGHT = 8.0
NARROW = 420.0  # pixels of the widget; below, the legend is smaller


class Legend:
    """One swatch a class, with the least number of articles under it."""

    def __init__(self, limits: tuple[int, ...], font: QFont) -> None:
        """The limits are those of classes.bounds()."""
        self._entries = [(0, "0"), *((class_of(limit, limits), str(limit)) for limit in limits)]
        last = self._entries[-1]
        self._entries[-1] = last[0], f"{last[1]}+"
        self._font = QFont(font)
        self._font.setPixelSize(11)
        self._key: tuple[object, ...] = ()
        self._picture = QPixmap()

    def area(self, width: float, height: float) -> Area:
        """Where it stands in a widget of that size."""
        swatch, margin = self._swatch(width), MARGIN if width >= NARROW else 8.0
        metrics = QFontMetricsF(self._font)
        wide = max(swatch * len(self._entries), math.ceil(metrics.horizontalAdvance(TITLE))) + 2 * PADDING
        tall = 2 * math.ceil(metrics.height()) + SWATCH_HEIGHT + 6 + 2 * PADDING
        return Area(margin, height - margin - tall, wide, tall)

    def draw(self, painter: QPainter, width: float, height: float, style: MapStyle) -> None:
        """Draw it in its corner of a widget of that size. The picture is kept: text is dear in every frame."""
        area, scale = self.area(width, height), painter.device().devicePixelRatio()
        key = style.name, area.width, area.height, scale
        if key != self._key:
            self._key = key
            self._picture = QPixmap(math.ceil(area.width * scale), math.ceil(area.height * scale))
            self._picture.setDevicePixelRatio(scale)
            self._picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._picture)
            self._draw(inner, Area(0, 0, area.width, area.height), self._swatch(width), style)
            inner.end()
        painter.drawPixmap(QPointF(area.x, area.y), self._picture)

    def _draw(self, painter: QPainter, area: Area, swatch: float, style: MapStyle) -> None:
        metrics = QFontMetricsF(self._font)
        line = math.ceil(metrics.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.plate))
        painter.drawRoundedRect(QRectF(area.x, area.y, area.width, area.height), 8, 8)
        painter.setFont(self._font)
        left, top = area.x + PADDING, area.y + PADDING
        painter.setPen(QColor(style.muted))
        painter.drawText(QPointF(left, top + metrics.ascent()), TITLE)
        bar = top + line + 3
        outline = QPen(QColor(style.muted), 1)
        for place, (colour, words) in enumerate(self._entries):
            box = QRectF(left + place * swatch, bar, swatch - 2, SWATCH_HEIGHT)
            painter.setPen(Qt.PenStyle.NoPen if colour else outline)  # the first is like the ground it stands on
            painter.setBrush(QColor(style.ramp[min(colour, CLASSES)]))
            painter.drawRoundedRect(box if colour else box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(QColor(style.text))
            at = QPointF(
                box.center().x() - metrics.horizontalAdvance(words) / 2,
                bar + SWATCH_HEIGHT + 3 + metrics.ascent(),
            )
            painter.drawText(at, words)

    def _swatch(self, width: float) -> float:
        metrics = QFontMetricsF(self._font)
        widest = max(metrics.horizontalAdvance(words) for _, words in self._entries)
        return max(28.0 if width >= NARROW else 22.0, math.ceil(widest) + 4)
