from __future__ import annotations

import threading
from pathlib import Path

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.events import Event
from desktop_app.sync import courtesy
from desktop_app.sync.courtesy import Courtesy
from desktop_app.sync.pictures import PictureCache


def test_who_waits_goes_on_when_the_window_has_done() -> None:
    kind = Courtesy()
    kind.begin()
    assert not kind._free.is_set()
    waiting = threading.Thread(target=kind.wait)
    waiting.start()
    kind.end()
    waiting.join(20)
    assert not waiting.is_alive() and kind._free.is_set()


def test_a_window_that_never_rests_stops_nobody() -> None:
    kind = Courtesy()
    kind.begin()
    kind.wait()
    assert courtesy.AT_MOST_S < 1


class Nothing:
    """A source that has no picture, and remembers who asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def fetch(self, url: str) -> bytes:
        self.asked.append(url)
        raise FetchError(url, FetchProblem.NOT_FOUND)


def test_pictures_wait_until_they_may_begin(tmp_path: Path) -> None:
    source, told = Nothing(), threading.Event()

    def hear(_: Event) -> None:
        told.set()

    cache = PictureCache(tmp_path, source, hear, begins_at_once=False)
    try:
        cache.request("https://a.example/1.jpg")
        assert not cache._threads and not source.asked
        cache.begin()
        assert told.wait(20)
        assert source.asked == ["https://a.example/1.jpg"]
    finally:
        cache.close()
