"""
Every kind of fault at once, beside sound feeds: what is readable is read, the rest is told in a sentence, and nobody's
neighbour notices.
"""

from __future__ import annotations

import ssl
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace

import pytest

from desktop_app import messages
from desktop_app.library.core import World
from desktop_app.model.article import ArticleRow
from desktop_app.model.listing import FromOutlet
from desktop_app.sync.report import SyncReport
from tests.e2e.faults.answers import answers
from tests.e2e.faults.documents import documents
from tests.e2e.faults.hosts import Clock, many_hosts
from tests.e2e.faults.kinds import Kind, titles
from tests.e2e.faults.sites import HEALTHY, ITEMS, PEM, faulty, sound
from tests.support.cores import QUICK, Running, Source, running
from tests.support.stores import outlet
from tests.support.web import Site, serve

PASSES = 3
MOST_REQUESTS = 6  # to one host in a pass
LIMITS = replace(QUICK, read_s=1.5, total_s=3)
DAY_S = 86_400


@dataclass
class Press:
    """Sites, sound and faulty, each on a host of its own, and the world that has them for sources."""

    site: Site
    kinds: Sequence[Kind]
    world: World
    clock: Clock

    def requests(self, since: int) -> Counter[str]:
        return Counter(request.headers.get("host", "") for request in self.site.requests[since:])


@contextmanager
def press(kinds: Sequence[Kind], site: Site, secure: Site | None = None) -> Iterator[Press]:
    outlets = [*faulty(kinds, site, secure), *sound(site)]
    clock = Clock()
    yield Press(site, kinds, many_hosts(Source(outlets), LIMITS, clock), clock)


def rows_of(at: Running, name: str, country: str = "EG") -> list[ArticleRow]:
    with closing(at.library.view()) as view:
        return [*view.page(FromOutlet(outlet(f"{country}/{name}").key), None, 1_000)]


@dataclass(frozen=True)
class Passed:
    """What came of all passes."""

    press: Press
    reports: list[SyncReport]
    most_requests: list[tuple[str, int]]
    rows: dict[str, list[ArticleRow]]
    sentences: dict[str, str]
    sound: int


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passed]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    with pytest.MonkeyPatch.context() as patch, serve() as site, serve(context) as secure:
        patch.setenv("SSL_CERT_FILE", str(PEM))  # trusted, as a company's own authority may be
        kinds = [*answers(site), *documents()]
        with press(kinds, site, secure) as around, running(tmp_path_factory.mktemp("faults"), around.world) as at:
            reports: list[SyncReport] = []
            most: list[tuple[str, int]] = []
            sentences: dict[str, str] = {}
            for _ in range(PASSES):
                before = len(site.requests)
                reports.append(at.sync())
                most += around.requests(before).most_common(1)
                if not sentences:
                    with closing(at.library.view()) as view:
                        sentences = {h.outlet_name: messages.feed_sentence(h) for h in view.health()}
                around.clock.now += DAY_S
            rows = {kind.name: rows_of(at, kind.name) for kind in kinds}
            sound = sum(len(rows_of(at, name, "CL")) for name in HEALTHY)
        yield Passed(around, reports, most, rows, sentences, sound)


def test_there_are_enough_kinds_and_each_is_told_apart(passed: Passed) -> None:
    names = [kind.name for kind in passed.press.kinds]
    assert len(names) == len(set(names)) >= 58
    assert sum(bool(kind.gives) for kind in passed.press.kinds) >= 37
    assert all(kind.does for kind in passed.press.kinds)


def test_the_neighbours_do_not_notice(passed: Passed) -> None:
    assert passed.sound == len(HEALTHY) * ITEMS
    for report in passed.reports:
        assert not report.is_offline
        assert {o.problem for o in report.outcomes if o.outlet_name.lower() in HEALTHY} == {""}


def test_what_can_be_read_is_read_once(passed: Passed) -> None:
    wrong: dict[str, tuple[list[str], tuple[str, ...]]] = {}
    for kind in passed.press.kinds:
        found = sorted(row.title for row in passed.rows[kind.name])
        if kind.gives and found != sorted(kind.gives):
            wrong[kind.name] = (found, kind.gives)
    assert not wrong, "\n".join(f"{name}: {found} is not {gives}" for name, (found, gives) in wrong.items())


def test_what_is_read_is_right(passed: Passed) -> None:
    assert [kind.name for kind in passed.press.kinds if not kind.looks_right(passed.rows[kind.name])] == []
    unread = [kind.name for kind in passed.press.kinds if not kind.takes and passed.rows[kind.name]]
    assert unread == []


def test_each_is_told_by_its_own_problem(passed: Passed) -> None:
    first = {o.outlet_name: o.problem for o in passed.reports[0].outcomes}
    wrong = {
        kind.name: (first[kind.name], kind.tells)
        for kind in passed.press.kinds
        if kind.passes == 1 and first[kind.name] not in kind.tells
    }
    assert not wrong
    untold = [
        kind.name
        for kind in passed.press.kinds
        if first[kind.name] and ("unexpected" in passed.sentences[kind.name] or not passed.sentences[kind.name])
    ]
    assert not untold


def test_no_host_is_asked_too_often(passed: Passed) -> None:
    assert [m for m in passed.most_requests if m[1] > MOST_REQUESTS] == []


def test_titles_are_what_the_tables_mean() -> None:
    assert titles("a", 2) == ("a 0", "a 1")
