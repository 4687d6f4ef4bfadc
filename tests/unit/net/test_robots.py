from __future__ import annotations

import pytest

from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.net.robots import KEPT_S, UNREACHABLE_FOR_S, Robots

RULES = b"""
User-agent: *
Disallow: /private/
Allow: /private/press$
Disallow: /*?print=
Crawl-delay: 7

User-agent: Overview
Disallow: /not-for-overview
"""


class Web:
    """Answers with rules, or fails."""

    def __init__(self, answer: bytes | FetchError) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.now = 0.0

    def fetch(self, url: str) -> bytes:
        self.asked.append(url)
        if isinstance(self.answer, FetchError):
            raise self.answer
        return self.answer

    def robots(self, agent: str) -> Robots:
        return Robots(self.fetch, agent, lambda: self.now)


@pytest.mark.parametrize(
    ("agent", "path", "may"),
    [
        ("Other", "/2026/story.html", True),
        ("Other", "/private/diary", False),
        ("Other", "/private/press", True),  # the longest rule counts
        ("Other", "/private/press/2", False),
        ("Other", "/story?print=1", False),  # a star stands for anything
        ("Overview", "/private/diary", True),  # its own rules, and no others
        ("Overview", "/not-for-overview/1", False),
    ],
)
def test_what_may_be_read(agent: str, path: str, may: bool) -> None:
    assert Web(RULES).robots(agent).may_read(f"https://daily.example{path}") is may


def test_a_site_is_asked_once_a_day() -> None:
    web = Web(RULES)
    robots = web.robots("Other")
    for path in ("/1", "/2"):
        assert robots.may_read(f"https://daily.example{path}")
    assert robots.delay_s("https://daily.example/1") == 7
    assert web.asked == ["https://daily.example/robots.txt"]
    robots.may_read("http://daily.example/1")  # another site, by the standard
    web.now = KEPT_S + 1
    robots.may_read("https://daily.example/3")
    assert len(web.asked) == 3


@pytest.mark.parametrize(
    ("error", "may"),
    [
        (FetchError("", FetchProblem.NOT_FOUND, status=404), True),
        (FetchError("", FetchProblem.BLOCKED, status=403), True),  # RFC 9309, 2.3.1.3
        (FetchError("", FetchProblem.STATUS, status=503), False),  # 2.3.1.4
        (FetchError("", FetchProblem.OFFLINE), False),
    ],
)
def test_without_rules(error: FetchError, may: bool) -> None:
    web = Web(error)
    robots = web.robots("Overview")
    assert robots.may_read("https://daily.example/1") is may
    assert robots.delay_s("https://daily.example/1") == 0
    web.now = UNREACHABLE_FOR_S + 1
    web.answer = RULES
    assert robots.may_read("https://daily.example/1")


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00garbage", b"<html>no rules</html>", b"Disallow: /" * 50_000])
def test_what_is_no_file_of_rules_forbids_nothing(body: bytes) -> None:
    assert Web(body).robots("Overview").may_read("https://daily.example/1")
