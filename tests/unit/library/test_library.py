"""What the user does, through the library, a view and the events."""

from __future__ import annotations

import json
import queue
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.library.core import World
from desktop_app.library.view import FOUND_AT_MOST, View
from desktop_app.model.article import ArticleId, picture_urls
from desktop_app.model.document import Picture
from desktop_app.model.errors import StoreError, UsageError
from desktop_app.model.events import CatalogChanged, Event, MarksChanged, PictureArrived
from desktop_app.model.listing import Found, FromCountry, Latest, Saved
from desktop_app.model.outlet import OutletKey
from desktop_app.settings import Settings
from desktop_app.store.connection import Connection
from desktop_app.store.writer import Urgency
from desktop_app.sync.engine import SyncOptions
from tests.support.cores import Running, Source, running, web
from tests.support.stores import CL, EG, JP, NOW, OUTLETS, add, new, outlet, text

GONE = ArticleId(999)


def clock() -> float:
    return NOW + 0.5


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Running]:
    world: World = web(Source(OUTLETS), clock=clock)
    with running(tmp_path, world) as made:
        made.core._writer.submit(lambda _: (), Urgency.SYNC).result()
        made.core.take_catalog()
        write(made, lambda db: add(db, *(new(i, f"Water {i}") for i in range(1, 6))))
        write(made, lambda db: add(db, new(9, "Nile"), key="EG/nil"))
        yield made


@pytest.fixture
def view(at: Running) -> Iterator[View]:
    with closing(at.library.view()) as view:
        yield view


@pytest.fixture
def heard(at: Running) -> queue.SimpleQueue[Event]:
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    at.library.hub.subscribe(events.put)
    return events


def write(at: Running, call: object) -> None:
    def job(db: Connection) -> tuple[Event, ...]:
        call(db)  # type: ignore[operator]
        return ()

    at.core._writer.submit(job).result()


def drain(heard: queue.SimpleQueue[Event]) -> list[Event]:
    found = []
    while not heard.empty():
        found.append(heard.get())
    return found


def ids(*numbers: int) -> list[ArticleId]:
    return [ArticleId(n) for n in numbers]


def test_a_star_is_seen_told_and_copied(at: Running, view: View, heard: queue.SimpleQueue[Event]) -> None:
    at.library.star(ids(2, 4, GONE), is_starred=True).result()
    assert drain(heard) == [MarksChanged(frozenset(ids(2, 4)))]
    assert [r.id for r in view.page(Saved())] == ids(4, 2)
    assert (view.saved_count(), [r.is_starred for r in view.rows(ids(2, 3))]) == (2, [True, False])
    at.library.star(ids(2, 4), is_starred=True).result()
    assert drain(heard) == []  # no news
    at.library.star(ids(2), is_starred=False).result()
    assert [r.id for r in view.page(Saved())] == ids(4)
    at.settle()
    lines = [json.loads(line) for line in at.core.paths.user_copy.read_bytes().splitlines()]
    assert {line["id"]: line["starred"] for line in lines} == {2: False, 4: True}


def test_the_pictures_of_a_star_are_fetched(at: Running, heard: queue.SimpleQueue[Event]) -> None:
    urls = [f"https://alba.example/{i}.jpg" for i in range(3)]
    inside = (*text("a"), Picture(urls[1]), Picture(urls[2]), Picture(urls[1]))
    write(at, lambda db: add(db, new(50, image=urls[0], document=inside)))
    with closing(at.library.view()) as view:
        (article_id,) = view.search("source:alba", 1) or [ArticleId(0)]
        (newest,) = [r.id for r in view.page(FromCountry(CL), None, 50) if r.image]
        article = view.article(newest)
    assert article is not None and article_id and picture_urls(article) == tuple(urls)
    at.library.star([newest], is_starred=True).result()
    arrived: set[str] = set()
    while arrived != set(urls):
        event = heard.get(timeout=20)
        if isinstance(event, PictureArrived):
            arrived.add(event.url)
    with closing(at.library.view()) as view:
        assert view.kept_images() == set(urls)


def test_reading_notes_and_tags(at: Running, view: View, heard: queue.SimpleQueue[Event]) -> None:
    at.library.mark_read(ids(1, 2), is_read=True).result()
    at.library.mark_read(ids(2), is_read=False).result()
    at.library.set_note(ArticleId(3), "mine").result()
    at.library.set_tag(ArticleId(3), "  big \n water ", is_set=True).result()
    assert [type(e) for e in drain(heard)] == [MarksChanged] * 4
    assert [r.is_read for r in view.rows(ids(1, 2))] == [True, False]
    article = view.article(ArticleId(3))
    assert article is not None and (article.note, article.tags) == ("mine", ("big water",))
    assert view.tags() == (("big water", 1),)
    at.library.set_tag(ArticleId(3), "big water", is_set=False).result()
    assert view.tags() == ()
    with pytest.raises(UsageError, match="needs a name"):
        at.library.set_tag(ArticleId(3), " \n", is_set=True)


