"""The one thread that writes."""

from __future__ import annotations

import contextlib
import itertools
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from enum import IntEnum
from pathlib import Path

from desktop_app.model.errors import StoreError, StoreProblem
from desktop_app.model.events import Event
from desktop_app.store.connection import set_durable, store_errors
from desktop_app.store.schema import open_store

log = logging.getLogger(__name__)

Job = Callable[[sqlite3.Connection], tuple[Event, ...]]


class Urgency(IntEnum):
    USER = 0  # someone is looking at the result; waits for the disk
    SYNC = 1
    LATER = 2  # indexing, tidying: when nothing else is to do
    CLOSE = 3  # after everything that was asked for


class Writer:
    """Runs jobs in turn, each in its own transaction, on the only connection that can write.

    A job returns the events that tell what it changed. They are published once the change is committed, on the
    writer's thread. Jobs of the user overtake those of the sync, so keep a job short: what the user waits for is one
    job of the sync. ``submit`` may be called from any thread; a job may itself submit another.
    """

    def __init__(self, path: Path, publish: Callable[[Event], None]) -> None:
        self._path = path
        self._publish = publish
        self._jobs: queue.PriorityQueue[tuple[Urgency, int, Job | None, Future[None]]] = queue.PriorityQueue()
        self._turn = itertools.count()
        self._is_closed = False
        self._opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()
        self._opened.result()  # StoreError now rather than at the first job

    def submit(self, job: Job, urgency: Urgency = Urgency.SYNC) -> Future[None]:
        """Queue a job. The future carries what it raised; a StoreError means that nothing of it is stored."""
        done: Future[None] = Future()
        if self._is_closed:
            done.set_exception(StoreError(StoreProblem.UNREADABLE, "the store is closed"))
            return done
        self._jobs.put((urgency, next(self._turn), job, done))
        return done

    def close(self) -> None:
        """Finish what was asked for, then close the file."""
        self._is_closed = True
        self._jobs.put((Urgency.CLOSE, next(self._turn), None, Future()))
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
            urgency, _, job, done = self._jobs.get()
            if job is None:
                break
            try:
                events = self._transact(db, job, durable=urgency is Urgency.USER)
            except Exception as e:  # noqa: BLE001 boundary: the caller has it in the future
                log.warning("write failed error=%r", e)
                done.set_exception(e)
            else:
                self._tell(events)
                done.set_result(None)
        with contextlib.suppress(sqlite3.Error):  # a full disk is no reason not to end
            db.execute("PRAGMA optimize")
        db.close()

    def _tell(self, events: tuple[Event, ...]) -> None:
        for event in events:
            try:
                self._publish(event)
            except Exception:  # boundary: what is stored is stored, and the next job is not to suffer
                log.exception("subscriber failed event=%s", type(event).__name__)

    @staticmethod
    def _transact(db: sqlite3.Connection, job: Job, *, durable: bool) -> tuple[Event, ...]:
        with store_errors():
            set_durable(db, durable=durable)
            db.execute("BEGIN IMMEDIATE")
            try:
                events = job(db)
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:  # SQLite itself rolls back on some errors, a full disk among them
                    db.execute("ROLLBACK")
                raise
            return events
