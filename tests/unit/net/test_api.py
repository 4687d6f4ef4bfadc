"""Questions and answers in JSON, to the one server that the user named."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.net.api import API_LIMITS, Api, Reply
from desktop_app.net.network import Network
from tests.support.web import Answer, Page, Raw, Site, redirect, serve
from tests.unit.net.support import USER_AGENT, Names

QUICK = replace(API_LIMITS, body=1_000, unpacked=10_000, connect_s=5, read_s=0.3, total_s=5)
GO_ON = threading.Event()


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


def api(base: str, network: Network | None = None) -> Api:
    return Api(base, user_agent=USER_AGENT, limits=QUICK, network=network)


def test_a_question_is_asked_in_json_and_answered(site: Site) -> None:
    site["/v1/ask"] = Answer('{"größe": 1}'.encode(), encoding="gzip", content_type="application/json")
    reply = api(site.url("/v1/")).ask("/ask", {"text": "água"}, {"Authorization": "Key k"}, cancelled=GO_ON)
    assert reply == Reply(200, {"größe": 1})
    request = site.requests[0]
    assert (request.method, request.body) == ("POST", '{"text": "água"}'.encode())
    assert request.headers["content-type"] == request.headers["accept"] == "application/json"
    assert (request.headers["authorization"], request.headers["user-agent"]) == ("Key k", USER_AGENT)


def test_without_anything_to_say_it_is_a_get(site: Site) -> None:
    site["/models"] = Answer(b"[]")
    assert api(site.base).ask("/models", cancelled=GO_ON) == Reply(200, [])
    assert (site.requests[0].method, site.requests[0].body) == ("GET", b"")


def test_connections_are_kept_and_a_closed_one_is_opened_again(site: Site) -> None:
    site["/a"] = [Answer(b"1"), Answer(b"2"), Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n3"), Answer(b"4")]
    asking = api(site.base)
    assert [asking.ask("/a", {}, cancelled=GO_ON).value for _ in range(4)] == [1, 2, 3, 4]
    assert site.connections == 2


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (Answer(b'{"error": "no"}', 403), Reply(403, {"error": "no"})),
        (Answer(b"<html>", 500), Reply(500, None)),
        (Answer(b"[" * 900), Reply(200, None)),
        (redirect("https://elsewhere.example/"), Reply(302, None)),
    ],
)
def test_a_refusal_is_an_answer_too(site: Site, page: Page, expected: Reply) -> None:
    site["/a"] = page
    assert api(site.base).ask("/a", {"key": "k"}, cancelled=GO_ON) == expected
    assert site.asked == ["/a"]


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (Answer(b"x" * 1_001), FetchProblem.TOO_LARGE),
        (Answer(b"x" * 20_000, encoding="gzip"), FetchProblem.TOO_LARGE),
        (Answer(b"{}", cut_after=1), FetchProblem.BROKEN),
        (Answer(b"{}", is_hanging=True, declared=9), FetchProblem.TIMEOUT),
        (Raw(b"nonsense\r\n\r\n"), FetchProblem.BROKEN),
    ],
)
def test_what_is_no_answer(site: Site, page: Page, problem: FetchProblem) -> None:
    site["/a"] = page
    with pytest.raises(FetchError) as caught:
        api(site.base).ask("/a", {}, cancelled=GO_ON)
    assert caught.value.problem is problem


def test_the_user_may_name_this_computer_and_only_that_place_of_it(site: Site) -> None:
    names = Names({"translate.example": ["127.0.0.1"]})
    site["/a"] = Answer(b"1")
    assert api(site.url("", "translate.example"), names).ask("/a", cancelled=GO_ON).value == 1
    stranger = Api(site.url("", "translate.example"), user_agent=USER_AGENT, network=names)
    with pytest.raises(FetchError) as caught:  # the address grows into another host's
        stranger.ask("@other.example/a", cancelled=GO_ON)
    assert caught.value.problem in {FetchProblem.DNS, FetchProblem.FORBIDDEN}


def test_a_question_that_nobody_waits_for_ends(site: Site) -> None:
    site["/a"] = Answer(b"1", is_hanging=True, declared=9)
    cancelled = threading.Event()
    asking, ended = api(site.base), list[FetchProblem]()

    def ask() -> None:
        with pytest.raises(FetchError) as caught:
            asking.ask("/a", {}, cancelled=cancelled)
        ended.append(caught.value.problem)

    thread = threading.Thread(target=ask)
    thread.start()
    site.wait_for(1)
    cancelled.set()
    thread.join(10)
    assert ended == [FetchProblem.CANCELLED]


def test_what_is_closed_asks_nobody(site: Site) -> None:
    asking = api(site.base)
    asking.close()
    with pytest.raises(FetchError):
        asking.ask("/a", cancelled=GO_ON)
    assert site.requests == []


def test_what_is_no_address_is_refused() -> None:
    for base in ("ftp://a.example", "a.example", ""):
        with pytest.raises(ValueError, match="not an http"):
            api(base)
