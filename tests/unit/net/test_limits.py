"""What a broken or hostile server may cost: a bounded time, bounded bytes, and nothing of the neighbours'."""

from __future__ import annotations

import gzip
import threading
import tracemalloc
from dataclasses import replace

import pytest

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import NO_VALIDATORS, Validators
from desktop_app.net.exchange import FEED_LIMITS, PICTURE_LIMITS
from desktop_app.net.fetcher import HttpFetcher
from tests.support.web import Answer, Raw, Site
from tests.unit.net.support import QUICK, RSS, failure, fetcher, got

IMPATIENT = replace(QUICK, total_s=0.3)
SILENT = replace(QUICK, read_s=0.2)
SMALL = replace(QUICK, body=10_000, unpacked=50_000, ratio_free=5000)


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("a byte of header at a time", Answer(RSS, header_pause_s=0.02)),
        ("header lines without end", Raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100, is_hanging=True)),
        ("white space without end", Answer(b" ", is_endless=True, pause_s=0.02)),
        ("chunks without end", Answer(b" ", is_endless=True, is_chunked=True, pause_s=0.02)),
        ("an error page a byte at a time", Answer(b"no" * 999, 500, piece=1, pause_s=0.02)),
    ],
)
def test_the_total_time_is_kept(site: Site, name: str, page: Answer | Raw) -> None:
    http = fetcher(IMPATIENT)
    site["/feed"] = page
    error = failure(http, site.url("/feed"))
    http.close()
    expected = FetchProblem.STATUS if name.startswith("an error page") else FetchProblem.TIMEOUT
    assert error.problem is expected


@pytest.mark.parametrize(
    "page",
    [
        Raw(b"", is_hanging=True),
        Raw(b"HTTP/1.1 200 OK\r\n", is_hanging=True),
        Answer(RSS, cut_after=0, is_hanging=True),
    ],
)
def test_silence_ends(site: Site, page: Answer | Raw) -> None:
    http = fetcher(SILENT)
    site["/feed"] = page
    error = failure(http, site.url("/feed"))
    http.close()
    assert error.problem is FetchProblem.TIMEOUT
    assert len(site.requests) == 1


def test_half_a_body_and_then_silence(site: Site) -> None:
    http = fetcher(SILENT)
    site["/feed"] = Answer(RSS, etag='"1"', cut_after=50, is_hanging=True)
    fetched = got(http, site.url("/feed"))
    http.close()
    assert (fetched.body, fetched.shortfall) == (RSS[:50], FetchProblem.TIMEOUT)
    assert fetched.validators == NO_VALIDATORS


def test_a_slow_body_that_goes_on_is_waited_for(site: Site) -> None:
    http = fetcher(SILENT)
    site["/feed"] = Answer(RSS, piece=10, pause_s=0.05)
    assert got(http, site.url("/feed")).is_complete
    http.close()


def test_the_time_is_for_all_redirects_together(site: Site) -> None:
    http = fetcher(IMPATIENT)
    for i in range(8):
        site[f"/{i}"] = Answer(b"m", 302, (("Location", f"/{i + 1}"),), header_pause_s=0.0005, pause_s=0.1)
    site["/8"] = Answer(RSS)
    assert failure(http, site.url("/0")).problem is FetchProblem.TIMEOUT
    http.close()


@pytest.mark.parametrize(
    ("name", "page", "body"),
    [
        ("shorter than declared", Answer(RSS, cut_after=50, etag='"1"'), RSS[:50]),
        ("much shorter than declared", Answer(RSS, declared=10_000, cut_after=None, is_hanging=False), RSS),
        ("last chunk missing", Answer(RSS, is_chunked=True, cut_after=len(RSS), etag='"1"'), RSS),
        ("gzip cut", Answer(RSS * 50, encoding="gzip", cut_after=60, declared=60, etag='"1"'), None),
        (
            "a chunk that is none",
            Raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\nzz\r\n"),
            b"<rss>",
        ),
    ],
)
def test_a_body_that_ends_early(site: Site, http: HttpFetcher, name: str, page: Answer | Raw, body: bytes) -> None:
    site["/feed"] = page
    fetched = got(http, site.url("/feed"))
    assert fetched.shortfall is FetchProblem.BROKEN, name
    assert fetched.validators == NO_VALIDATORS
    assert (RSS * 50).startswith(fetched.body) if body is None else fetched.body == body


def test_nothing_at_all_of_a_body(site: Site, http: HttpFetcher) -> None:
    site["/feed"] = Answer(RSS, cut_after=0)
    error = failure(http, site.url("/feed"))
    assert (error.problem, error.received) == (FetchProblem.BROKEN, 0)


def test_false_gzip(site: Site, http: HttpFetcher) -> None:
    site["/feed"] = Answer(RSS, headers=(("Content-Encoding", "gzip"),), etag='"1"')
    fetched = got(http, site.url("/feed"))
    assert (fetched.body, fetched.is_complete, fetched.validators) == (RSS, True, Validators('"1"'))


