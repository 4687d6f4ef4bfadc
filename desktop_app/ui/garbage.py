"""
Garbage is collected on the GUI thread, and nowhere else.

Python collects on whatever thread happens to allocate. Where that is another thread and the garbage holds a QObject,
Qt destroys it there: its destructor holds a lock of Qt's while it waits for the interpreter, and the GUI thread holds
the interpreter while it waits for that lock. Then the program stands still, or crashes.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from desktop_app import YOUNG_GARBAGE

LOOK_EVERY_MS = 2_000
OFTEN = 10  # collections of the young, for one of the middle generation, as Python has it
ALL_EVERY = 300  # looks. All is thousands of articles in a sync, which takes 40 to 70 ms; and they have no cycles


class Collector(QObject):
    """Collects as long as it lives, in place of Python. What is there when it is made stays. GUI thread only."""

    def __init__(self, parent: QObject | None = None, *, look_every_ms: int = LOOK_EVERY_MS) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # so it need not be looked through again and again
        self._looks = 0
        self._collections = 0
        self._timer = QTimer(self, interval=look_every_ms)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        self._looks += 1
        if self._looks % ALL_EVERY == 0:
            gc.collect()
        elif gc.get_count()[0] > YOUNG_GARBAGE:
            self._collections += 1
            gc.collect(0 if self._collections % OFTEN else 1)
