"""
Room in memory for large bodies.

Most feeds are small, so the fetch threads may all hold one at a time. A few large ones together, or bombs that become
large when they are unpacked, would take hundreds of megabytes: of those only so many exist at a time, from their
unpacking until whoever got them lets go of them.
"""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desktop_app.model.fetch import Fetched
from desktop_app.net.exchange import MIB, SLICE_S, Exchange

LARGE = MIB  # bytes; a body beyond needs a place
PLACES = 1


class Room:
    """Places for large bodies. From any thread."""

    def __init__(self, places: int = PLACES) -> None:
        self._places = threading.BoundedSemaphore(places)

    @contextmanager
    def place(self, exchange: Exchange) -> Iterator[Place]:
        """Waits for a place; the body that it is for keeps it. Raises FetchError when the fetch is cancelled meanwhile.

        Nobody waits for ever because somebody keeps a body: after the time that a whole fetch may take it goes on.
        """
        until = time.monotonic() + exchange.limits.total_s
        is_taken = False
        while not is_taken and time.monotonic() < until:
            is_taken = self._places.acquire(timeout=SLICE_S)
            if not is_taken:
                exchange.check_cancelled()
        place = Place()
        try:
            yield place
        finally:
            if is_taken:
                place.when_gone(self._places.release)


class Place:
    """A large body's place."""

    def __init__(self) -> None:
        self._body: Fetched | None = None

    def is_for(self, body: Fetched) -> None:
        self._body = body

    def when_gone(self, leave: Callable[[], None]) -> None:
        """``leave`` is called when the body is gone; now, when there is none."""
        if self._body is None:
            leave()
            return
        weakref.finalize(self._body, leave).atexit = False
        self._body = None
