"""What the shadings of the globe and of the flat map share."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap


def faded(colour: str, strength: float) -> QColor:
    """The colour with its opacity multiplied."""
    result = QColor(colour)
    result.setAlphaF(max(0.0, min(1.0, result.alphaF() * strength)))
    return result


def blank(rect: QRectF, scale: float) -> QPixmap:
    """A pixmap of that size with nothing in it yet: what is opaque is copied quicker than what is not."""
    pixmap = QPixmap(math.ceil(rect.width() * scale), math.ceil(rect.height() * scale))
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def drawn(pixmap: QPixmap, draw: Callable[[QPainter], None]) -> QPixmap:
    """The same pixmap, with something drawn on it."""
    painter = QPainter(pixmap)
    draw(painter)
    painter.end()
    return pixmap


def visible(colour: str) -> bool:
    return QColor(colour).alpha() > 0


def smoothstep(low: float, high: float, value: float) -> float:
    part = max(0.0, min(1.0, (value - low) / (high - low)))
    return part * part * (3 - 2 * part)
