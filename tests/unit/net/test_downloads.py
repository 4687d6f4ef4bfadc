"""Large files: whole, in parts, and from sites that behave badly."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.net.downloads import DOWNLOAD_LIMITS, Downloads
from desktop_app.net.exchange import Limits
from tests.support.web import Answer, Raw, Request, Site, redirect
from tests.unit.net.support import USER_AGENT, Names, anybody

CONTENT = b"".join(hashlib.sha256(bytes([n % 256, n // 256])).digest() for n in range(4000))  # nothing repeats
QUICK = replace(DOWNLOAD_LIMITS, connect_s=5, read_s=5, total_s=20)


def downloads(limits: Limits = QUICK) -> Downloads:
    return Downloads(user_agent=USER_AGENT, limits=limits, allow_private=anybody, network=Names())


@pytest.fixture
def loading() -> Iterator[Downloads]:
    made = downloads()
    yield made
    made.close()


def fetch(loading: Downloads, url: str, target: Path, cancelled: threading.Event | None = None) -> FetchProblem | None:
    try:
        loading.fetch(url, target, cancelled=cancelled or threading.Event())
    except FetchError as error:
        return error.problem
    return None


def ranged(content: bytes, **more: object) -> Callable[[Request], Answer]:
    """A page that can give the rest of itself."""

    def answer(request: Request) -> Answer:
        asked = request.headers.get("range", "")
        if not asked:
            return replace(Answer(content), **more)  # type: ignore[arg-type]
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        if start >= len(content):
            return Answer(b"", 416, (("Content-Range", f"bytes */{len(content)}"),))
        place = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return Answer(content[start:], 206, (("Content-Range", place),))

    return answer


def test_a_whole_file(site: Site, loading: Downloads, tmp_path: Path) -> None:
    site["/a"] = redirect("/b")
    site["/b"] = Answer(CONTENT)
    steps: list[tuple[int, int | None]] = []
    loading.fetch(
        site.url("/a"), tmp_path / "a", cancelled=threading.Event(), progress=lambda *step: steps.append(step)
    )
    assert (tmp_path / "a").read_bytes() == CONTENT
    assert steps[-1] == (len(CONTENT), len(CONTENT))
    assert site.requests[-1].headers["accept-encoding"] == "identity"


def test_a_cut_connection_leaves_a_part_that_is_gone_on_with(site: Site, loading: Downloads, tmp_path: Path) -> None:
    site["/a"] = ranged(CONTENT, cut_after=50_000)
    assert fetch(loading, site.url("/a"), tmp_path / "a") is FetchProblem.BROKEN
    assert (tmp_path / "a").read_bytes() == CONTENT[:50_000]
    assert fetch(loading, site.url("/a"), tmp_path / "a") is None
    assert (tmp_path / "a").read_bytes() == CONTENT
    assert site.requests[-1].headers["range"] == "bytes=50000-"


def test_a_whole_file_is_not_downloaded_again(site: Site, loading: Downloads, tmp_path: Path) -> None:
    site["/a"] = ranged(CONTENT)
    (tmp_path / "a").write_bytes(CONTENT)
    assert fetch(loading, site.url("/a"), tmp_path / "a") is None
    assert (tmp_path / "a").read_bytes() == CONTENT
    assert site.bytes_sent < 1000


def test_a_site_without_ranges_begins_again(site: Site, loading: Downloads, tmp_path: Path) -> None:
    site["/a"] = Answer(CONTENT)
    (tmp_path / "a").write_bytes(b"x" * 200_000)
    assert fetch(loading, site.url("/a"), tmp_path / "a") is None
    assert (tmp_path / "a").read_bytes() == CONTENT


def test_a_part_from_elsewhere_is_refused(site: Site, loading: Downloads, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(CONTENT[:10])
    for place in ("bytes 20-30/31", "nonsense"):
        site["/a"] = Answer(CONTENT[20:31], 206, (("Content-Range", place),))
        assert fetch(loading, site.url("/a"), tmp_path / "a") is FetchProblem.BROKEN
        assert (tmp_path / "a").read_bytes() == CONTENT[:10]


def test_an_overlapping_part_is_laid_where_it_belongs(site: Site, loading: Downloads, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(CONTENT[:10])
    site["/a"] = Answer(CONTENT[4:], 206, (("Content-Range", f"bytes 4-{len(CONTENT) - 1}/{len(CONTENT)}"),))
    assert fetch(loading, site.url("/a"), tmp_path / "a") is None
    assert (tmp_path / "a").read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Answer(b"no", 404), FetchProblem.NOT_FOUND),
        (Answer(b"no", 403), FetchProblem.BLOCKED),
        (Answer(b"no", 500), FetchProblem.STATUS),
        (Answer(b"no", 416), FetchProblem.STATUS),
        (Raw(b"nonsense\r\n\r\n"), FetchProblem.BROKEN),
        (Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", is_reset=True), FetchProblem.BROKEN),
    ],
)
def test_refusals(site: Site, loading: Downloads, tmp_path: Path, answer: Answer | Raw, problem: FetchProblem) -> None:
    site["/a"] = answer
    assert fetch(loading, site.url("/a"), tmp_path / "a") is problem


def test_what_is_too_large_is_not_taken(site: Site, tmp_path: Path) -> None:
    loading = downloads(replace(QUICK, body=100_000))
    site["/declared"] = Answer(CONTENT)
    site["/endless"] = Answer(CONTENT, is_endless=True)
    assert fetch(loading, site.url("/declared"), tmp_path / "a") is FetchProblem.TOO_LARGE
    assert not (tmp_path / "a").exists()
    assert fetch(loading, site.url("/endless"), tmp_path / "b") is FetchProblem.TOO_LARGE
    assert (tmp_path / "b").stat().st_size < 400_000
    loading.close()


def test_a_pause_keeps_what_has_come(site: Site, loading: Downloads, tmp_path: Path) -> None:
    paused = threading.Event()
    site["/a"] = ranged(CONTENT, cut_after=60_000, is_hanging=True)
    problems: list[FetchProblem | None] = []

    def progress(there: int, _size: int | None) -> None:
        if there == 60_000:
            paused.set()

    def run() -> None:
        try:
            loading.fetch(site.url("/a"), tmp_path / "a", cancelled=paused, progress=progress)
        except FetchError as error:
            problems.append(error.problem)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(10)
    assert problems == [FetchProblem.CANCELLED]
    assert (tmp_path / "a").read_bytes() == CONTENT[:60_000]
    assert fetch(loading, site.url("/a"), tmp_path / "a") is None
    assert (tmp_path / "a").read_bytes() == CONTENT


def test_a_folder_that_is_not_there_is_the_callers_affair(site: Site, loading: Downloads, tmp_path: Path) -> None:
    site["/a"] = Answer(CONTENT)
    with pytest.raises(OSError, match="No such file"):
        loading.fetch(site.url("/a"), tmp_path / "no" / "a", cancelled=threading.Event())
