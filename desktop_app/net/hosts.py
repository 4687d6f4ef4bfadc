"""
Whose turn it is: one request at a time to a host, with a pause before the next one.

A structure without threads and without a clock of its own, so that its rules can be tested as rules: of the tasks
whose host is free, the one with the lowest priority number goes first, and among equals the one that came first.
Every call costs O(log n), except ``promote`` and ``remove``.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import Generic, TypeVar
from urllib.parse import urlsplit

Task = TypeVar("Task")

LAST = 1 << 30  # a priority beyond all others

_Waiting = tuple[int, int, Task]  # priority, number in order of arrival, task


def host_of(url: str) -> str:
    """Who is to be asked one thing at a time: the host, with the port when it is an unusual one."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # no proper address; the fetch will say so
        return url
    return host if port in {None, 80, 443} else f"{host}:{port}"


class HostQueue(Generic[Task]):
    """Tasks that wait for their host. One thread at a time."""

    def __init__(self, spacing_s: float, needs_no_rest: Callable[[str], bool] = lambda _host: False) -> None:
        """``needs_no_rest`` says of a host that it may be asked again at once: the user's own server, say."""
        self._spacing_s = spacing_s
        self._needs_no_rest = needs_no_rest
        self._arrivals = 0
        self._waiting: dict[str, list[_Waiting[Task]]] = {}  # by host: heaps, never empty
        self._busy: set[str] = set()
        self._resting: dict[str, float] = {}  # by host: until when
        # Two heaps that may hold what is no longer true; each entry is looked at again when it comes up.
        self._ready: list[tuple[int, int, str]] = []  # the first task of each host that is free
        self._alarms: list[tuple[float, str]] = []  # when hosts with waiting tasks are free again

    def __len__(self) -> int:
        """How many tasks wait."""
        return sum(map(len, self._waiting.values()))

    def add(self, task: Task, host: str, priority: int) -> None:
        heap = self._waiting.setdefault(host, [])
        heapq.heappush(heap, (priority, self._arrivals, task))
        self._arrivals += 1
        if heap[0][2] is task:
            self._announce(host)

    def take(self, now: float, most_priority: int = LAST) -> Task | None:
        """The next task, whose host is busy from now until ``done``; None when none can go now.

        Tasks beyond ``most_priority`` stay.
        """
        while self._alarms and self._alarms[0][0] <= now:
            _, host = heapq.heappop(self._alarms)
            if self._resting.get(host, now) <= now:
                self._resting.pop(host, None)
                self._announce(host)
        while self._ready and self._ready[0][0] <= most_priority:
            priority, number, host = heapq.heappop(self._ready)
            heap = self._waiting.get(host)
            if heap is None or host in self._busy or host in self._resting or heap[0][:2] != (priority, number):
                continue
            task = heapq.heappop(heap)[2]
            if not heap:
                del self._waiting[host]
            self._busy.add(host)
            return task
        return None

    def done(self, host: str, now: float) -> None:
        """The host's request has ended."""
        self._busy.discard(host)
        if not self._needs_no_rest(host):
            self._resting[host] = now + self._spacing_s
        self._announce(host)

    def next_ready_at(self, most_priority: int = LAST) -> float | None:
        """When ``take`` may give a task again without a ``done`` or ``add`` before; None when it will not."""
        while self._ready and self._ready[0][0] <= most_priority:
            priority, number, host = self._ready[0]
            heap = self._waiting.get(host)
            if heap and host not in self._busy and host not in self._resting and heap[0][:2] == (priority, number):
                return float("-inf")
            heapq.heappop(self._ready)
        while self._alarms:
            until, host = self._alarms[0]
            if host in self._waiting and host not in self._busy and self._resting.get(host) == until:
                return until
            heapq.heappop(self._alarms)
        return None

    def free_hosts(self) -> int:
        """How many hosts have a task waiting and none running: so many threads could be used."""
        return len(self._waiting) - sum(host in self._waiting for host in self._busy)  # few are busy, many may wait

    def promote(self, chosen: Callable[[Task], bool], priority: int) -> None:
        """Gives waiting tasks another priority; they keep their order among themselves."""
        for host, heap in self._waiting.items():
            changed = [(priority if chosen(task) else old, number, task) for old, number, task in heap]
            heapq.heapify(changed)
            self._waiting[host] = changed
            self._announce(host)

    def remove(self, chosen: Callable[[Task], bool]) -> list[Task]:
        """Takes waiting tasks out, and gives them."""
        removed: list[Task] = []
        for host, heap in list(self._waiting.items()):
            kept = [entry for entry in heap if not chosen(entry[2])]
            if len(kept) == len(heap):
                continue
            removed += [entry[2] for entry in heap if chosen(entry[2])]
            del self._waiting[host]
            if kept:
                heapq.heapify(kept)
                self._waiting[host] = kept
                self._announce(host)
        return removed

    def _announce(self, host: str) -> None:
        """Puts the host's first task where ``take`` will find it."""
        heap = self._waiting.get(host)
        if not heap or host in self._busy:
            return
        if host in self._resting:
            heapq.heappush(self._alarms, (self._resting[host], host))
        else:
            heapq.heappush(self._ready, (*heap[0][:2], host))
