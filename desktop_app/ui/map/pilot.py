"""Moves the camera with the time: hand, inertia, flights, zooms, and the rest after them.

Between the pure camera and the widget: it owns the timers. GUI thread only. Its frame timer runs only while something
moves.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal, Slot

from desktop_app.ui.map.camera import Camera
from desktop_app.ui.map.motion import Place, flight_ms
from desktop_app.ui.map.projection import angle, unit

FRAME_MS = 16
UNFOLDED_CLOSE = 3.0  # zoom from which globe and flat map look alike in the middle: nothing unfolds there
SETTLE_MS = 120  # after the last motion the picture is drawn once more, with all its detail
DRAG_PIXELS = 4.0  # a hand that moved less has clicked


class Pilot(QObject):
    """Turns and zooms the globe."""

    moved = Signal()  # the view changed: draw it quickly
    rested = Signal()  # and has not changed for a while: draw it well
    rolled_out = Signal()  # a drag and the motion it left are over
    arrived = Signal()  # a flight is over

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.camera = Camera()
        self.reduced_motion = False
        self.dragging = False
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._last_at = 0.0  # seconds of the monotonic clock: of the last frame, or the last move of the hand
        self._rolling = False
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(self._advance)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._come_to_rest)

    @property
    def moving(self) -> bool:
        """From the first motion until rested."""
        return self.dragging or self.camera.moving or self._settle.isActive()

    def jump(self, place: Place, zoom: float | None = None) -> None:
        """Be there at once."""
        self._rolling = False
        self.camera.set_place(*place, zoom)
        self._frames.stop()
        self.disturb()

    def fly(self, place: Place, zoom: float, milliseconds: float | None = None) -> None:
        """Go there along the great circle, in a time that suits the way when none is given."""
        self._rolling = False
        if self.reduced_motion:
            self.jump(place, zoom)
            self.arrived.emit()
            return
        way = angle(unit(self.camera.longitude, self.camera.latitude), unit(*place))
        self.camera.fly(place, zoom, flight_ms(way) if milliseconds is None else milliseconds)
        self._start()

    def zoom(self, factor: float, at: QPointF) -> None:
        """Zoom about a point of the screen."""
        self._rolling = False
        self.camera.zoom_about(factor, at.x(), at.y(), at_once=self.reduced_motion)
        self._start()

    def unfold(self, *, flat: bool, at_once: bool = False) -> None:
        """Become the flat map, or the globe again."""
        if flat != self.camera.is_flat:
            self._rolling = False
            jumps = at_once or self.reduced_motion or self.camera.zoom >= UNFOLDED_CLOSE
            self.camera.unfold(flat=flat, at_once=jumps)
            self._start()

    def press(self, at: QPointF) -> None:
        """A hand takes hold: whatever moves stops."""
        self._rolling = False
        self._frames.stop()
        self._pressed = self._last = at
        self._last_at = time.monotonic()
        self.camera.grip(at.x(), at.y())

    def drag(self, at: QPointF) -> None:
        """The hand moved. The first few pixels may be the tremble of a click, and turn nothing."""
        if self._pressed is None:
            return
        if not self.dragging and (at - self._pressed).manhattanLength() < DRAG_PIXELS:
            return
        self.dragging = True
        now, way = time.monotonic(), at - self._last
        self.camera.drag((at.x(), at.y()), (way.x(), way.y()), (now - self._last_at) * 1000)
        self._last, self._last_at = at, now
        self.disturb()

    def release(self) -> bool:
        """The hand lets go. Whether it had dragged; else it has clicked."""
        dragged, self.dragging, self._pressed = self.dragging, False, None
        if not dragged:
            self.camera.stop()
            return False
        rested = (time.monotonic() - self._last_at) * 1000
        if self.reduced_motion:
            self.camera.stop()
        else:
            self.camera.release(rested)
        if self.camera.moving:
            self._rolling = True
            self._start()
        else:
            self.rolled_out.emit()
        return True

    def disturb(self) -> None:
        """Something about the view changed, such as its size."""
        self._settle.start()
        self.moved.emit()

    def settle(self) -> None:
        """Be at rest now, unless something moves: whoever asks draws the picture at rest."""
        if not (self.dragging or self.camera.moving):
            self._settle.stop()

    def _start(self) -> None:
        self.disturb()
        if self.camera.moving and not self._frames.isActive():
            self._last_at = time.monotonic()
            self._frames.start()

    @Slot()
    def _advance(self) -> None:
        now = time.monotonic()
        flying = self.camera.flying
        self.camera.advance((now - self._last_at) * 1000)
        self._last_at = now
        self.disturb()
        if self.camera.moving:
            return
        self._frames.stop()
        if flying:
            self.arrived.emit()
        elif self._rolling:
            self._rolling = False
            self.rolled_out.emit()

    @Slot()
    def _come_to_rest(self) -> None:
        if self.dragging or self.camera.moving:
            self._settle.start()
        else:
            self.rested.emit()
