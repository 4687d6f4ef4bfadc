"""What the shadings of the globe and of the flat map share."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtGui import QColor

NIGHT_SIDE = 128  # pixels of the image that the night is computed in
DUSK = (-0.22, 0.16)  # sine of the sun's height where night is full, and where day is


def faded(colour: str, strength: float) -> QColor:
    """The colour with its opacity multiplied."""
    result = QColor(colour)
    result.setAlphaF(max(0.0, min(1.0, result.alphaF() * strength)))
    return result


def visible(colour: str) -> bool:
    return QColor(colour).alpha() > 0


@cache
def dither() -> Any:
    """What is added before rounding down: noise, since a plain half would show the steps of 8 bits as stripes."""
    import numpy as np  # noqa: PLC0415  # slow: never before the first paint

    return np.random.default_rng(1).random((NIGHT_SIDE, NIGHT_SIDE), np.float32)
