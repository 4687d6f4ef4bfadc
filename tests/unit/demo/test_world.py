from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.demo.templates import filled
from desktop_app.demo.world import DEMO_CLOCK, DemoFetcher, DemoPictures, DemoWorld
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import NO_VALIDATORS, Fetched, Fetcher, NotModified, Validators
from tests.unit.demo.conftest import SAMPLE
from tests.unit.demo.feed_reading import items_of, rows

ROOT = SAMPLE.parents[1]


def test_keeps_the_promise_of_a_fetcher(fetcher: DemoFetcher) -> None:
    promised: Fetcher = fetcher
    assert promised is fetcher


def test_what_did_not_change_is_not_sent_again(world: DemoWorld, fetcher: DemoFetcher) -> None:
    url = rows(world)[0].url
    first = fetcher.fetch(url, NO_VALIDATORS)
    assert isinstance(first, Fetched)
    assert first.is_complete and first.url == url and first.received == len(first.body) > 1000
    second = fetcher.fetch(url, first.validators)
    assert isinstance(second, NotModified)
    assert second.validators == first.validators
    assert isinstance(fetcher.fetch(url, Validators(etag='"another"')), Fetched)


@pytest.mark.parametrize(
    "url",
    [
        "https://prairie-ledger.example/nothing",
        "https://www.example.com/",
        "https://prairie-ledger.example/pictures/nothing-1-960x640.png",
        "https://elsewhere.example/pictures/comet-1-960x640.png",
        "",
    ],
)
def test_what_is_not_there_is_not_found(fetcher: DemoFetcher, world: DemoWorld, url: str) -> None:
    for fetch in (lambda: fetcher.fetch(url, NO_VALIDATORS), lambda: DemoPictures(world).fetch(url)):
        with pytest.raises(FetchError) as caught:
            fetch()
        assert caught.value.problem is FetchProblem.NOT_FOUND
        assert caught.value.status == 404


def test_cancelled(fetcher: DemoFetcher, world: DemoWorld) -> None:
    url = rows(world)[0].url
    cancelled = threading.Event()
    assert isinstance(fetcher.fetch(url, NO_VALIDATORS, cancelled=cancelled), Fetched)
    cancelled.set()
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url, NO_VALIDATORS, cancelled=cancelled)
    assert caught.value.problem is FetchProblem.CANCELLED


def test_closed(world: DemoWorld) -> None:
    fetcher = DemoFetcher(world)
    fetcher.close()
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(rows(world)[0].url, NO_VALIDATORS)
    assert caught.value.problem is FetchProblem.CANCELLED


def test_front_page_names_the_feed(world: DemoWorld, fetcher: DemoFetcher) -> None:
    for row in rows(world):
        for address in (row.homepage, row.homepage.rstrip("/")):
            page = fetcher.fetch(address, NO_VALIDATORS)
            assert isinstance(page, Fetched)
            assert f'href="{row.url}"'.encode() in page.body


def test_the_same_clock_gives_the_same_bytes(world: DemoWorld) -> None:
    again = DemoWorld(SAMPLE, lambda: DEMO_CLOCK + 0.9)
    for row in rows(world):
        assert world.get(row.url) == again.get(row.url)


def test_another_clock_moves_the_dates(world: DemoWorld) -> None:
    later = DemoWorld(SAMPLE, lambda: DEMO_CLOCK + 5 * 86400)
    row = rows(world)[0]
    before, after = world.get(row.url), later.get(row.url)
    assert before and after
    for old, new in zip(items_of(row, before[0]), items_of(row, after[0]), strict=True):
        assert old.url == new.url
        assert old.date and new.date
        assert (new.date - old.date).days == 5


def test_the_clock_is_read_once() -> None:
    times = iter([DEMO_CLOCK])
    world = DemoWorld(SAMPLE, lambda: next(times))
    assert world.get(rows(world)[0].url) == world.get(rows(world)[0].url)


def test_from_many_threads() -> None:
    world = DemoWorld(SAMPLE, lambda: DEMO_CLOCK)
    fetcher = DemoFetcher(world)
    sizes: list[int] = []

    def work() -> None:
        for row in rows(world):
            answer = fetcher.fetch(row.url, NO_VALIDATORS)
            assert isinstance(answer, Fetched)
            sizes.append(len(answer.body) + len(world.phrasebook.translate("fr", ["Voix"])))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sizes) == 4 * len(rows(world))
    assert len(set(sizes)) <= len(rows(world))


@pytest.mark.parametrize(
    ("template", "encoding", "expected"),
    [
        ("{{rfc822:0:+0000}}", "utf-8", b"Sat, 14 Mar 2026 12:00:00 +0000"),
        ("{{rfc822:-35:+0530}}", "utf-8", b"Sat, 14 Mar 2026 16:55:00 +0530"),
        ("{{iso:-1440:-0300}}", "utf-8", b"2026-03-13T09:00:00-03:00"),
        ("{{encoding}} é", "iso-8859-1", b"iso-8859-1 \xe9"),
        ("{{encoding}} é", "us-ascii", b"us-ascii &#233;"),
        ("{{encoding}}", "utf-8-sig", b"\xef\xbb\xbfutf-8"),
        ("{{other}} {iso:0}", "utf-8", b"{{other}} {iso:0}"),
    ],
)
def test_templates(template: str, encoding: str, expected: bytes) -> None:
    assert filled(template, DEMO_CLOCK, encoding) == expected


def test_the_fixed_clock() -> None:
    assert datetime.fromtimestamp(DEMO_CLOCK, UTC) == datetime(2026, 3, 14, 12, tzinfo=UTC)


def test_the_files_are_what_the_texts_make(tmp_path: Path) -> None:
    script = ROOT / "packaging" / "prepare_sample.py"
    subprocess.run([sys.executable, script, tmp_path], check=True, capture_output=True)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    kept = {p.relative_to(SAMPLE): p.read_bytes() for p in SAMPLE.rglob("*") if p.is_file()}
    assert made.keys() == kept.keys()
    assert [name for name in made if made[name].replace(b"\r\n", b"\n") != kept[name].replace(b"\r\n", b"\n")] == []
