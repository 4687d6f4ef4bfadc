"""Lets the thread that draws go first."""

from __future__ import annotations

import threading

AT_MOST_S = 0.1  # a window that never comes to rest slows the sync down; it does not stop it


class Courtesy:
    """
    Python runs one thread at a time, and each of the hundred calls of a painting may have to wait behind one that
    computes. So the window says while it works, and who computes in the background waits between two pieces.

    ``begin`` and ``end`` belong to the thread that draws; ``wait`` is for any other.
    """

    def __init__(self) -> None:
        self._free = threading.Event()
        self._free.set()

    def begin(self) -> None:
        """The window has something to do."""
        self._free.clear()

    def end(self) -> None:
        """The window waits for the user again."""
        self._free.set()

    def wait(self) -> None:
        """Until the window has done what it is at."""
        self._free.wait(AT_MOST_S)
