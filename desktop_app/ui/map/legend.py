"""What the colours mean, in the lower left corner."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from desktop_app.ui.map.labels import Area
from desktop_app.ui.map.layer import Layer
from desktop_app.ui.map.style import MapStyle

MARGIN = 16.0
PADDING = 8.0
SWATCH_HEIGHT = 8.0
NARROW = 420.0  # pixels of the widget's sides; below, the legend is smaller


class Legend:
    """One swatch a class, with the least number under it. A layer without swatches has no legend here."""

    def __init__(self, layer: Layer, font: QFont) -> None:
        self._layer = layer
        self._font = QFont(font)
        self._font.setPixelSize(11)
        self._key: tuple[object, ...] = ()
        self._picture = QPixmap()

    def area(self, width: float, height: float) -> Area:
        """Where it stands in a widget of that size; an area of nothing where there is none."""
        if not self._layer.swatches:
            return Area(0, height, 0, 0)
        small = width < NARROW or height < NARROW
        swatch, margin = self._swatch(small=small), 8.0 if small else MARGIN
        metrics = QFontMetricsF(self._font)
        title = 0.0 if small else math.ceil(metrics.horizontalAdvance(self._layer.title))
        wide = max(swatch * len(self._layer.swatches), title) + 2 * PADDING
        tall = math.ceil(metrics.height()) * (1 if small else 2) + SWATCH_HEIGHT + (3 if small else 6) + 2 * PADDING
        return Area(margin, height - margin - tall, wide, tall)

    def draw(self, painter: QPainter, width: float, height: float, style: MapStyle) -> None:
        """Draw it in its corner of a widget of that size. The picture is kept: text is dear in every frame."""
        if not self._layer.swatches:
            return
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
            painter.drawText(QPointF(PADDING, PADDING + metrics.ascent()), self._layer.title)
            bar += math.ceil(metrics.height()) + 3
        colours = style.colours(self._layer.palette)
        swatch, last = self._swatch(small=small), len(self._layer.swatches) - 1
        for place, entry in enumerate(self._layer.swatches):
            colour, words = entry.colour, entry.words
            box = QRectF(PADDING + place * swatch, bar, swatch - 2, SWATCH_HEIGHT)
            # the first is like the ground it stands on
            painter.setPen(Qt.PenStyle.NoPen if colour else QPen(QColor(style.muted), 1))
            painter.setBrush(QColor(colours[colour]))
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
        return max(28.0, math.ceil(max(metrics.horizontalAdvance(one.words) for one in self._layer.swatches)) + 4)
