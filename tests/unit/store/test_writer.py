from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.model.errors import StoreError, StoreProblem
from desktop_app.model.events import CatalogChanged, Event
from desktop_app.store.connection import open_reader
from desktop_app.store.writer import GROUP_JOBS, GROUP_ROWS, Job, Urgency, Writer


class Heard:
    """Writes down what was published, and what a reader saw at that moment."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.events: list[Event] = []
        self.keys_seen: list[list[str]] = []

    def __call__(self, event: Event) -> None:
        self.events.append(event)
        self.keys_seen.append(keys(self.path))


def keys(path: Path) -> list[str]:
    with closing(open_reader(path)) as db:
        return [k for (k,) in db.execute("SELECT key FROM meta ORDER BY key")]


def put(key: str, *events: Event) -> Job:
    def job(db: sqlite3.Connection) -> tuple[Event, ...]:
        db.execute("INSERT INTO meta (key, value) VALUES (?, '')", (key,))
        return events

    return job


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    return Heard(tmp_path / "a.db")


@pytest.fixture
def writer(heard: Heard) -> Iterator[Writer]:
    writer = Writer(heard.path, heard)
    yield writer
    writer.close()


def test_events_come_after_the_commit(writer: Writer, heard: Heard) -> None:
    writer.submit(put("a", CatalogChanged())).result()
    assert heard.events == [CatalogChanged()]
    assert heard.keys_seen == [["a"]]


@pytest.mark.usefixtures("expect_logs")
def test_a_job_that_fails_is_undone_and_the_next_one_runs(writer: Writer, heard: Heard) -> None:
    def fail(db: sqlite3.Connection) -> tuple[Event, ...]:
        put("half")(db)
        raise RuntimeError("no")

    failed = writer.submit(fail)
    writer.submit(put("whole", CatalogChanged())).result()
    assert isinstance(failed.exception(), RuntimeError)
    assert heard.keys_seen == [["whole"]]


@pytest.mark.usefixtures("expect_logs")
def test_a_subscriber_that_fails_does_not_undo(writer: Writer, heard: Heard) -> None:
    def fail(_event: Event) -> None:
        raise RuntimeError("no")

    writer._publish = fail
    writer.submit(put("a", CatalogChanged())).result()  # what was stored is not reported as failed
    assert keys(heard.path) == ["a"]


class Gate:
    """A job that holds the writer until it is let go."""

    def __init__(self) -> None:
        self.running = threading.Event()
        self.go_on = threading.Event()

    def __call__(self, _db: sqlite3.Connection) -> tuple[Event, ...]:
        self.running.set()
        assert self.go_on.wait(10)
        return ()


def test_the_user_overtakes_the_sync_and_the_sync_the_rest(writer: Writer) -> None:
    gate = Gate()
    order: list[str] = []

    def note(name: str) -> Job:
        return lambda _: order.append(name) or ()  # type: ignore[func-returns-value]

    writer.submit(gate)
    gate.running.wait(10)
    futures: list[Future[None]] = [
        writer.submit(note(name), urgency)
        for name, urgency in [
            ("later", Urgency.LATER), ("sync 1", Urgency.SYNC), ("sync 2", Urgency.SYNC), ("user 1", Urgency.USER),
            ("user 2", Urgency.USER),
        ]
    ]  # fmt: skip
    gate.go_on.set()
    for future in futures:
        future.result()
    assert order == ["user 1", "user 2", "sync 1", "sync 2", "later"]


def test_closing_finishes_what_was_asked_for(heard: Heard) -> None:
    writer = Writer(heard.path, heard)
    futures = [writer.submit(put(f"{i:03}"), Urgency.LATER) for i in range(50)]
    writer.close()
    assert all(f.done() and f.exception() is None for f in futures)
    assert len(keys(heard.path)) == 50


def test_what_is_asked_for_after_closing_fails_at_once(heard: Heard) -> None:
    writer = Writer(heard.path, heard)
    writer.close()
    writer.close()
    assert isinstance(writer.submit(put("a")).exception(timeout=5), StoreError)


def test_a_job_may_submit_another(writer: Writer, heard: Heard) -> None:
    inner: list[Future[None]] = []

    def outer(_db: sqlite3.Connection) -> tuple[Event, ...]:
        inner.append(writer.submit(put("inner")))
        return ()

    writer.submit(outer).result()
    inner[0].result()
    assert keys(heard.path) == ["inner"]


def test_only_the_users_jobs_wait_for_the_disk(writer: Writer) -> None:
    seen: list[int] = []

    def look(db: sqlite3.Connection) -> tuple[Event, ...]:
        seen.append(db.execute("PRAGMA synchronous").fetchone()[0])
        return ()

    for urgency in (Urgency.USER, Urgency.SYNC, Urgency.LATER, Urgency.USER):
        writer.submit(look, urgency).result()
    full, normal = 2, 1
    assert seen == [full, normal, normal, full]


@pytest.mark.usefixtures("expect_logs")
def test_a_full_disk_loses_the_job_only(writer: Writer, heard: Heard) -> None:
    def limit(pages: int) -> Job:
        def job(db: sqlite3.Connection) -> tuple[Event, ...]:
            now = db.execute("PRAGMA page_count").fetchone()[0]
            db.execute(f"PRAGMA max_page_count = {now + pages}")
            return ()

        return job

    def big(db: sqlite3.Connection) -> tuple[Event, ...]:
        put("big")(db)
        db.execute("INSERT INTO meta (key, value) VALUES ('fat', ?)", ("x" * 1_000_000,))
        return (CatalogChanged(),)

    writer.submit(put("before")).result()
    writer.submit(limit(2)).result()
    error = writer.submit(big).exception()
    assert isinstance(error, StoreError) and error.problem is StoreProblem.FULL
    assert keys(heard.path) == ["before"]
    assert heard.events == []
    writer.submit(limit(10_000)).result()
    writer.submit(big).result()
    assert keys(heard.path) == ["before", "big", "fat"]


def test_another_program_that_writes_is_waited_for(writer: Writer, heard: Heard) -> None:
    other = sqlite3.connect(heard.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    future = writer.submit(put("a"))
    other.execute("ROLLBACK")
    other.close()
    future.result()
    assert keys(heard.path) == ["a"]


@pytest.mark.usefixtures("expect_logs")
def test_another_program_that_keeps_writing_is_busy(writer: Writer, heard: Heard) -> None:
    def impatient(db: sqlite3.Connection) -> tuple[Event, ...]:
        db.execute("PRAGMA busy_timeout = 10")
        return ()

    writer.submit(impatient).result()
    with closing(sqlite3.connect(heard.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        error = writer.submit(put("a")).exception()
    assert isinstance(error, StoreError) and error.problem is StoreProblem.BUSY
    writer.submit(put("b")).result()
    assert keys(heard.path) == ["b"]


# Jobs of the sync share a transaction.


def grouped(writer: Writer, *jobs: Job) -> list[Future[None]]:
    """The futures of jobs that all waited when the first of them began."""
    gate = Gate()
    writer.submit(gate, Urgency.USER)
    assert gate.running.wait(10)
    futures = [writer.submit(job) for job in jobs]
    gate.go_on.set()
    return futures


def test_jobs_of_the_sync_that_wait_are_committed_together(writer: Writer, heard: Heard) -> None:
    for future in grouped(writer, put("a", CatalogChanged()), put("b", CatalogChanged())):
        future.result()
    assert heard.keys_seen == [["a", "b"], ["a", "b"]]  # when the first was told, both were on the disk


@pytest.mark.usefixtures("expect_logs")
def test_one_that_fails_undoes_itself_alone(writer: Writer, heard: Heard) -> None:
    def fail(db: sqlite3.Connection) -> tuple[Event, ...]:
        put("half")(db)
        raise RuntimeError("no")

    first, failed, last = grouped(writer, put("a", CatalogChanged()), fail, put("b"))
    assert isinstance(failed.exception(), RuntimeError)
    first.result()
    last.result()
    assert keys(heard.path) == ["a", "b"]
    assert heard.keys_seen == [["a", "b"]]


@pytest.mark.usefixtures("expect_logs")
def test_where_the_whole_group_is_undone_each_hears_of_it(writer: Writer, heard: Heard) -> None:
    def undo(db: sqlite3.Connection) -> tuple[Event, ...]:
        db.execute("ROLLBACK")  # as SQLite itself does on some errors
        raise sqlite3.OperationalError("disk I/O error")

    first, undoing, last = grouped(writer, put("a", CatalogChanged()), undo, put("b"))
    assert first.exception() is not None
    assert undoing.exception() is not None
    last.result()
    assert heard.events == []
    assert keys(heard.path) == ["b"]


def test_a_commit_may_wait_for_more_but_not_while_somebody_else_waits(writer: Writer, heard: Heard) -> None:
    writer.submit(put("first")).result()  # now the next commit of the sync is a fifth of a second away
    began = threading.Event()

    def begin(db: sqlite3.Connection) -> tuple[Event, ...]:
        began.set()
        return put("second")(db)

    second = writer.submit(begin, may_wait=True)
    assert began.wait(10)
    later = writer.submit(put("later"), Urgency.LATER)
    user = writer.submit(put("user", CatalogChanged()), Urgency.USER)
    user.result()
    assert second.done() or not later.done()
    later.result()
    assert heard.keys_seen == [["first", "second", "user"]]


def test_what_else_was_committed_does_not_hold_up_the_first_articles(
    writer: Writer, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.store.writer.GROUP_S", 60)
    for urgency in (Urgency.USER, Urgency.LATER):
        writer.submit(put(urgency.name), urgency).result()
    writer.submit(put("first"), may_wait=True).result(timeout=10)
    assert "first" in keys(heard.path)


def test_a_group_ends(writer: Writer, heard: Heard) -> None:
    many = [put(f"{i:03}", CatalogChanged()) for i in range(GROUP_JOBS + 1)]
    for future in grouped(writer, *many):
        future.result()
    assert [len(seen) for seen in heard.keys_seen] == [GROUP_JOBS] * GROUP_JOBS + [GROUP_JOBS + 1]

    def wide(db: sqlite3.Connection) -> tuple[Event, ...]:
        db.executemany("INSERT INTO meta (key, value) VALUES (?, '')", [(f"w{i}",) for i in range(GROUP_ROWS)])
        return (CatalogChanged(),)

    heard.keys_seen.clear()
    for future in grouped(writer, wide, put("x")):
        future.result()
    assert "x" not in heard.keys_seen[0]


def test_a_long_job_can_see_that_it_is_in_the_way(writer: Writer) -> None:
    seen: list[bool] = []

    def look(_db: sqlite3.Connection) -> tuple[Event, ...]:
        seen.append(writer.has_before(Urgency.LATER))
        writer.submit(put("x"))
        seen.append(writer.has_before(Urgency.LATER))
        return ()

    writer.submit(look, Urgency.LATER).result()
    assert seen == [False, True]
