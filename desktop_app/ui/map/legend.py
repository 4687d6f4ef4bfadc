"""What the colours mean, in the lower left corner."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from desktop_app.ui.map.labels import Area
from desktop_app.ui.map.layer import Layer, Palette
from desktop_app.ui.map.style import MapStyle

MARGIN = 16.0
PADDING = 8.0
SWATCH_HEIGHT = 8.0
NARROW = 420.0  # pixels of the widget's sides; below, the legend is smaller
WIDEST = 300.0  # pixels of the words of a row, of the title and of the note
TAKE = 22, 12  # pixels of the swatch of a take
GAP = 8.0  # after it
ROW_GAP = 4.0
LIFTED = 720.0  # pixels of the widget's width; below, a list of takes stands over what lies in the other corner
LIFT = 56.0


class Legend:
    """One swatch a class: numbers in a row, with the least one under each; takes one below the other, with their
    names. A layer without swatches has no legend here."""

    def __init__(self, layer: Layer, font: QFont) -> None:
        self._layer = layer
        self._font = QFont(font)
        self._font.setPixelSize(11)
        self._area: tuple[tuple[float, float], Area] | None = None  # of the last size: asked for in every frame
        self._key: tuple[object, ...] = ()
        self._picture = QPixmap()

    def area(self, width: float, height: float) -> Area:
        """Where it stands in a widget of that size; an area of nothing where there is none."""
        if self._area is None or self._area[0] != (width, height):
            self._area = (width, height), self._area_in(width, height)
        return self._area[1]

    def _area_in(self, width: float, height: float) -> Area:
        if not self._layer.swatches:
            return Area(0, height, 0, 0)
        small = width < NARROW or height < NARROW
        margin = 8.0 if small else MARGIN
        inside = self._list_size if self._is_list else self._row_size
        wide, tall = inside(small=small)
        wide, tall = min(wide, width - 2 * margin - 2 * PADDING) + 2 * PADDING, tall + 2 * PADDING
        foot = LIFT if self._is_list and not small and width < LIFTED else 0.0
        return Area(margin, height - margin - foot - tall, wide, tall)

    def draw(self, painter: QPainter, width: float, height: float, style: MapStyle) -> None:
        """Draw it in its corner of a widget of that size. The picture is kept: text is dear in every frame."""
        if not self._layer.swatches:
            return
        area, scale = self.area(width, height), painter.device().devicePixelRatio()
        small = width < NARROW or height < NARROW
        key = style.name, small, scale, area.width
        if key != self._key:
            self._key = key
            self._picture = QPixmap(math.ceil(area.width * scale), math.ceil(area.height * scale))
            self._picture.setDevicePixelRatio(scale)
            self._picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._picture)
            self._draw(inner, area, style, small=small)
            inner.end()
        painter.drawPixmap(QPointF(area.x, area.y), self._picture)

    @property
    def _is_list(self) -> bool:
        return self._layer.palette is Palette.TAKES

    @property
    def _line(self) -> float:
        """The height of a line of words."""
        return math.ceil(QFontMetricsF(self._font).height())

    def _width_of(self, words: str) -> float:
        return min(WIDEST, math.ceil(QFontMetricsF(self._font).horizontalAdvance(words)))

    def _row_size(self, *, small: bool) -> tuple[float, float]:
        """Of numbers in a row: with a title and a note; when small without either."""
        wide, tall = self._swatch(small=small) * len(self._layer.swatches), self._line + SWATCH_HEIGHT + 3
        if small:
            return wide, tall
        note = ROW_GAP + self._line if self._layer.note else 0.0
        return max(
            wide, self._width_of(self._layer.title), self._width_of(self._layer.note)
        ), tall + self._line + 3 + note

    def _list_size(self, *, small: bool) -> tuple[float, float]:
        rows = self._layer.swatches
        wide = max(self._width_of(row.words) for row in rows) + TAKE[0] + GAP
        tall = len(rows) * (self._line + ROW_GAP) - ROW_GAP
        if small:
            return wide, tall
        others = [words for words in (self._layer.title, self._layer.note) if words]
        return max(wide, *map(self._width_of, others), 0), tall + len(others) * (self._line + ROW_GAP)

    def _draw(self, painter: QPainter, area: Area, style: MapStyle, *, small: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.plate))
        painter.drawRoundedRect(QRectF(0, 0, area.width, area.height), 8, 8)
        painter.setFont(self._font)
        room, top = area.width - 2 * PADDING, PADDING
        if not small and self._layer.title:
            colour = style.text if self._is_list else style.muted
            self._write(painter, (PADDING, top, room), self._layer.title, colour)
            top += self._line + (ROW_GAP if self._is_list else 3)
        if self._is_list:
            self._draw_list(painter, top, room, style)
        else:
            self._draw_row(painter, top, style, small=small)
        if not small and self._layer.note:
            bottom = area.height - PADDING - self._line
            self._write(painter, (PADDING, bottom, room), self._layer.note, style.muted)

    def _write(self, painter: QPainter, at: tuple[float, float, float], words: str, colour: str) -> None:
        """At a left and an upper edge, in a width."""
        x, top, room = at
        metrics = QFontMetricsF(self._font)
        painter.setPen(QColor(colour))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(x, top + metrics.ascent()), shown)

    def _draw_list(self, painter: QPainter, top: float, room: float, style: MapStyle) -> None:
        """Takes: colour and pattern, and the name of each."""
        from desktop_app.ui.map.patterns import swatch  # noqa: PLC0415  # no start needs it

        scale = painter.device().devicePixelRatio()
        wide, tall = TAKE
        for row in self._layer.swatches:
            picture = swatch(row.colour, style, wide, tall, scale)
            painter.drawPixmap(QPointF(PADDING, round(top + (self._line - tall) / 2)), picture)
            left = wide + GAP
            self._write(painter, (PADDING + left, top, room - left), row.words, style.text)
            top += self._line + ROW_GAP

    def _draw_row(self, painter: QPainter, bar: float, style: MapStyle, *, small: bool) -> None:
        """Numbers; when small only the first and the last."""
        metrics = QFontMetricsF(self._font)
        colours = style.colours(self._layer.palette)
        side, last = self._swatch(small=small), len(self._layer.swatches) - 1
        for place, entry in enumerate(self._layer.swatches):
            colour, words = entry.colour, entry.words
            box = QRectF(PADDING + place * side, bar, side - 2, SWATCH_HEIGHT)
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
        """The width of a number's swatch, with the gap after it."""
        if small:
            return 14.0
        metrics = QFontMetricsF(self._font)
        return max(28.0, math.ceil(max(metrics.horizontalAdvance(one.words) for one in self._layer.swatches)) + 4)