def test_marking_all_read_can_be_undone(at: Running, view: View) -> None:
    at.library.mark_read(ids(1), is_read=True).result()
    assert at.library.mark_all_read(CL).result() == set(ids(2, 3, 4, 5))
    assert view.unread(None, NOW) == (ArticleId(6),)
    at.library.mark_read(ids(2, 3, 4, 5), is_read=False).result()
    assert set(view.unread(CL, NOW)) == set(ids(2, 3, 4, 5))
    assert at.library.mark_all_read(None).result() == set(ids(2, 3, 4, 5, 6))
    assert at.library.mark_all_read(None).result() == set()


def test_what_cannot_be_stored_is_told(at: Running, logged_warnings: object) -> None:
    def full(db: Connection) -> None:
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")

    assert logged_warnings is not None
    write(at, full)
    failed = [at.library.set_note(ArticleId(i), "x" * 100_000) for i in range(1, 6)]
    assert all(isinstance(f.exception(), StoreError) for f in failed)
    with closing(at.library.view()) as view:
        article = view.article(ArticleId(1))
        assert article is not None and article.note == ""


def test_choosing_sources(at: Running, view: View, heard: queue.SimpleQueue[Event]) -> None:
    alba = OutletKey("CL/alba")
    at.library.pause(alba, is_paused=True).result()
    assert view.summary().feeds == 2
    at.library.pause(alba, is_paused=False).result()
    at.library.switch(alba, is_on=False).result()
    assert view.summary().feeds == 2
    at.library.follow(CL, is_followed=True).result()
    assert view.followed() == {CL}
    own = outlet("JP/own", "https://own.example/feed")
    at.library.add_source(own).result()
    assert [o.key for o in view.outlets(JP)] == ["JP/asahi", "JP/own"]
    assert view.find_outlet("https://own.example/feed") == "JP/own"
    at.library.remove_source(own.key).result()
    assert set(drain(heard)) == {CatalogChanged()}


def test_what_a_view_answers(at: Running, view: View) -> None:
    at.core._housekeeper.index()
    at.settle()
    assert [c.code for c in view.countries()] == [CL, EG, JP]
    assert [r.title for r in view.headlines(CL)] == ["Water 1", "Water 2", "Water 3"]
    assert view.activity() == {CL: 5, EG: 1}
    assert view.source_counts() == {CL: 1, EG: 1, JP: 1}
    assert not view.is_empty()
    assert len(view.health()) == 3 and len(view.health(CL)) == 1
    assert view.find_article("3") == ArticleId(3)
    assert view.public_ids(ids(3)) == {ArticleId(3): 3}
    assert view.page(Found("water")) == ()
    assert list(view.ids(Found("water country:chile"))) == ids(1, 2, 3, 4, 5)
    assert view.search("country:مصر", 5) == ids(6)
    assert view.search("", 5) == view.search("   ", 5) == []
    first = view.page(Latest(), None, 4)
    assert len(first) + len(view.page(Latest(), view.page_end(Latest(), first[-1]), 4)) == 6
    assert view.page_end(Found("x"), first[0]).id == first[0].id
    assert FOUND_AT_MOST == 1_000


def test_a_view_is_interrupted_from_another_thread(at: Running) -> None:
    def endless(view: View) -> None:
        view._db.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")

    began, outcome = threading.Event(), []

    def work() -> None:
        with closing(at.library.view()) as view:
            views.append(view)
            began.set()
            try:
                endless(view)
            except sqlite3.OperationalError as e:
                outcome.append(e.sqlite_errorcode)

    views: list[View] = []
    thread = threading.Thread(target=work)
    thread.start()
    began.wait(10)
    while thread.is_alive():
        views[0].interrupt()
        thread.join(0.01)
    assert outcome == [sqlite3.SQLITE_INTERRUPT]


def test_settings_reach_the_sync(at: Running) -> None:
    at.library.apply(Settings(sync_minutes=60, retention_days=10, languages=("en", "fr")))
    assert at.core._engine.options == SyncOptions(3_600, 864_000)
    at.library.apply(Settings())
    assert at.core._engine.options == SyncOptions()


def test_everything_is_on_the_disk_after_closing(tmp_path: Path) -> None:
    with running(tmp_path, web(Source(OUTLETS), clock=clock)) as at:
        at.core.take_catalog()
        write(at, lambda db: add(db, *(new(i) for i in range(200))))
        for i in range(1, 101):
            at.library.star([ArticleId(i)], is_starred=True)
    with running(tmp_path, web(Source(OUTLETS), clock=clock)) as at, closing(at.library.view()) as view:
        assert view.saved_count() == 100
        at.settle()
        assert len(at.core.paths.user_copy.read_bytes().splitlines()) >= 100


def test_a_core_that_never_started_can_be_closed(tmp_path: Path) -> None:
    from desktop_app.library.core import Core
    from desktop_app.paths import in_profile

    core = Core(in_profile(tmp_path), Settings(), web(Source(OUTLETS)), in_background=True)
    core.close()
    assert core.report is None


def test_tidying_takes_old_articles_and_pictures_beyond_the_budget(at: Running) -> None:
    old, kept = ids(1, 2)
    at.library.star([kept], is_starred=True).result()
    at.core._tidy(NOW + 1)
    at.settle()
    with closing(at.library.view()) as view:
        assert view.article(old) is None
        assert [r.id for r in view.page(Latest())] == [kept]
