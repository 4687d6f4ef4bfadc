"""
Draws the picture at rest anew when new counts have come: quickly at first, well when no others follow. And draws it
well after a motion.

GUI thread only. It is drawn in parts, between which the keys, the mouse and the lists have their turn.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.map.canvas import Canvas
from desktop_app.ui.map.flat import Look

CALM_MS = 3_000  # without new counts, after which a draft is finished: it costs the time of three frames
PART_MS = 1.5  # of drawing at a time
REFINE_AFTER_MS = 30  # the draft is painted first, and whoever begins another motion at once has it
DRAFT_AFTER_MS = 20  # keys and the mouse come between the work of new counts and the painting of them


class Drafts(QObject):
    """Of one canvas on one widget."""

    redrawing = Signal(bool)  # new counts are about to be drawn, in parts; they are drawn

    def __init__(self, canvas: Canvas, view: Callable[[], Look], widget: QWidget) -> None:
        super().__init__(widget)
        self._canvas = canvas
        self._view = view
        self._widget = widget
        self.calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self.calm.timeout.connect(self._finish)
        self.refinement = QTimer(self, singleShot=True, interval=REFINE_AFTER_MS)
        self.refinement.timeout.connect(self._finish)
        self.draft = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self.draft.timeout.connect(self._begin)
        self.parts = QTimer(self, interval=0)
        self.parts.timeout.connect(self._go_on)

    def start(self) -> None:
        """New counts have come."""
        self.calm.start()
        self.draft.start()
        self.redrawing.emit(True)

    def refine(self) -> None:
        """The globe has come to rest."""
        self.refinement.start()

    @property
    def is_busy(self) -> bool:
        """Whether a picture is being drawn, or is about to be, that will take the place of the one at rest."""
        return self.draft.isActive() or self.parts.isActive() or self.refinement.isActive()

    @Slot()
    def _finish(self) -> None:
        """No new counts for a while, no motion: draw with all detail what was drawn quickly."""
        if self._canvas.is_draft:
            self.redrawing.emit(True)
            self._redraw(draft=False)

    @Slot()
    def _begin(self) -> None:
        if self._canvas.is_draft:
            self._redraw(draft=True)

    def _redraw(self, *, draft: bool) -> None:
        scale, rect = self._widget.devicePixelRatioF(), self._widget.rect().toRectF()
        if self._canvas.begin(self._view(), rect, scale, draft=draft):
            self.parts.start()
        else:
            self.redrawing.emit(False)
            self._widget.update()

    @Slot()
    def _go_on(self) -> None:
        if self._canvas.go_on(PART_MS):
            self.parts.stop()
            self.redrawing.emit(False)
            self._widget.update()
