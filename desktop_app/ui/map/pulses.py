"""
Rings that spread once where new articles arrive. GUI thread only; the timer runs only while one spreads.

They spread while a sync computes on other threads, to which each call of Qt may lose its turn: so a ring is a picture
that was drawn before, and a frame costs as few calls as can be.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import lru_cache

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.shades import faded
from desktop_app.ui.map.style import MapStyle

AT_ONCE = 3
WAITING = 9  # more than that are not shown at all: who sees them is no wiser
LASTS_MS = 1_300.0
FRAMES = 26
FRAME_MS = round(LASTS_MS / FRAMES)
REACH = (5.0, 26.0)  # pixels of radius, at the start and at the end
_SIDE = 2 * (REACH[1] + 3)  # of its picture

PointOf = Callable[[CountryCode], QPointF | None]


class Pulses(QObject):
    """At most three at a time; a country that pulses, or is about to, does not pulse again for that."""

    changed = Signal(QRect)  # this part of the widget looks different now

    def __init__(self, point_of: PointOf, parent: QObject) -> None:
        """``point_of`` tells where a country is on the widget, None where it cannot be seen."""
        super().__init__(parent)
        self._point_of = point_of
        self._began: dict[CountryCode, float] = {}
        self._waiting: list[CountryCode] = []
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._tick)

    @property
    def active(self) -> tuple[CountryCode, ...]:
        return tuple(self._began)

    def start(self, codes: Iterable[CountryCode]) -> None:
        """Let these pulse that can be seen, now or when others have ended."""
        for code in codes:
            is_new = code not in self._began and code not in self._waiting
            if is_new and len(self._waiting) < WAITING and self._point_of(code) is not None:
                self._waiting.append(code)
        self._begin()

    def stop(self) -> None:
        """Nobody looks, or the map moves: what is not over is not gone on with."""
        if self._began or self._waiting:
            self._tell()
            self._began.clear()
            self._waiting.clear()
        self._frames.stop()

    def draw(self, painter: QPainter, style: MapStyle) -> None:
        now, scale = time.monotonic(), painter.device().devicePixelRatio()
        for code, began in self._began.items():
            at, part = self._point_of(code), (now - began) * 1000 / LASTS_MS
            if at is not None:
                frame = _frame(min(FRAMES, round(part * FRAMES)), style.pulse, scale)
                painter.drawPixmap(QPointF(at.x() - _SIDE / 2, at.y() - _SIDE / 2), frame)

    def _begin(self) -> None:
        while self._waiting and len(self._began) < AT_ONCE:
            self._began[self._waiting.pop(0)] = time.monotonic()
        if self._began and not self._frames.isActive():
            self._frames.start()

    @Slot()
    def _tick(self) -> None:
        self._tell()  # also where one has just ended
        now = time.monotonic()
        self._began = {code: began for code, began in self._began.items() if (now - began) * 1000 < LASTS_MS}
        self._begin()
        if not self._began:
            self._frames.stop()

    def _tell(self) -> None:
        for code in self._began:
            at = self._point_of(code)
            if at is not None:
                corner = QPointF(at.x() - _SIDE / 2, at.y() - _SIDE / 2)
                self.changed.emit(QRectF(corner, QSizeF(_SIDE, _SIDE)).toAlignedRect())


@lru_cache(maxsize=2 * (FRAMES + 1))
def _frame(number: int, colour: str, scale: float) -> QPixmap:
    """A ring and the one behind it, so far on their way."""
    part = number / FRAMES
    pixmap = QPixmap(round(_SIDE * scale), round(_SIDE * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    at, spread = QPointF(_SIDE / 2, _SIDE / 2), 1 - (1 - part) ** 3
    for behind, strength in ((0.0, 0.9), (0.35, 0.5)):
        radius = REACH[0] + (REACH[1] - REACH[0]) * max(0.0, spread - behind)
        painter.setPen(QPen(faded(colour, strength * (1 - part)), 2.0))
        painter.drawEllipse(at, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(faded(colour, 1 - part)))
    painter.drawEllipse(at, 3, 3)
    painter.end()
    return pixmap
