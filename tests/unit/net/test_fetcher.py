"""What goes over the wire when all is well, or as bad as HTTP has words for."""

from __future__ import annotations

import subprocess
import sys
from email.utils import formatdate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.model.errors import FetchProblem
from desktop_app.model.fetch import Fetched, NotModified, Validators
from desktop_app.net.fetcher import HttpFetcher
from tests.support.web import Answer, Raw, Site, redirect
from tests.unit.net.support import RSS, USER_AGENT, Names, failure, fetcher, got

ODD_DATE = "2025-11-14 08:09:10+0000"


def test_a_body(site: Site, http: HttpFetcher) -> None:
    site["/feed"] = Answer(RSS, etag='"1"', last_modified=ODD_DATE, headers=(("Cache-Control", "max-age=60"),))
    assert got(http, site.url("/feed")) == Fetched(
        body=RSS,
        url=site.url("/feed"),
        content_type="application/rss+xml",
        validators=Validators('"1"', ODD_DATE),
        received=len(RSS),
        max_age_s=60,
    )


def test_what_is_sent(site: Site, http: HttpFetcher) -> None:
    site["/feed"] = Answer(RSS, headers=(("Set-Cookie", "id=1; Path=/"),))
    got(http, site.url("/feed#part"))
    got(http, site.url("/feed"))
    for request in site.requests:
        assert (request.method, request.path) == ("GET", "/feed")
        assert set(request.headers) == {"host", "user-agent", "accept", "accept-encoding"}  # no cookie, no referrer
        assert request.headers["user-agent"] == USER_AGENT
        assert request.headers["accept-encoding"] == "gzip, deflate, br"
        assert "application/rss+xml" in request.headers["accept"]
        assert "image" not in request.headers["accept"]


@pytest.mark.parametrize(
    "validators",
    [
        Validators('"q1"', ""),
        Validators('W/"w:1-gzip"', ""),
        Validators("", "Fri, 14 Nov 2025 08:09:10 GMT"),
        Validators("", ODD_DATE),
        Validators("no quotes", ODD_DATE),
        Validators('"caf\xe9"', ""),
    ],
)
def test_validators_come_back_byte_for_byte(site: Site, http: HttpFetcher, validators: Validators) -> None:
    site["/feed"] = Answer(RSS, etag=validators.etag, last_modified=validators.last_modified)
    first = got(http, site.url("/feed"))
    assert first.validators == validators
    assert http.fetch(site.url("/feed"), first.validators) == NotModified(validators)
    assert site.requests[0].headers.keys().isdisjoint({"if-none-match", "if-modified-since"})
    assert site.requests[1].headers.get("if-none-match", "") == validators.etag
    assert site.requests[1].headers.get("if-modified-since", "") == validators.last_modified


def test_validators_go_to_the_address_that_gave_them_and_to_no_other(site: Site, http: HttpFetcher) -> None:
    site["/old"] = redirect("/new")
    site["/new"] = Answer(RSS, etag='"1"')
    first = got(http, site.url("/old#top"))
    assert first.validators.given_by == site.url("/new")
    assert isinstance(http.fetch(site.url("/old"), first.validators), NotModified)
    site["/old"] = Answer(RSS, etag='"1"')  # another feed, whose version has the same name
    assert got(http, site.url("/old"), first.validators).validators.given_by == site.url("/old")
    assert [r.headers.get("if-none-match") for r in site.requests] == [None, None, None, '"1"', None]


def test_a_304_keeps_the_validators_and_says_how_long_it_is_fresh(site: Site, http: HttpFetcher) -> None:
    site["/feed"] = Answer(status=304, etag='"new"', headers=(("Cache-Control", "max-age=900"),))
    old = Validators('"old"', ODD_DATE)
    assert http.fetch(site.url("/feed"), old) == NotModified(old, max_age_s=900)


def test_a_304_that_nobody_asked_for_is_an_error(site: Site, http: HttpFetcher) -> None:
    site["/feed"] = Answer(status=304)
    error = failure(http, site.url("/feed"))
    assert (error.problem, error.status) == (FetchProblem.STATUS, 304)


@pytest.mark.parametrize("etag", ['"' + "x" * 5000 + '"', "\xa0odd"])
def test_a_validator_that_cannot_be_sent_back_is_not_kept(site: Site, http: HttpFetcher, etag: str) -> None:
    site["/feed"] = Answer(RSS, etag=etag)
    assert got(http, site.url("/feed")).validators == Validators()
    got(http, site.url("/feed"), Validators(etag))  # one stored by somebody else is not sent
    assert "if-none-match" not in site.requests[1].headers


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", ""])
@pytest.mark.parametrize("is_chunked", [True, False])
def test_packed_bodies(site: Site, http: HttpFetcher, encoding: str, is_chunked: bool) -> None:
    body = RSS + b" " * 5000
    site["/feed"] = Answer(body, encoding=encoding, is_chunked=is_chunked)
    fetched = got(http, site.url("/feed"))
    assert fetched.body == body
    assert fetched.is_complete
    assert (fetched.received < 200) == bool(encoding)


