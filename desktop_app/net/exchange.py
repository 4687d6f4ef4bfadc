"""
How long one fetch may take, and who may end it.

A time-out for each read is no protection: a server that sends a byte a second never meets one. So every wait of a
fetch (looking up, connecting, shaking hands, headers, body) is cut into short slices, and after each slice, and
before each read, the fetch's own clock and its cancel flags are looked at. No second thread watches, no socket is
shut under a reader's hands, and it works alike on every system.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from desktop_app.model.errors import FetchError, FetchProblem

MIB = 1 << 20

SLICE_S = 0.1  # how soon a cancelled or late fetch ends


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost."""

    body: int  # bytes as sent
    unpacked: int  # bytes out of the packing, in any case
    takes_part: bool  # whether the beginning of an answer is worth having when the whole is not to be had
    ratio: int = 100  # unpacked : packed. Real feeds reach 50; 1,000 is a bomb
    ratio_free: int = MIB  # bytes for which the ratio does not matter
    connect_s: float = 10.0
    read_s: float = 15.0  # between two bytes
    total_s: float = 30.0  # for all of it, redirects included
    redirects: int = 8
    requests_to_host: int = 6  # among them: a host that redirects to itself without an end is not asked for ever

    def unpacked_from(self, packed: int) -> int:
        """How many bytes may come out of so many."""
        return min(self.unpacked, max(self.ratio_free, self.ratio * packed))


FEED_LIMITS = Limits(body=8 * MIB, unpacked=10 * MIB, takes_part=True)
PAGE_LIMITS = Limits(body=5 * MIB, unpacked=10 * MIB, takes_part=True)
PICTURE_LIMITS = Limits(body=20 * MIB, unpacked=20 * MIB, takes_part=False)


class Exchange:
    """One fetch, from the first look-up to the last byte, redirects included. Belongs to the thread that fetches."""

    def __init__(self, url: str, limits: Limits, flags: tuple[threading.Event, ...]) -> None:
        self.url = url
        self.limits = limits
        self.received = 0  # bytes of bodies, as sent
        self.is_private_allowed = False  # of the hop that is being made
        self.is_proxied = False
        self.has_connected = False  # the hop opened a connection, and did not find one kept alive
        self._flags = flags
        self._deadline = time.monotonic() + limits.total_s

    def check(self) -> None:
        """Raises FetchError when the fetch is to end now."""
        self.check_cancelled()
        if time.monotonic() >= self._deadline:
            raise self.error(FetchProblem.TIMEOUT, detail=f"not done after {self.limits.total_s:g} s")

    def check_cancelled(self) -> None:
        """Raises FetchError when nobody wants the fetch any more."""
        if any(flag.is_set() for flag in self._flags):
            raise self.error(FetchProblem.CANCELLED)

    def patience(self, seconds: float, doing: str) -> Patience:
        """For a wait of at most so long: ask it after each slice."""
        self.check()
        return Patience(self, seconds, doing)

    def error(
        self, problem: FetchProblem, *, status: int | None = None, retry_after_s: int | None = None, detail: str = ""
    ) -> FetchError:
        return FetchError(
            self.url, problem, status=status, retry_after_s=retry_after_s, detail=detail, received=self.received
        )


class Patience:
    """One wait of an exchange."""

    def __init__(self, exchange: Exchange, seconds: float, doing: str) -> None:
        self._exchange, self._seconds, self._doing = exchange, seconds, doing
        self._until = time.monotonic() + seconds

    def check(self) -> None:
        """Raises FetchError when the wait, or the whole fetch, is to end now."""
        self._exchange.check()
        if time.monotonic() >= self._until:
            raise self._exchange.error(FetchProblem.TIMEOUT, detail=f"{self._doing}: nothing for {self._seconds:g} s")
