from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.model.article import Article, ArticleId
from desktop_app.model.errors import FetchProblem, OverviewError, StoreError, StoreProblem, WorkerError, WorkerProblem
from desktop_app.model.events import Event, PageArrived
from desktop_app.model.page import PageOutcome, SitePage
from desktop_app.net.fetcher import PAGE_ACCEPT
from desktop_app.store import articles, marks, pages
from desktop_app.store.connection import open_reader
from desktop_app.store.writer import Writer
from desktop_app.sync.full_text import EXTRACT_LIMIT_S, FullTexts
from desktop_app.worker.host import WorkerHost
from tests.support.cores import USER_AGENT
from tests.support.page_reader import READER, AtOnce, loopback_pages, page
from tests.support.stores import NOW, connect, feed_id, new, text
from tests.support.web import Answer, Raw, Site, redirect, serve

WAIT_S = 20
MORE = "And the whole of what the site says, which is more than the feed."


class Desk:
    """A store with articles of one site, and somebody who opens them."""

    def __init__(self, path: Path, site: Site, worker: AtOnce | WorkerHost) -> None:
        self.path = path
        self.site = site
        self.events: queue.Queue[Event] = queue.Queue()
        self.asked_pictures: list[str] = []
        self.stored = threading.Semaphore(0)
        with closing(connect(path)) as db:
            given = [new(n, url=site.url(f"/{n}")) for n in range(1, 6)]
            self.ids = articles.add(db, feed_id(db), given, NOW)
        self.writer = Writer(path, self.events.put)
        self.full_texts = FullTexts(
            loopback_pages(worker),
            writer=self.writer,
            publish=self.events.put,
            clock=lambda: NOW + 60,
            request_picture=self.asked_pictures.append,
            on_stored=self.stored.release,
        )

    def open(self, number: int) -> ArticleId:
        self.full_texts.request(self.ids[number - 1], self.site.url(f"/{number}"))
        return self.ids[number - 1]

    def next_arrived(self) -> ArticleId:
        event = self.events.get(timeout=WAIT_S)
        assert isinstance(event, PageArrived)
        return event.article

    def article(self, article_id: ArticleId) -> Article:
        with closing(open_reader(self.path)) as db:
            article = articles.article(db, article_id)
        assert article is not None
        return article

    def page(self, number: int) -> SitePage:
        """What the store has once the page of this article has come."""
        wanted = self.open(number)
        assert self.next_arrived() == wanted
        found = self.article(wanted).page
        assert found is not None
        return found

    def close(self) -> None:
        self.full_texts.close()
        self.writer.close()


MakeDesk = Callable[..., Desk]


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        for n in range(1, 6):
            site[f"/{n}"] = Answer(page(f"Body {n}", MORE), content_type="text/html; charset=utf-8")
        yield site


@pytest.fixture
def make_desk(tmp_path: Path, site: Site) -> Iterator[MakeDesk]:
    made: list[Desk] = []

    def make(worker: AtOnce | WorkerHost | None = None, *, begins: bool = True) -> Desk:
        desk = Desk(tmp_path / "overview.db", site, AtOnce() if worker is None else worker)
        made.append(desk)
        if begins:
            desk.full_texts.begin()
        return desk

    yield make
    for desk in made:
        desk.close()


def test_what_is_opened_is_fetched_read_and_stored_before_it_is_told(make_desk: MakeDesk, site: Site) -> None:
    worker = AtOnce()
    desk = make_desk(worker)
    assert desk.page(1) == SitePage(PageOutcome.FULL_TEXT, NOW + 60, document=text("Body 1", MORE))
    assert site.asked == ["/1"]
    headers = site.requests[0].headers
    assert headers["accept"] == PAGE_ACCEPT
    assert headers["user-agent"] == USER_AGENT
    assert worker.warmed == [READER.partition(":")[0]]
    assert worker.limits == [EXTRACT_LIMIT_S] == [3.0]
    assert desk.stored.acquire(timeout=WAIT_S)


