"""A card that paints itself: a button with a frame, texts one below the other, and a ring where it has the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.ui.articles.row_text import set_text
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.style import current_theme

Line = tuple[str, QFont, int, int, str]  # words, font, px a line, lines at most, name of the theme's colour
Text = tuple[QTextLayout, QPointF, str]  # where it stands, and the name of the theme's colour
Placed = TypeVar("Placed")  # where everything of a card stands

KNOWN_WIDTHS = 4


class PaintedCard(QAbstractButton):
    """Activated by a click, Enter or Space; its height follows from its width. GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("paintsFocus", True)  # Qt's
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_lit(self) -> bool:
        return self.underMouse() or self.isDown()

    def paint_frame(self, painter: QPainter) -> None:
        theme = current_theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = theme.border_px / 2
        painter.setPen(QPen(QColor(theme.border), theme.border_px))
        painter.setBrush(QColor(theme.raised if self.is_lit else theme.surface))
        frame = self.rect().toRectF().adjusted(half, half, -half, -half)
        painter.drawRoundedRect(frame, tokens.RADIUS_CARD, tokens.RADIUS_CARD)

    def paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(current_theme().accent), tokens.FOCUS_RING))
            ring = self.rect().toRectF().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, tokens.RADIUS_CARD, tokens.RADIUS_CARD)


def placed(known: dict[int, Placed], width: int, place: Callable[[int], Placed]) -> Placed:
    """What ``place`` makes of a width; it is known for the widths that were asked last, since a layout asks for the
    same few again and again."""
    if width not in known:
        if len(known) == KNOWN_WIDTHS:
            del known[next(iter(known))]  # the oldest
        known[width] = place(width)
    return known[width]


def set_below(lines: Iterable[Line], at: QPointF, room: float, gap: int) -> tuple[tuple[Text, ...], float]:
    """The texts that are not empty, one below the other, and where the next one would stand."""
    texts: list[Text] = []
    y = at.y()
    for words, font, line, most, colour in lines:
        layout, number = set_text(words, font, room, line, most)
        if number:
            texts.append((layout, QPointF(at.x(), y), colour))
            y += number * line + gap
    return tuple(texts), y


def paint_texts(painter: QPainter, texts: Iterable[Text]) -> None:
    theme = current_theme()
    for layout, at, colour in texts:
        painter.setPen(QColor(getattr(theme, colour)))
        layout.draw(painter, at)