def test_a_body_without_a_length(site: Site, http: HttpFetcher) -> None:
    site["/feed"] = Answer(RSS, declared=-1, cut_after=len(RSS))
    assert got(http, site.url("/feed")).is_complete


def test_connections_are_kept(site: Site, http: HttpFetcher) -> None:
    pages = [
        Answer(RSS),
        Answer(RSS, encoding="gzip", is_chunked=True),
        Answer(b"gone", 404),
        Answer(b"", 200),
        redirect("/0"),
        Answer(RSS, etag='"1"'),
        Answer(RSS),
    ]
    for i, page in enumerate(pages):
        site[f"/{i}"] = page
        if page.status == 404 or not page.body:
            failure(http, site.url(f"/{i}"))
        else:
            http.fetch(site.url(f"/{i}"), Validators('"1"'))
    assert len(site.requests) == len(pages) + 1
    assert site.connections == 1


def test_a_kept_connection_that_the_site_closed_is_replaced(site: Site, http: HttpFetcher) -> None:
    closed = Raw(b"")
    site["/feed"] = [Answer(RSS), closed, Answer(RSS)]
    got(http, site.url("/feed"))
    assert got(http, site.url("/feed")).body == RSS  # the site hung up instead of answering
    assert site.connections == 2


def test_one_that_always_hangs_up_is_asked_once(site: Site, http: HttpFetcher) -> None:
    site["/feed"] = Raw(b"")
    assert failure(http, site.url("/feed")).problem is FetchProblem.BROKEN
    assert len(site.requests) == 1


def test_rest_closes_what_was_kept(site: Site, http: HttpFetcher) -> None:
    site["/feed"] = Answer(RSS)
    http.rest()
    got(http, site.url("/feed"))
    http.rest()
    got(http, site.url("/feed"))
    assert site.connections == 2


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (204, FetchProblem.EMPTY),
        (206, FetchProblem.STATUS),
        (300, FetchProblem.STATUS),
        (400, FetchProblem.STATUS),
        (401, FetchProblem.BLOCKED),
        (403, FetchProblem.BLOCKED),
        (404, FetchProblem.NOT_FOUND),
        (410, FetchProblem.GONE),
        (418, FetchProblem.STATUS),
        (429, FetchProblem.BUSY),
        (451, FetchProblem.BLOCKED),
        (500, FetchProblem.STATUS),
        (502, FetchProblem.STATUS),
        (503, FetchProblem.BUSY),
        (999, FetchProblem.STATUS),
    ],
)
def test_statuses(site: Site, http: HttpFetcher, status: int, problem: FetchProblem) -> None:
    site["/feed"] = Answer(b"no", status, etag='"of the error page"')
    error = failure(http, site.url("/feed"))
    assert (error.problem, error.status, error.url) == (problem, status, site.url("/feed"))
    assert error.received == (0 if status == 204 else 2)


@pytest.mark.parametrize("status", [429, 503, 403])
@pytest.mark.parametrize(
    ("retry_after", "expected"), [("3600", 3600), (formatdate(1_700_000_000 + 7200, usegmt=True), 7200), ("x", None)]
)
def test_retry_after(site: Site, http: HttpFetcher, status: int, retry_after: str, expected: int | None) -> None:
    now = formatdate(1_700_000_000, usegmt=True)
    site["/feed"] = Answer(b"slow", status, (("Retry-After", retry_after), ("Date", now)))
    assert failure(http, site.url("/feed")).retry_after_s == expected


def test_without_a_date_of_the_site_the_clock_counts(site: Site, http: HttpFetcher) -> None:
    later = formatdate(1_700_000_000 + 60, usegmt=True)
    site["/feed"] = Answer(b"slow", 503, (("Retry-After", later), ("Date", "")))
    assert failure(http, site.url("/feed")).retry_after_s == 60


@pytest.mark.parametrize("body", [b"", b" \n\t\n "])
def test_an_empty_body(site: Site, http: HttpFetcher, body: bytes) -> None:
    site["/feed"] = Answer(body, etag='"empty"')
    error = failure(http, site.url("/feed"))
    assert (error.problem, error.status) == (FetchProblem.EMPTY, 200)


# Redirects


