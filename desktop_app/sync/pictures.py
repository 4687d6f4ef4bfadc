"""
The cache of pictures on the disk: a file a picture, named by the hash of its address.

A picture is fetched when a screen asks for it, on threads of its own, the latest wish first; nothing is decoded here.
What cannot be had is remembered for a while. The cache keeps a budget; what the user keeps is never thrown away.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from desktop_app.model.errors import FetchError
from desktop_app.model.events import Event, PictureArrived

log = logging.getLogger(__name__)

THREADS = 3
WISHES = 400  # what was asked for longer ago than this many others is not on the screen any more
FAILED_FOR_S = 3600.0
BUDGET_BYTES = 400 * 1024 * 1024


class PictureSource(Protocol):
    """From any thread."""

    def fetch(self, url: str) -> bytes:
        """The bytes of a picture of a known kind. Raises FetchError."""
        ...


class PictureCache:
    """From any thread; ``close`` joins its threads. Wishes wait for ``begin`` unless it ``begins_at_once``."""

    def __init__(
        self, folder: Path, source: PictureSource, publish: Callable[[Event], None], *, begins_at_once: bool = True
    ) -> None:
        self._folder = folder
        self._source = source
        self._publish = publish
        self._wishes: OrderedDict[str, None] = OrderedDict()
        self._failed: dict[str, float] = {}
        self._fetching: set[str] = set()
        self._has_begun = begins_at_once
        self._changed = threading.Condition()  # guards the four above
        self._closed = False
        self._threads: list[threading.Thread] = []

    def path(self, url: str) -> Path:
        """Where the picture of this address lies, or will."""
        from hashlib import sha256  # noqa: PLC0415 slow to import: not before the first picture

        name = sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._folder / name[:2] / name

    def request(self, url: str) -> None:
        """Let the picture be fetched if it is not here. ``PictureArrived`` tells when it is, or cannot be had."""
        dropped: list[str] = []
        with self._changed:
            if self._closed or url in self._fetching:
                return
            if time.monotonic() - self._failed.get(url, -FAILED_FOR_S) < FAILED_FOR_S:
                dropped.append(url)
            else:
                self._wishes[url] = None
                self._wishes.move_to_end(url)
            while len(self._wishes) > WISHES:
                dropped.append(self._wishes.popitem(last=False)[0])
            self._start_thread_if_needed()
            self._changed.notify()
        for each in dropped:
            self._publish(PictureArrived(each))  # it is not here, which is an answer too

    def begin(self) -> None:
        """Fetch from now on: the first fetch imports what a window that is being made has no time for."""
        with self._changed:
            self._has_begun = True
            for _ in range(THREADS):
                self._start_thread_if_needed()

    def _start_thread_if_needed(self) -> None:
        if self._has_begun and len(self._threads) < min(THREADS, len(self._wishes) + len(self._fetching)):
            thread = threading.Thread(target=self._work, name=f"picture-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def close(self) -> None:
        """Fetch no more. The source is to be closed first, so that what hangs ends."""
        with self._changed:
            self._closed = True
            self._wishes.clear()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wishes or self._closed)
                if self._closed:
                    return
                url, _ = self._wishes.popitem(last=True)
                self._fetching.add(url)
            has_it = self._fetch(url)
            with self._changed:
                self._fetching.discard(url)
                if not has_it:
                    self._failed[url] = time.monotonic()
            self._publish(PictureArrived(url))

    def _fetch(self, url: str) -> bool:
        target = self.path(url)
        if target.exists():
            return True
        try:
            body = self._source.fetch(url)
        except FetchError as e:
            log.debug("picture failed url=%s error=%s", url, e)
            return False
        try:
            target.parent.mkdir(exist_ok=True)
            fresh = target.with_name(f"{target.name}.{threading.get_ident()}.new")
            fresh.write_bytes(body)
            fresh.replace(target)  # whole or not at all
        except OSError as e:
            log.warning("picture not stored error=%s", e)
            return False
        return True

    def evict(self, kept: Iterable[str], budget: int = BUDGET_BYTES) -> int:
        """Throw away the pictures used longest ago until the rest fits; returns how many went. Walks the folder."""
        keep = {self.path(url) for url in kept}
        files: list[tuple[float, int, Path]] = []
        for folder, _, names in os.walk(self._folder):
            for name in names:
                path = Path(folder, name)
                try:
                    stat = path.stat()
                except FileNotFoundError:  # has just got its name
                    continue
                files.append((max(stat.st_atime, stat.st_mtime), stat.st_size, path))
        size = sum(s for _, s, _ in files)
        gone = 0
        for _, bytes_, path in sorted(files):
            if size <= budget:
                break
            if path not in keep:
                path.unlink(missing_ok=True)
                size -= bytes_
                gone += 1
        return gone
