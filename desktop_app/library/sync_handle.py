"""Holds the place of the sync until it starts: its engine is slow to import, and a window asks for a pass before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from desktop_app.model.country import CountryCode
from desktop_app.settings import Settings

if TYPE_CHECKING:  # not before the start
    from desktop_app.sync.engine import SyncEngine, SyncOptions
    from desktop_app.sync.report import SyncReport


class SyncHandle:
    """From any thread. What is asked for before the start is done after it."""

    def __init__(self, make: Callable[[SyncOptions], SyncEngine], settings: Settings) -> None:
        self._make = make
        self._settings = settings
        self._lock = threading.Lock()  # guards the two below: nothing is asked for between the making and the start
        self._engine: SyncEngine | None = None
        self._waiting: list[tuple[frozenset[CountryCode] | None, int]] = []

    def start(self, *, at_once: bool) -> None:
        """Make the engine and begin. ``at_once`` reads what is due now, else the first pass is an interval away."""
        with self._lock:
            self._engine = self._make(self.options)
            for countries, eagerness in self._waiting:
                self._engine.request(countries, eagerness)
            self._waiting.clear()
            self._engine.start(at_once=at_once)

    def request(self, countries: Iterable[CountryCode] | None, eagerness: int) -> None:
        """Ask for a pass over these countries' feeds, or all."""
        wanted = None if countries is None else frozenset(countries)
        with self._lock:
            if self._engine is None:
                self._waiting.append((wanted, eagerness))
            else:
                self._engine.request(wanted, eagerness)

    def cancel(self) -> None:
        """End the pass that runs; what was asked for before the start is asked for no more."""
        with self._lock:
            self._waiting.clear()
            if self._engine is not None:
                self._engine.cancel()

    def stop(self) -> None:
        """End the sync's thread, if there is one."""
        with self._lock:
            engine = self._engine
        if engine is not None:
            engine.stop()

    def apply(self, settings: Settings) -> None:
        """Sync as the user chose."""
        with self._lock:
            self._settings = settings
            if self._engine is not None:
                self._engine.options = self.options

    @property
    def options(self) -> SyncOptions:
        """What the engine does, or will do, by the settings."""
        from desktop_app.sync.engine import SyncOptions

        chosen = self._settings
        return SyncOptions(
            interval_s=chosen.sync_minutes * 60,
            retention_s=chosen.retention_days * 86_400,
        )

    @property
    def report(self) -> SyncReport | None:
        """Of the last pass that ended."""
        return self._engine.report if self._engine is not None else None
