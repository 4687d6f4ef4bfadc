from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import NO_VALIDATORS, Fetched
from desktop_app.net.exchange import Exchange
from desktop_app.net.room import LARGE, Room
from tests.support.web import Answer, Site
from tests.unit.net.support import QUICK, failure, fetcher, got

HUGE = b"<rss>" + b"x" * LARGE + b"</rss>"


def exchange(cancelled: threading.Event | None = None, total_s: float = 10) -> Exchange:
    flags = (cancelled or threading.Event(),)
    return Exchange("https://a.example/", replace(QUICK, total_s=total_s), flags)


def body() -> Fetched:
    return Fetched(b"", "", "", NO_VALIDATORS, 0)


def test_a_place_is_free_again_when_its_body_is_gone() -> None:
    room = Room()
    with room.place(exchange()) as place:
        kept = body()
        place.is_for(kept)
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(FetchError) as caught, room.place(exchange(cancelled)):
        raise AssertionError("there was a place")
    assert caught.value.problem is FetchProblem.CANCELLED
    del kept
    with room.place(exchange(cancelled)):
        pass  # no wait, so nobody asked whether it was cancelled


def test_a_place_without_a_body_is_free_at_once() -> None:
    room = Room()
    for _ in range(3):
        with pytest.raises(ValueError, match="no body"), room.place(exchange()):
            raise ValueError("no body")


def test_nobody_waits_for_ever() -> None:
    room = Room()
    with room.place(exchange()) as place:
        kept = body()
        place.is_for(kept)
    with room.place(exchange(total_s=0.05)):
        pass
    assert kept.body == b""


def test_large_bodies_come_one_at_a_time(site: Site) -> None:
    site["/huge"] = Answer(HUGE, encoding="gzip")
    site["/small"] = Answer(b"<rss/>")
    site["/missing"] = Answer(HUGE, 404)
    http = fetcher(replace(QUICK, ratio=10_000))
    first: list[Fetched] = [got(http, site.url("/huge"))]
    assert first[0].body == HUGE
    arrived = threading.Event()
    second: list[bytes] = []

    def fetch() -> None:
        second.append(got(http, site.url("/huge")).body)
        arrived.set()

    thread = threading.Thread(target=fetch)
    thread.start()
    site.wait_for(2)
    assert got(http, site.url("/small")).body == b"<rss/>"  # no large one
    assert failure(http, site.url("/missing")).problem is FetchProblem.NOT_FOUND
    assert not arrived.is_set()
    first.clear()
    assert arrived.wait(5)
    thread.join()
    assert second == [HUGE]
    http.close()
