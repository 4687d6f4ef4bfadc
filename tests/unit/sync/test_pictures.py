from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.events import Event, PictureArrived
from desktop_app.sync.pictures import THREADS, WISHES, PictureCache

URL = "https://a.example/1.jpg"


class Source:
    """Gives each picture its own address as its bytes, unless it is said to fail; held until ``go_on`` is set."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.failing: set[str] = set()
        self.go_on = threading.Event()
        self.go_on.set()
        self.let_go = threading.Semaphore(0)  # one that waits, while the others wait on
        self.begun: queue.SimpleQueue[str] = queue.SimpleQueue()

    def fetch(self, url: str) -> bytes:
        self.asked.append(url)
        self.begun.put(url)
        while not self.go_on.wait(0.01):
            if self.let_go.acquire(blocking=False):
                break
        if url in self.failing:
            raise FetchError(url, FetchProblem.NOT_FOUND)
        return url.encode("utf-8", "surrogatepass")


class Cache:
    """The cache, its source and what it told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = Source()
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.cache = PictureCache(folder, self.source, self.events.put)

    def get(self, url: str) -> bytes | None:
        self.cache.request(url)
        assert self.events.get(timeout=20) == PictureArrived(url)
        path = self.cache.path(url)
        return path.read_bytes() if path.exists() else None

    def files(self) -> list[Path]:
        return [p for p in self.folder.rglob("*") if p.is_file()]


@pytest.fixture
def pictures(tmp_path: Path) -> Iterator[Cache]:
    made = Cache(tmp_path)
    yield made
    made.source.go_on.set()
    made.cache.close()


@pytest.mark.parametrize(
    "url", [URL, "https://a.example/" + "x" * 5_000, "https://ü.example/日本?a=../../etc", "\ud800"]
)
def test_a_picture_is_fetched_and_told(pictures: Cache, url: str) -> None:
    assert pictures.get(url) == url.encode("utf-8", "surrogatepass")
    assert pictures.cache.path(url).parent.parent == pictures.folder


def test_a_picture_that_is_here_is_not_fetched_again(pictures: Cache) -> None:
    pictures.get(URL)
    assert pictures.get(URL) == URL.encode()
    assert pictures.source.asked == [URL]


def test_a_picture_that_cannot_be_had_is_not_asked_for_again(pictures: Cache) -> None:
    pictures.source.failing.add(URL)
    assert [pictures.get(URL) for _ in range(3)] == [None, None, None]  # each time it is told
    assert pictures.source.asked == [URL]


def test_the_latest_wish_goes_first_and_the_oldest_are_dropped(pictures: Cache) -> None:
    pictures.source.go_on.clear()
    first = [f"https://a.example/first{i}" for i in range(THREADS)]
    for url in first:
        pictures.cache.request(url)
    assert sorted(pictures.source.begun.get(timeout=20) for _ in first) == sorted(first)
    for i in range(WISHES + 10):
        pictures.cache.request(f"https://a.example/{i}")
    again = f"https://a.example/{WISHES // 2}"
    pictures.cache.request(again)
    pictures.source.let_go.release()
    assert pictures.source.begun.get(timeout=20) == again
    pictures.source.go_on.set()
    for _ in range(WISHES + 10 + THREADS):
        pictures.events.get(timeout=20)  # of those that were dropped too
    later = pictures.source.asked[THREADS:]
    assert len(later) == WISHES
    assert not {f"https://a.example/{i}" for i in range(10)} & set(later)


def test_one_wish_while_it_is_fetched(pictures: Cache) -> None:
    pictures.source.go_on.clear()
    pictures.cache.request(URL)
    pictures.source.begun.get(timeout=20)
    pictures.cache.request(URL)
    pictures.source.go_on.set()
    pictures.events.get(timeout=20)
    pictures.get("https://a.example/2.jpg")
    assert pictures.source.asked.count(URL) == 1


def test_no_picture_is_ever_half(pictures: Cache) -> None:
    """It is written under another name; what a kill left there is no picture."""
    target = pictures.cache.path(URL)
    target.parent.mkdir()
    (target.parent / f"{target.name}.99.new").write_bytes(b"half")
    assert not target.exists()
    assert pictures.get(URL) == URL.encode()
    assert pictures.cache.evict([], budget=0) == 2


def test_a_folder_that_cannot_be_written(pictures: Cache, logged_warnings: object) -> None:
    target = pictures.cache.path(URL)
    target.parent.write_bytes(b"in the way")
    assert pictures.get(URL) is None
    assert pictures.source.asked == [URL]
    assert logged_warnings.messages[0].startswith("picture not stored")  # type: ignore[attr-defined]


def test_closing_ends_the_threads_and_forgets_the_wishes(tmp_path: Path) -> None:
    pictures = Cache(tmp_path)
    pictures.source.go_on.clear()
    for i in range(20):
        pictures.cache.request(f"https://a.example/{i}")
    for _ in range(THREADS):
        pictures.source.begun.get(timeout=20)
    closing = threading.Thread(target=pictures.cache.close)
    closing.start()
    pictures.source.go_on.set()
    closing.join(20)
    assert not closing.is_alive()
    assert len(pictures.source.asked) == THREADS
    pictures.cache.request(URL)
    assert len(pictures.source.asked) == THREADS


def test_what_was_used_longest_ago_goes_first_but_never_what_is_kept(pictures: Cache) -> None:
    urls = [f"https://a.example/{i}" for i in range(6)]
    size = len(urls[0])
    for age, url in enumerate(urls):
        pictures.get(url)
        os.utime(pictures.cache.path(url), (1_000_000 - age, 1_000_000 - age))  # the last one is the oldest
    assert pictures.cache.evict([urls[5], "https://a.example/elsewhere"], budget=6 * size) == 0
    assert pictures.cache.evict([urls[5]], budget=3 * size) == 3
    left = {url for url in urls if pictures.cache.path(url).exists()}
    assert left == {urls[0], urls[1], urls[5]}
    assert pictures.cache.evict(urls, budget=0) == 0
    assert pictures.cache.evict([], budget=0) == 3
    assert pictures.files() == []
