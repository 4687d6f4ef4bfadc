"""
Keeps the stories up to date: whenever articles wait for theirs, has some of them grouped and the result stored, until
none waits; then has the takes of the stories read that have changed. The computing is done in the process that computes
(``sync/grouping.py``, ``sync/story_takes.py``); no thread of its own.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from desktop_app.model.article import Seconds
from desktop_app.model.errors import OverviewError
from desktop_app.model.events import Event, StoriesChanged
from desktop_app.store.connection import Connection, open_reader, store_errors
from desktop_app.store.writer import Urgency, Writer

if TYPE_CHECKING:
    from desktop_app.model.story import StoryId
    from desktop_app.store.stories import Grouped
    from desktop_app.store.story_takes import Made

log = logging.getLogger(__name__)

AT_ONCE = 500  # articles: a second of computing, and a commit of some ten milliseconds
AT_ONCE_HERE = 8_000  # what is decided at once does not depend on its order at all
READ_AT_ONCE = 250  # articles of stories: another second, so that a new article does not wait longer for its story
WORK = "desktop_app.sync.grouping:group_waiting"
READ = "desktop_app.sync.story_takes:read_waiting"


class GroupWorker(Protocol):
    """``worker.host.WorkerHost``, as far as it is needed here."""

    def submit(self, function: str, *arguments: Any) -> Future[Any]: ...
    def close(self) -> None: ...


class StoryKeeper:
    """From any thread. It does nothing before ``begin``, and begins nothing after ``stop``."""

    def __init__(
        self,
        database: Path,
        make_worker: Callable[[], GroupWorker] | None,
        *,
        writer: Writer,
        clock: Callable[[], Seconds],
    ) -> None:
        """Without a worker stories are grouped by ``group_all`` only."""
        self._database = database
        self._make_worker = make_worker
        self._writer = writer
        self._clock = clock
        self._lock = threading.Lock()  # guards the four below
        self._worker: GroupWorker | None = None
        self._is_begun = False
        self._is_working = False
        self._is_asked_again = False

    def begin(self) -> None:
        with self._lock:
            self._is_begun = self._make_worker is not None

    def stop(self) -> None:
        """What waits is taken up at the next start."""
        with self._lock:
            self._is_begun = False

    def close(self) -> None:
        """Stop, and end the process."""
        self.stop()
        with self._lock:
            worker = self._worker
        if worker is not None:
            worker.close()

    def take_up(self) -> None:
        """Articles may wait for their stories."""
        with self._lock:
            self._is_asked_again = self._is_working
            if self._is_working or not self._is_begun:
                return
            self._is_working = True
        self._ask()

    def on_indexed(self, db: Connection) -> None:
        """All that was stored is in the index: now there is time for stories. In a job of the writer."""
        from desktop_app.store import stories, story_takes  # noqa: PLC0415 not at the start

        if stories.is_waiting(db) or story_takes.is_waiting(db):  # else no process is begun to find that out
            self.take_up()

    def group_all(self) -> None:
        """Group what waits here and now, for a command that does nothing else. Raises StoreError."""
        from desktop_app.store import stories  # noqa: PLC0415 not at the start

        with store_errors(), closing(open_reader(self._database)) as db:
            if not stories.is_waiting(db):
                return
        from desktop_app.sync import grouping  # noqa: PLC0415 numpy

        now = self._clock()
        while (grouped := grouping.group_waiting(str(self._database), now, AT_ONCE_HERE)) is not None:
            self._writer.submit(partial(keep, grouped=grouped, now=now), Urgency.USER).result()

    def read_takes(self, story: StoryId | None = None) -> None:
        """Read the takes of a story, or of all, that wait, here and now: for a command. Raises StoreError."""
        from desktop_app.sync import story_takes  # noqa: PLC0415 not at the start

        database = str(self._database)
        if story is not None:
            made = story_takes.read_one(database, story)
            self._store_takes(() if made is None else (made,), Urgency.USER).result()
            return
        while found := story_takes.read_waiting(database, READ_AT_ONCE):
            self._store_takes(found, Urgency.USER).result()

    def _ask(self) -> None:
        worker = self._busy_worker()
        if worker is None:
            return
        now = self._clock()
        asked = worker.submit(WORK, str(self._database), now, AT_ONCE)
        asked.add_done_callback(lambda done: self._on_grouped(done, now))

    def _on_grouped(self, done: Future[Grouped | None], now: Seconds) -> None:
        if _has_failed(done, "grouping"):
            self._rest()
            return
        grouped = done.result()
        if grouped is None:
            self._ask_for_takes()
            return
        stored = self._writer.submit(partial(keep, grouped=grouped, now=now), Urgency.LATER)
        stored.add_done_callback(self._go_on)

    def _ask_for_takes(self) -> None:
        worker = self._busy_worker()
        if worker is not None:
            worker.submit(READ, str(self._database), READ_AT_ONCE).add_done_callback(self._on_takes)

    def _on_takes(self, done: Future[tuple[Made, ...]]) -> None:
        if _has_failed(done, "reading takes") or not done.result():
            self._rest()
        else:
            self._store_takes(done.result(), Urgency.LATER).add_done_callback(self._go_on)

    def _store_takes(self, made: Sequence[Made], urgency: Urgency) -> Future[None]:
        return self._writer.submit(partial(keep_takes, made=made, now=self._clock()), urgency)

    def _go_on(self, stored: Future[None]) -> None:
        if stored.exception() is None:
            self._ask()
        else:
            self._rest()

    def _busy_worker(self) -> GroupWorker | None:
        """The one to ask; None where nothing is to be begun any more: then nothing is done."""
        with self._lock:
            if not self._is_begun or self._make_worker is None:
                self._is_working = False
                return None
            if self._worker is None:
                self._worker = self._make_worker()
            return self._worker

    def _rest(self) -> None:
        with self._lock:
            self._is_working = False
            is_asked_again, self._is_asked_again = self._is_asked_again, False
        if is_asked_again:
            self.take_up()


def _has_failed(done: Future[Any], what: str) -> bool:
    if done.cancelled():
        return True
    error = done.exception()
    if error is not None and not isinstance(error, OverviewError):
        log.error("%s failed", what, exc_info=error)
    return error is not None


def keep(db: Connection, *, grouped: Grouped, now: Seconds) -> tuple[Event, ...]:
    """The writer's job: store what was decided, unless the store is not what it was then."""
    from desktop_app.store import stories  # noqa: PLC0415 not at the start

    if not stories.keep(db, grouped, now):
        log.info("stories to be grouped again, since others changed them meanwhile")
        return ()
    return (StoriesChanged(frozenset(member.article for member in grouped.members)),)


def keep_takes(db: Connection, *, made: Sequence[Made], now: Seconds) -> tuple[Event, ...]:
    """The writer's job: store what was made of stories, but of those that have changed meanwhile."""
    from desktop_app.store import story_takes  # noqa: PLC0415 not at the start

    kept = [one for one in made if story_takes.keep(db, one, now)]
    told = {article for one in kept for take in one.takes.takes for article in take.members}
    return (StoriesChanged(frozenset(told)),) if told else ()
