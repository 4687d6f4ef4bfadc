"""
How many feeds a background pass may ask for at once.

As many as are due, but after the computer slept or the network was gone: then all are due, the network may not be there
yet, and every reader of every site wakes at the same hour. So a few are asked first; while somebody answers, the next
pass may ask for four times as many, as TCP begins (RFC 5681). One thread at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from desktop_app.store.feeds import StoredFeed

PROBES = 3  # of different hosts: one silent site says nothing of the network
GROWTH = 4
WAVE_S = 30  # until the next pass, while feeds are left over
LOOK_S = 60.0  # how often the sync looks at the clock while it waits
SLEPT_S = 180.0  # a clock that went on by so much between two looks: nobody was awake to look


class SlowStart:
    def __init__(self) -> None:
        self._most: int | None = None  # None: no limit
        self._looked_at: float | None = None

    def look(self, now: float) -> bool:
        """To be called at least every minute by the wall's clock; whether the computer slept since the last time."""
        has_slept = self._looked_at is not None and now - self._looked_at > SLEPT_S
        self._looked_at = now
        if has_slept:
            self.begin()
        return has_slept

    def begin(self) -> None:
        self._most = PROBES

    def answered(self) -> None:
        """Somebody answered in the pass that ends."""
        if self._most is not None:
            self._most *= GROWTH

    def take(self, due: Sequence[StoredFeed]) -> list[StoredFeed]:
        """Those to be asked now, of all that are due in the order of their importance. The rest waits for a pass."""
        if self._most is None or len(due) <= self._most:
            if self._most != PROBES:
                self._most = None  # the last wave
            return list(due)
        if self._most > PROBES:
            return list(due[: self._most])
        sound = sorted(due, key=lambda feed: feed.failures > 0)  # whose silence would mean something
        by_host = {urlsplit(feed.address).hostname: feed for feed in reversed(sound)}
        return list(reversed(by_host.values()))[:PROBES]