def test_a_declared_length_that_is_too_short_does_not_spoil_the_next_answer(site: Site, http: HttpFetcher) -> None:
    site["/short"] = Answer(b"<rss></rss>" * 100, declared=500)
    site["/feed"] = Answer(RSS)
    assert len(got(http, site.url("/short")).body) == 500
    assert got(http, site.url("/feed")).body == RSS


@pytest.mark.parametrize(
    "wire",
    [
        b"garbage\r\n\r\n",
        b"<rss></rss>",
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
    ],
)
def test_what_is_no_http(site: Site, http: HttpFetcher, wire: bytes) -> None:
    site["/feed"] = Raw(wire)
    assert failure(http, site.url("/feed")).problem is FetchProblem.BROKEN


@pytest.mark.parametrize("declared", [-1, None])
def test_a_large_body_is_cut_while_it_streams(site: Site, declared: int | None) -> None:
    http = fetcher(SMALL)
    site["/feed"] = Answer(b"<rss>" + b"x" * 20_000_000, declared=declared, etag='"1"')
    fetched = got(http, site.url("/feed"))
    http.close()
    assert (len(fetched.body), fetched.shortfall) == (10_000, FetchProblem.TOO_LARGE)
    assert fetched.validators == Validators('"1"')  # what lies beyond the cap is not wanted next time either


def test_an_endless_body_is_cut_off(site: Site) -> None:
    http = fetcher()
    site["/feed"] = Answer(b"<item>x</item>" * 5000, is_endless=True)
    tracemalloc.start()
    fetched = got(http, site.url("/feed"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    http.close()
    assert (len(fetched.body), fetched.shortfall) == (QUICK.body, FetchProblem.TOO_LARGE)
    assert peak < 40 << 20
    assert site.bytes_sent < 30 << 20


@pytest.mark.parametrize(
    ("name", "body", "length"),
    [
        ("by its size", b"".join(b"<i>%d</i>" % i for i in range(20_000)), 50_000),
        ("by its ratio", b"A" * 10_000_000, None),
    ],
)
def test_a_bomb_is_cut(site: Site, name: str, body: bytes, length: int | None) -> None:
    http = fetcher(replace(SMALL, body=60_000, unpacked=50_000 if length else 5_000_000))
    site["/feed"] = Answer(body, encoding="gzip")
    fetched = got(http, site.url("/feed"))
    http.close()
    assert fetched.shortfall is FetchProblem.TOO_LARGE, name
    assert body.startswith(fetched.body)
    assert len(fetched.body) == (length or 100 * fetched.received)


def test_who_takes_no_parts_gets_errors(site: Site) -> None:
    http = fetcher(replace(PICTURE_LIMITS, body=10_000, unpacked=10_000))
    site["/declared"] = Answer(b"x" * 20_000)
    site["/endless"] = Answer(b"x" * 999, is_endless=True)
    site["/cut"] = Answer(b"x" * 999, cut_after=99)
    assert failure(http, site.url("/declared")).problem is FetchProblem.TOO_LARGE
    assert failure(http, site.url("/endless")).problem is FetchProblem.TOO_LARGE
    assert failure(http, site.url("/cut")).problem is FetchProblem.BROKEN
    http.close()


def test_a_gzip_of_the_real_size_costs_little(site: Site) -> None:
    http = fetcher()
    site["/feed"] = Answer(gzip.compress(b"A" * 50_000_000), headers=(("Content-Encoding", "gzip"),))
    tracemalloc.start()
    got(http, site.url("/feed"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    http.close()
    assert peak < 40 << 20


def test_real_limits_are_the_promised_ones() -> None:
    assert (FEED_LIMITS.body, FEED_LIMITS.redirects) == (8 << 20, 8)
    assert FEED_LIMITS.total_s + FEED_LIMITS.connect_s <= 45


@pytest.mark.parametrize("page", [Raw(b"", is_hanging=True), Answer(b" ", is_endless=True, pause_s=0.01)])
def test_cancelling_and_closing_end_a_running_fetch(site: Site, page: Answer | Raw) -> None:
    site["/feed"] = page
    patient = replace(QUICK, read_s=600, total_s=600)
    cancelled = threading.Event()
    for end in (lambda _: cancelled.set(), lambda http: http.close()):
        http = fetcher(patient)
        before = len(site.requests)
        problems: list[FetchProblem] = []

        def run(http: HttpFetcher = http, problems: list[FetchProblem] = problems) -> None:
            try:
                http.fetch(site.url("/feed"), NO_VALIDATORS, cancelled=cancelled)
            except FetchError as error:
                problems.append(error.problem)

        cancelled.clear()
        thread = threading.Thread(target=run)
        thread.start()
        site.wait_for(before + 1)
        end(http)
        thread.join(10)
        http.close()
        assert problems == [FetchProblem.CANCELLED]
