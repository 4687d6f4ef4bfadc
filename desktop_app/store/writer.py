"""The one thread that writes."""

from __future__ import annotations

import contextlib
import itertools
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from desktop_app.model.errors import StoreError, StoreProblem
from desktop_app.model.events import Event
from desktop_app.store.connection import set_durable, store_errors
from desktop_app.store.schema import open_store

log = logging.getLogger(__name__)

Job = Callable[[sqlite3.Connection], tuple[Event, ...]]

# Jobs of the sync share a transaction: each commit writes the same few pages of the indexes again
GROUP_S = 0.2  # between two commits of the sync, so that the first articles of a pass are seen at once
GROUP_JOBS = 32
GROUP_ROWS = 6_000  # changed rows, some thirty feeds: how far a kill can throw the sync back, and what memory it takes


class Urgency(IntEnum):
    USER = 0  # someone is looking at the result; waits for the disk
    SYNC = 1
    LATER = 2  # indexing, tidying: when nothing else is to do
    CLOSE = 3  # after everything that was asked for


class _Asked(NamedTuple):
    """A job in the queue; compared by the first two."""

    urgency: Urgency
    turn: int
    job: Job
    done: Future[None]
    may_wait: bool = False


_Done = tuple[Future[None], tuple[Event, ...]]


def _end(_: sqlite3.Connection) -> tuple[Event, ...]:
    """Stands in the queue for the end of the thread."""
    raise AssertionError("never run")


class Writer:
    """Runs jobs in turn on the only connection that can write. A job is stored as a whole or not at all.

    Each job has a transaction of its own, but for those of the sync: what comes of them within a fifth of a second is
    committed together, each in a savepoint, so that one that fails undoes itself alone.

    A job returns the events that tell what it changed. They are published once the change is committed, on the
    writer's thread. Jobs of the user overtake those of the sync, so keep a job short: what the user waits for is one
    job of the sync and a commit. ``submit`` may be called from any thread; a job may itself submit another.
    """

    def __init__(
        self, path: Path, publish: Callable[[Event], None], give_way: Callable[[], None] = lambda: None
    ) -> None:
        """``give_way`` is called between two jobs of the sync: see ``store/precedence.py``."""
        self._path = path
        self._give_way = give_way
        self._publish = publish
        self._jobs: queue.PriorityQueue[_Asked] = queue.PriorityQueue()
        self._committed_at = 0.0  # time.monotonic; the last time for the sync
        self._turn = itertools.count()
        self._is_closed = False
        self._opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()
        self._opened.result()  # StoreError now rather than at the first job

    def submit(self, job: Job, urgency: Urgency = Urgency.SYNC, *, may_wait: bool = False) -> Future[None]:
        """Queue a job. The future carries what it raised; a StoreError means that nothing of it is stored.

        ``may_wait``: more such jobs of the sync are on their way, so the commit may wait for them a little.
        """
        done: Future[None] = Future()
        if self._is_closed:
            done.set_exception(StoreError(StoreProblem.UNREADABLE, "the store is closed"))
            return done
        self._jobs.put(_Asked(urgency, next(self._turn), job, done, may_wait))
        return done

    def has_before(self, urgency: Urgency) -> bool:
        """Whether a more urgent job waits. For a long job, which ends early then."""
        with self._jobs.mutex:
            return bool(self._jobs.queue) and self._jobs.queue[0][0] < urgency

    def close(self) -> None:
        """Finish what was asked for, then close the file."""
        self._is_closed = True
        self._jobs.put(_Asked(Urgency.CLOSE, next(self._turn), _end, Future()))
        self._thread.join()

    def _run(self) -> None:
        try:
            with store_errors():
                db = open_store(self._path)
        except BaseException as e:  # noqa: BLE001 boundary: the constructor raises it
            self._opened.set_exception(e)
            return
        self._opened.set_result(None)
        while True:
            asked = self._jobs.get()
            if asked.job is _end:
                break
            self._do(db, asked)
        with contextlib.suppress(sqlite3.Error):  # a full disk is no reason not to end
            db.execute("PRAGMA optimize")
        db.close()

    def _do(self, db: sqlite3.Connection, asked: _Asked) -> None:
        """One transaction, and what follows it."""
        done: list[_Done] = []
        try:
            with store_errors():
                self._transact(db, asked, done)
        except Exception as e:  # noqa: BLE001 boundary: the callers have it in their futures
            log.warning("write failed jobs=%d error=%r", len(done), e)
            for future, _ in done:
                future.set_exception(e)
            return
        for future, events in done:
            self._tell(events)
            future.set_result(None)

    def _transact(self, db: sqlite3.Connection, asked: _Asked, done: list[_Done]) -> None:
        """Run a job, and those that share its transaction. ``done`` gets all whose fate hangs on the commit."""
        set_durable(db, durable=asked.urgency is Urgency.USER)
        done.append((asked.done, ()))
        db.execute("BEGIN IMMEDIATE")
        try:
            if asked.urgency is Urgency.SYNC:
                self._run_group(db, asked, done)
            else:
                done[0] = (asked.done, asked.job(db))
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:  # SQLite itself rolls back on some errors, a full disk among them
                db.execute("ROLLBACK")
            raise
        if asked.urgency is Urgency.SYNC:
            self._committed_at = time.monotonic()

    def _run_group(self, db: sqlite3.Connection, first: _Asked, done: list[_Done]) -> None:
        until = self._committed_at + GROUP_S
        most_rows = db.total_changes + GROUP_ROWS
        done.clear()
        asked: _Asked | None = first
        while asked is not None:
            self._give_way()
            done.append((asked.done, ()))
            db.execute("SAVEPOINT job")
            try:
                with store_errors():
                    done[-1] = (asked.done, asked.job(db))
            except Exception as e:  # boundary: the caller has it in the future, the others of the group go on
                if not db.in_transaction:
                    raise  # what the others did is undone too
                db.execute("ROLLBACK TO job")
                done.pop()
                log.warning("write failed error=%r", e)
                asked.done.set_exception(e)
            db.execute("RELEASE job")
            is_full = len(done) >= GROUP_JOBS or db.total_changes >= most_rows
            asked = None if is_full else self._next_of_group(until if asked.may_wait else 0.0)

    def _next_of_group(self, until: float) -> _Asked | None:
        """The next job of the sync that is there in time; None also when somebody is waiting for the disk."""
        aside: list[_Asked] = []
        found: _Asked | None = None
        with contextlib.suppress(queue.Empty):
            while found is None or found.urgency is Urgency.LATER:
                wait_s = until - time.monotonic()
                found = self._jobs.get(timeout=wait_s) if wait_s > 0 else self._jobs.get_nowait()
                if found.urgency is not Urgency.SYNC:
                    aside.append(found)
        for other in aside:
            self._jobs.put(other)
        return found if found is not None and found.urgency is Urgency.SYNC else None

    def _tell(self, events: tuple[Event, ...]) -> None:
        for event in events:
            try:
                self._publish(event)
            except Exception:  # boundary: what is stored is stored, and the next job is not to suffer
                log.exception("subscriber failed event=%s", type(event).__name__)