def test_a_process_of_its_own_reads_the_page(make_desk: MakeDesk, site: Site) -> None:
    site["/2"] = Answer(b"<html>crash</html>", content_type="text/html")
    desk = make_desk(WorkerHost())
    assert desk.page(1).document == text("Body 1", MORE)
    assert desk.page(2).outcome is PageOutcome.NO_TEXT
    assert desk.page(3).document == text("Body 3", MORE)


def test_byline_and_picture_come_along(make_desk: MakeDesk, site: Site) -> None:
    site["/1"] = Answer(page("Body 1", MORE, head='<b>Ana Rojas</b><img src="https://a.example/1.jpg">'))
    found = make_desk().page(1)
    assert (found.byline, found.image) == ("Ana Rojas", "https://a.example/1.jpg")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(page("Body 1", head="<paywall>")), (PageOutcome.PAYWALL, "", None)),
        (Answer(page(head="<bot wall>")), (PageOutcome.BOT_WALL, "", None)),
        (Answer(page()), (PageOutcome.NO_TEXT, "", None)),
        (Answer(page("B")), (PageOutcome.NO_TEXT, "", None)),
        (Answer(b"<html>unreadable</html>"), (PageOutcome.NO_TEXT, "", None)),
        (Answer(page("Body 1", MORE), content_type="application/pdf"), (PageOutcome.NO_TEXT, "", None)),
        (Answer(status=404), (PageOutcome.FAILED, FetchProblem.NOT_FOUND, 404)),
        (Answer(status=403), (PageOutcome.FAILED, FetchProblem.BLOCKED, 403)),
        (Answer(status=304), (PageOutcome.FAILED, FetchProblem.STATUS, 304)),
        (Answer(page("B"), cut_after=12), (PageOutcome.FAILED, FetchProblem.BROKEN, None)),
        (redirect("/"), (PageOutcome.NO_TEXT, "", None)),
    ],
)
def test_why_there_is_no_full_text_is_kept(
    make_desk: MakeDesk, site: Site, answer: Answer, expected: tuple[PageOutcome, str, int | None]
) -> None:
    site["/"] = Answer(page("Body 1", MORE))
    site["/1"] = answer
    assert make_desk().page(1) == SitePage(expected[0], NOW + 60, *expected[1:])


def test_without_a_network_it_says_so(make_desk: MakeDesk, site: Site) -> None:
    desk = make_desk()
    desk.full_texts.request(desk.ids[0], "http://nowhere.invalid/1")
    desk.next_arrived()
    found = desk.article(desk.ids[0]).page
    assert found is not None
    assert found.outcome is PageOutcome.FAILED
    assert found.problem in {FetchProblem.OFFLINE, FetchProblem.DNS}
    assert site.asked == []


@pytest.mark.parametrize("problem", [WorkerProblem.TIMEOUT, WorkerProblem.CRASHED, WorkerProblem.MEMORY])
def test_a_page_that_the_worker_cannot_read_gives_no_text(make_desk: MakeDesk, problem: WorkerProblem) -> None:
    assert make_desk(AtOnce(WorkerError(problem))).page(1).outcome is PageOutcome.NO_TEXT


