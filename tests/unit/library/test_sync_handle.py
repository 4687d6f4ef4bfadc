"""What is asked of the sync before it starts is not lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from desktop_app.library.sync_handle import SyncHandle
from desktop_app.model.country import CountryCode
from desktop_app.settings import Settings
from desktop_app.sync.eagerness import Eagerness
from desktop_app.sync.engine import SyncEngine, SyncOptions

CHILE = CountryCode("CL")


class FakeEngine:
    def __init__(self, options: SyncOptions) -> None:
        self.options = options
        self.told: list[object] = []
        self.report = None

    def start(self, *, at_once: bool) -> None:
        self.told.append(("start", at_once))

    def request(self, countries: Iterable[CountryCode] | None, eagerness: int) -> None:
        self.told.append((countries, eagerness))

    def cancel(self) -> None:
        self.told.append("cancel")

    def stop(self) -> None:
        self.told.append("stop")


class Made:
    def __init__(self) -> None:
        self.engines: list[FakeEngine] = []
        self.handle = SyncHandle(self.make, Settings())

    def make(self, options: SyncOptions) -> SyncEngine:
        self.engines.append(FakeEngine(options))
        return cast("SyncEngine", self.engines[-1])


def test_wishes_wait_for_the_start() -> None:
    made = Made()
    made.handle.request([CHILE], Eagerness.OPENED)
    made.handle.apply(Settings(sync_minutes=60))
    assert made.engines == []
    made.handle.start(at_once=False)
    made.handle.request(None, Eagerness.ASKED)
    (engine,) = made.engines
    assert engine.options.interval_s == 3_600
    assert engine.told == [
        (frozenset({CHILE}), Eagerness.OPENED),
        ("start", False),
        (None, Eagerness.ASKED),
    ]


def test_what_was_cancelled_before_the_start_is_not_asked() -> None:
    made = Made()
    made.handle.request(None, Eagerness.ASKED)
    made.handle.cancel()
    made.handle.start(at_once=True)
    assert made.engines[0].told == [("start", True)]


def test_later_settings_reach_the_engine() -> None:
    made = Made()
    made.handle.start(at_once=True)
    made.handle.apply(Settings(retention_days=10))
    assert made.engines[0].options.retention_s == 864_000


def test_a_sync_that_never_started_is_stopped() -> None:
    made = Made()
    made.handle.stop()
    made.handle.cancel()
    assert made.engines == []
    assert made.handle.report is None
