"""What tests may share because it gives every test the same: the demo's pictures, and a process that computes."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import Any

from desktop_app.sync import grouping, story_takes
from desktop_app.sync.pictures import PictureSource
from desktop_app.worker.host import WorkerHost

NEVER_S = 1e6  # longer than the tests take
SETTLED = "tests.support.shared:forgotten"


class DrawnOnce:
    """A ``PictureSource`` that asks another one once for each picture. From any thread."""

    def __init__(self, source: PictureSource) -> None:
        self._source = source
        self._drawn: dict[str, bytes] = {}
        self._lock = threading.Lock()  # guards the pictures, and lets one be drawn once

    def fetch(self, url: str) -> bytes:
        with self._lock:
            if url not in self._drawn:
                self._drawn[url] = self._source.fetch(url)
            return self._drawn[url]


def forgotten() -> None:
    """For the process: no store that it knows is asked about again, and each takes some megabytes."""
    grouping._held.clear()
    story_takes._gazetteers.clear()


class SharedProcess:
    """A process that groups stories for one test after the other."""

    def __init__(self) -> None:
        self._host = WorkerHost(idle_s=NEVER_S)
        self.settle()  # it is there before any test looks who is

    def lend(self) -> Lent:
        return Lent(self)

    def submit(self, function: str, *arguments: Any) -> Future[Any]:
        return self._host.submit(function, *arguments)

    def settle(self) -> None:
        """Wait for all requests, and for who is told of their results: requests are answered one after the other."""
        self._host.submit(SETTLED).result()

    def close(self) -> None:
        self._host.close()


class Lent:
    """The shared process as one core has it: a ``GroupWorker`` of its own."""

    def __init__(self, process: SharedProcess) -> None:
        self._process = process

    def submit(self, function: str, *arguments: Any) -> Future[Any]:
        return self._process.submit(function, *arguments)

    def close(self) -> None:
        """Returns when nothing that was asked for is open."""
        self._process.settle()