def test_a_bug_in_the_reading_is_logged_and_harms_no_other_page(
    make_desk: MakeDesk, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    site["/1"] = Answer(b"<html>bug</html>", content_type="text/html")
    desk = make_desk()
    assert desk.page(1).outcome is PageOutcome.NO_TEXT
    (record,) = (r for r in caplog.records if r.levelno >= logging.WARNING)
    assert record.exc_info is not None and record.exc_info[0] is ZeroDivisionError
    caplog.clear()
    assert desk.page(2).outcome is PageOutcome.FULL_TEXT


def test_what_the_store_refuses_is_told_too(make_desk: MakeDesk, caplog: pytest.LogCaptureFixture) -> None:
    desk = make_desk()
    desk.writer.close()
    wanted = desk.open(1)
    assert desk.next_arrived() == wanted
    assert desk.article(wanted).page is None
    assert isinstance(StoreError(StoreProblem.FULL), OverviewError)
    caplog.clear()


# Whose turn it is


def hold(site: Site, *paths: str) -> threading.Event:
    """These pages are answered when the event is set."""
    gate = threading.Event()
    for path in paths:
        answer = site.pages[path]
        assert isinstance(answer, Answer)

        def wait(_request: object, answer: Answer = answer) -> Answer:
            gate.wait(WAIT_S)
            return answer

        site[path] = wait
    return gate


def test_what_the_reader_has_left_before_it_began_is_not_fetched(make_desk: MakeDesk, site: Site) -> None:
    gate = hold(site, "/1")
    desk = make_desk()
    desk.open(1)
    site.wait_for(1)
    for number in (2, 3, 4):
        desk.open(number)
    gate.set()
    assert [desk.next_arrived(), desk.next_arrived()] == [desk.ids[0], desk.ids[3]]
    assert site.asked == ["/1", "/4"]  # what had begun ended
    assert site.most_at_once == 1
    assert desk.page(2).outcome is PageOutcome.FULL_TEXT  # it can be opened again


def test_nothing_is_fetched_for_a_reader_who_has_gone(make_desk: MakeDesk, site: Site) -> None:
    gate = hold(site, "/1")
    desk = make_desk()
    desk.open(1)
    site.wait_for(1)
    desk.open(2)
    desk.full_texts.leave()
    gate.set()
    assert desk.next_arrived() == desk.ids[0]
    assert desk.page(3).outcome is PageOutcome.FULL_TEXT
    assert site.asked == ["/1", "/3"]


def test_who_comes_back_gets_the_page_after_all(make_desk: MakeDesk, site: Site) -> None:
    gate = hold(site, "/1")
    desk = make_desk()
    desk.open(1)
    site.wait_for(1)
    for number in (2, 3, 2):
        desk.open(number)
    gate.set()
    assert [desk.next_arrived(), desk.next_arrived()] == [desk.ids[0], desk.ids[1]]
    assert site.asked == ["/1", "/2"]


def test_a_page_that_is_on_its_way_is_asked_once(make_desk: MakeDesk, site: Site) -> None:
    gate = hold(site, "/1")
    desk = make_desk()
    for _ in range(3):
        desk.open(1)
    site.wait_for(1)
    gate.set()
    assert desk.next_arrived() == desk.ids[0]
    assert desk.page(2).outcome is PageOutcome.FULL_TEXT
    assert site.asked == ["/1", "/2"]


def test_a_site_that_hangs_holds_up_no_other(make_desk: MakeDesk) -> None:
    with serve() as other:
        other["/1"] = Raw(b"", is_hanging=True)
        desk = make_desk()
        desk.full_texts.request(desk.ids[0], other.url("/1"))
        other.wait_for(1)
        assert desk.page(2).outcome is PageOutcome.FULL_TEXT
        desk.full_texts.close()  # and a close does not wait for it
    assert desk.article(desk.ids[0]).page is None


# Beginning and end


def test_what_was_opened_before_the_beginning_has_waited(make_desk: MakeDesk, site: Site) -> None:
    desk = make_desk(begins=False)
    desk.open(1)
    wanted = desk.open(2)
    assert site.asked == []
    desk.full_texts.begin()
    assert desk.next_arrived() == wanted
    assert desk.page(3).outcome is PageOutcome.FULL_TEXT
    assert site.asked == ["/2", "/3"]


def test_nothing_is_started_that_nobody_asked_for(make_desk: MakeDesk) -> None:
    worker = AtOnce()
    desk = make_desk(worker)
    desk.full_texts.leave()
    assert worker.warmed == []
    desk.full_texts.close()
    desk.open(1)
    assert desk.events.empty()


def test_without_a_source_nothing_happens(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.db")):
        pass
    writer = Writer(tmp_path / "a.db", lambda _: None)
    full_texts = FullTexts(
        None,
        writer=writer,
        publish=lambda _: None,
        clock=lambda: NOW,
        request_picture=lambda _: None,
        on_stored=lambda: None,
    )
    full_texts.begin()
    assert not full_texts.is_possible
    full_texts.request(ArticleId(1), "http://127.0.0.1:1/")
    full_texts.leave()
    full_texts.close()
    writer.close()
    assert {t.name for t in threading.enumerate()} & {"full-texts"} == set()


def test_the_worker_ends_with_it(make_desk: MakeDesk) -> None:
    worker = AtOnce()
    desk = make_desk(worker)
    desk.page(1)
    desk.full_texts.close()
    assert worker.is_closed


# What the user keeps


def test_the_pictures_of_a_starred_article_are_fetched_with_its_full_text(make_desk: MakeDesk, site: Site) -> None:
    head = '<img src="https://a.example/1.jpg">'
    for path in ("/1", "/2"):
        site[path] = Answer(page(f"Body {path[1:]}", MORE, head=head), content_type="text/html")
    desk = make_desk()

    def star(db: Any) -> tuple[Event, ...]:
        marks.set_starred(db, (desk.ids[0],), NOW)
        return ()

    desk.writer.submit(star).result()
    desk.page(1)
    assert desk.stored.acquire(timeout=WAIT_S)
    assert desk.asked_pictures == ["https://a.example/1.jpg"]
    desk.page(2)
    assert desk.stored.acquire(timeout=WAIT_S)
    assert desk.asked_pictures == ["https://a.example/1.jpg"]


def test_an_article_that_is_gone_by_then_is_no_trouble(make_desk: MakeDesk) -> None:
    desk = make_desk()

    def delete(db: Any) -> tuple[Event, ...]:
        articles.prune(db, NOW + 1, 10)
        return ()

    desk.writer.submit(delete).result()
    wanted = desk.open(1)
    assert desk.next_arrived() == wanted
    with closing(open_reader(desk.path)) as db:
        assert pages.of_article(db, wanted) is None


def test_a_page_is_judged_by_what_the_feed_says_then(make_desk: MakeDesk, site: Site) -> None:
    """The feed may have brought the rest while the site answered."""
    gate = hold(site, "/1")
    desk = make_desk()
    wanted = desk.open(1)
    site.wait_for(1)
    longer = replace(new(1), document=text("Body 1", MORE, MORE, MORE), text_hash=5)

    def change(db: Any) -> tuple[Event, ...]:
        articles.update(db, wanted, longer, NOW)
        return ()

    desk.writer.submit(change).result()
    gate.set()
    assert desk.next_arrived() == wanted
    found = desk.article(wanted)
    assert found.page is not None and found.page.outcome is PageOutcome.NO_TEXT
    assert found.document == longer.document


# Ahead of time


def test_a_page_for_nobody_is_stored_like_any_other(make_desk: MakeDesk, site: Site) -> None:
    desk = make_desk()
    desk.full_texts.bring(desk.ids[0], site.url("/1")).result(WAIT_S)
    assert desk.next_arrived() == desk.ids[0]
    found = desk.article(desk.ids[0]).page
    assert found is not None and found.outcome is PageOutcome.FULL_TEXT


def test_a_reader_does_not_undo_what_is_fetched_ahead(make_desk: MakeDesk, site: Site) -> None:
    desk = make_desk(begins=False)
    done = desk.full_texts.bring(desk.ids[0], site.url("/1"))
    desk.open(2)
    desk.full_texts.leave()
    desk.full_texts.begin()
    done.result(WAIT_S)
    assert desk.next_arrived() == desk.ids[0]


def test_who_waits_for_a_page_ahead_is_told_of_the_end(make_desk: MakeDesk, site: Site) -> None:
    desk = make_desk(begins=False)
    waiting = desk.full_texts.bring(desk.ids[0], site.url("/1"))
    desk.full_texts.close()
    waiting.result(WAIT_S)
    desk.full_texts.bring(desk.ids[1], site.url("/2")).result(WAIT_S)
    assert site.asked == []
