"""Names on the map as small pictures with a halo, each made once: stroking letters in every frame would be dear."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from desktop_app.model.frozen import frozen

HALO = 3.0  # pixels
KEPT = 600  # pictures


@frozen
class Hand:
    """How a name is written: pixels, weight, colours."""

    size: int
    weight: QFont.Weight
    colour: str
    halo: str


class Lettering:
    """Keeps the pictures. Sizes are logical pixels; the pictures suit the screen's scale."""

    def __init__(self) -> None:
        self._pictures: dict[tuple[str, Hand, float], QPixmap] = {}
        self._sizes: dict[tuple[str, int, QFont.Weight], tuple[float, float]] = {}
        self._rises: dict[tuple[int, QFont.Weight], float] = {}
        self._font = QFont()

    def set_font(self, font: QFont) -> None:
        """The family to write in; sizes and weights come from the hand."""
        if font != self._font:
            self._font = QFont(font)
            self._pictures.clear()
            self._sizes.clear()
            self._rises.clear()

    def size(self, text: str, hand: Hand) -> tuple[float, float]:
        """Width and height of the letters, without the halo."""
        key = text, hand.size, hand.weight
        if key not in self._sizes:
            metrics = QFontMetricsF(self._font_for(hand))
            self._sizes[key] = math.ceil(metrics.horizontalAdvance(text)), math.ceil(metrics.capHeight()) + 4
        return self._sizes[key]

    def draw(self, painter: QPainter, corner: QPointF, text: str, hand: Hand, opacity: float = 1.0) -> None:
        """Write a name with its upper left corner at a point."""
        scale = painter.device().devicePixelRatio()
        key = text, hand, scale
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= KEPT:
                self._pictures.clear()
            picture = self._pictures[key] = self._picture(text, hand, scale)
        at = corner - QPointF(HALO + 1, self._above(hand))
        if opacity == 1.0:
            painter.drawPixmap(at, picture)
            return
        painter.setOpacity(opacity)
        painter.drawPixmap(at, picture)
        painter.setOpacity(1.0)

    def _font_for(self, hand: Hand) -> QFont:
        font = QFont(self._font)
        font.setPixelSize(hand.size)
        font.setWeight(hand.weight)
        return font

    def _above(self, hand: Hand) -> float:
        key = hand.size, hand.weight
        if key not in self._rises:
            metrics = QFontMetricsF(self._font_for(hand))
            self._rises[key] = math.ceil(metrics.ascent() - metrics.capHeight()) - 2 + HALO + 1
        return self._rises[key]

    def _picture(self, text: str, hand: Hand, scale: float) -> QPixmap:
        font = self._font_for(hand)
        metrics = QFontMetricsF(font)
        edge = HALO + 1
        width, height = math.ceil(metrics.horizontalAdvance(text)) + 2 * edge, math.ceil(metrics.height()) + 2 * edge
        pixmap = QPixmap(math.ceil(width * scale), math.ceil(height * scale))
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QPointF(edge, edge + math.ceil(metrics.ascent()))
        letters = QPainterPath()
        letters.addText(at, font, text)
        pen = QPen(QColor(hand.halo), HALO)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(letters, pen)
        painter.setFont(font)
        painter.setPen(QColor(hand.colour))
        painter.drawText(at, text)
        painter.end()
        return pixmap.copy()  # without what Qt painted with, which takes ten times the memory
