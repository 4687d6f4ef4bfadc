"""
The thread that draws goes first.

Threads that compute beside it share the interpreter with it: what takes the window 5 ms alone takes it 12 then. So
while the window draws something larger, they rest for a moment where they are between two pieces of their work.
"""

from __future__ import annotations

import threading
import time

AT_MOST_S = 0.15  # somebody who forgets to release it, or draws all the time, slows a sync down and does not stop it


class Precedence:
    """From any thread."""

    def __init__(self) -> None:
        self._is_free = threading.Event()
        self._is_free.set()
        self._until = 0.0  # time.monotonic

    def take(self) -> None:
        """Something larger is about to be drawn."""
        self._until = time.monotonic() + AT_MOST_S
        self._is_free.clear()

    def release(self) -> None:
        """It is drawn, or is drawn no more."""
        self._is_free.set()

    def give_way(self) -> None:
        """For who computes, between two pieces of some milliseconds: wait while something is drawn."""
        if not self._is_free.is_set() and not self._is_free.wait(max(0.0, self._until - time.monotonic())):
            self._is_free.set()
