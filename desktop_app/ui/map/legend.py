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
NARROW = 420.0  # pixels of the widget's sides; below, the legend is smaller


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
        small = width < NARROW or height < NARROW
        swatch, margin = self._swatch(small=small), 8.0 if small else MARGIN
        metrics = QFontMetricsF(self._font)
        title = 0.0 if small else math.ceil(metrics.horizontalAdvance(TITLE))
        wide = max(swatch * len(self._entries), title) + 2 * PADDING
        tall = math.ceil(metrics.height()) * (1 if small else 2) + SWATCH_HEIGHT + (3 if small else 6) + 2 * PADDING
        return Area(margin, height - margin - tall, wide, tall)

    def draw(self, painter: QPainter, width: float, height: float, style: MapStyle) -> None:
        """Draw it in its corner of a widget of that size. The picture is kept: text is dear in every frame."""
        area, scale = self.area(width, height), painter.device().devicePixelRatio()
        small = width < NARROW or height < NARROW
        key = style.name, small, scale
        if key != self._key:
            self._key = key
            self._picture = QPixmap(math.ceil(area.width * scale), math.ceil(area.height * scale))
            self._picture.setDevicePixelRatio(scale)
            self._picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._picture)
            self._draw(inner, area, style, small=small)
            inner.end()
        painter.drawPixmap(QPointF(area.x, area.y), self._picture)

    def _draw(self, painter: QPainter, area: Area, style: MapStyle, *, small: bool) -> None:
        """With a title and all numbers; when small without the title, and with the first and last number."""
        metrics = QFontMetricsF(self._font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.plate))
        painter.drawRoundedRect(QRectF(0, 0, area.width, area.height), 8, 8)
        painter.setFont(self._font)
        bar = PADDING
        if not small:
            painter.setPen(QColor(style.muted))
            painter.drawText(QPointF(PADDING, PADDING + metrics.ascent()), TITLE)
            bar += math.ceil(metrics.height()) + 3
        swatch, last = self._swatch(small=small), len(self._entries) - 1
        for place, (colour, words) in enumerate(self._entries):
            box = QRectF(PADDING + place * swatch, bar, swatch - 2, SWATCH_HEIGHT)
            # the first is like the ground it stands on
            painter.setPen(Qt.PenStyle.NoPen if colour else QPen(QColor(style.muted), 1))
            painter.setBrush(QColor(style.ramp[min(colour, CLASSES)]))
            painter.drawRoundedRect(box if colour else box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            if small and place not in (0, last):
                continue
            advance = metrics.horizontalAdvance(words)
            left = box.center().x() - advance / 2
            if small and place == last:
                left = box.right() - advance
            painter.setPen(QColor(style.text))
            painter.drawText(QPointF(left, bar + SWATCH_HEIGHT + 3 + metrics.ascent()), words)

    def _swatch(self, *, small: bool) -> float:
        """The width of a swatch, with the gap after it."""
        if small:
            return 14.0
        metrics = QFontMetricsF(self._font)
        return max(28.0, math.ceil(max(metrics.horizontalAdvance(words) for _, words in self._entries)) + 4)