@pytest.mark.parametrize(
    ("statuses", "is_permanent"),
    [((301,), True), ((308, 301), True), ((302,), False), ((307,), False), ((303,), False), ((302, 301), False)],
)
def test_redirects(site: Site, http: HttpFetcher, statuses: tuple[int, ...], is_permanent: bool) -> None:
    for i, status in enumerate(statuses):
        site[f"/{i}"] = redirect(f"/{i + 1}", status)
    end = f"/{len(statuses)}"
    site[end] = Answer(RSS, etag='"1"')
    fetched = got(http, site.url("/0"))
    assert (fetched.body, fetched.url) == (RSS, site.url(end))
    assert fetched.permanent_url == (site.url(end) if is_permanent else "")
    assert fetched.received == len(RSS) + len(b"moved") * len(statuses)
    unchanged = http.fetch(site.url("/0"), fetched.validators)
    assert isinstance(unchanged, NotModified)
    assert unchanged.permanent_url == fetched.permanent_url


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/b", "/b"),
        ("b?x=1", "/a/b?x=1"),
        ("../b", "/b"),
        ("?x=1", "/a/feed?x=1"),
        ("/b#part", "/b"),
        (" /b ", "/b"),
        ("/b c", "/b%20c"),
        ("/é".encode().decode("latin-1"), "/%C3%A9"),
        ("/%C3%A9", "/%C3%A9"),
    ],
)
def test_where_a_redirect_leads(site: Site, http: HttpFetcher, location: str, path: str) -> None:
    site["/a/feed"] = redirect(location)
    site[path] = Answer(RSS)
    assert got(http, site.url("/a/feed")).body == RSS


def test_loops_are_refused(site: Site, http: HttpFetcher) -> None:
    site["/self"] = redirect("/self")
    site["/a"] = redirect("/b")
    site["/b"] = redirect("/a#x", 301)
    assert failure(http, site.url("/self")).problem is FetchProblem.REDIRECTS
    assert failure(http, site.url("/a")).problem is FetchProblem.REDIRECTS
    assert len(site.requests) == 3


def test_eight_redirects_are_followed_and_no_more(site: Site) -> None:
    http = fetcher(network=Names({f"host{i}.example": ["127.0.0.1"] for i in range(21)}))
    for i in range(20):
        site[f"/{i}"] = redirect(site.url(f"/{i + 1}", f"host{i + 1}.example"))
    site["/20"] = Answer(RSS)
    assert got(http, site.url("/12")).body == RSS
    assert failure(http, site.url("/11")).problem is FetchProblem.REDIRECTS
    assert len(site.requests) == 9 + 9
    http.close()


def test_a_host_gets_six_requests_of_a_fetch_and_no_more(site: Site, http: HttpFetcher) -> None:
    for i in range(20):
        site[f"/{i}"] = redirect(f"/{i + 1}")
    site["/20"] = Answer(RSS)
    assert got(http, site.url("/15")).body == RSS
    assert failure(http, site.url("/14")).problem is FetchProblem.REDIRECTS
    assert len(site.requests) == 6 + 6


def test_a_redirect_to_nowhere(site: Site, http: HttpFetcher) -> None:
    site["/feed"] = Answer(b"moved", 301)
    error = failure(http, site.url("/feed"))
    assert (error.problem, error.status) == (FetchProblem.REDIRECTS, 301)


# Addresses that are none


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/feed",
        "javascript:alert(1)",
        "feed",
        "",
        "http://",
        "http://[::1",
        "http://a b/",
        "http://127.0.0.1:99999/",
        "http://*.example/",
        "http://\u2100.example/",
    ],
)
def test_only_http_addresses(http: HttpFetcher, url: str) -> None:
    assert failure(http, url).problem is FetchProblem.FORBIDDEN


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/", "data:text/xml,<rss/>", "http://["])
def test_redirects_only_to_http_addresses(site: Site, http: HttpFetcher, location: str) -> None:
    site["/feed"] = redirect(location)
    assert failure(http, site.url("/feed")).problem is FetchProblem.FORBIDDEN


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(max_size=20), location=st.text(st.characters(codec="latin-1"), max_size=20))
def test_whatever_an_address_looks_like_the_failure_is_a_fetch_error(
    site: Site, http: HttpFetcher, path: str, location: str
) -> None:
    site["/to"] = redirect("".join(c for c in location if c.isprintable()))
    failure(http, site.url("/" + path))
    failure(http, site.url("/to"))


def test_after_close_everything_is_cancelled(site: Site) -> None:
    http = fetcher()
    http.close()
    assert failure(http, site.url("/feed")).problem is FetchProblem.CANCELLED
    assert not site.requests


def test_slow_libraries_wait_for_the_first_fetch() -> None:
    program = (
        "import sys, desktop_app.net.pool, desktop_app.net.pictures, desktop_app.net.fetcher as f;"
        "f.HttpFetcher(user_agent='x');"
        "print([m for m in ('requests', 'urllib3', 'ssl', 'brotli', 'http.client') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
