"""What the writer does when nothing else is to do: search index, plain copy, articles that have had their time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from desktop_app.model.article import ArticleId, NewArticle, Seconds
from desktop_app.model.events import ArticlesChanged, Event, SearchIndexed
from desktop_app.store.connection import Connection
from desktop_app.store.writer import Urgency, Writer

INDEX_A_JOB = 2_500  # articles; what is written together needs less merging, and half the room until it is merged
FRESH = 3_000  # articles that are kept in memory until they are indexed; the store has them all
ENOUGH = 2_500  # of them, so that the index is not put off any longer
PRUNE_AT_ONCE = 100


class Housekeeper:
    """Submits small jobs of the lowest urgency, each followed by the next while there is something left.

    From any thread. After ``stop`` no job follows; what is left is taken up at the next start.
    """

    def __init__(self, writer: Writer, user_copy_file: Path, on_indexed: Callable[[Connection], None]) -> None:
        """``on_indexed`` is called, in a job of the writer, whenever the index has all that is stored."""
        self._on_indexed = on_indexed
        self._writer = writer
        self._file = user_copy_file
        self._stopped = threading.Event()
        self._indexing = threading.Event()  # a job for the index is queued or runs
        # what was stored just now need not be read again; the sync's thread adds and the writer's takes, one at a time
        self._fresh: dict[ArticleId, NewArticle] = {}
        self._is_behind = False  # something was added since the index was last asked for

    def stop(self) -> None:
        self._stopped.set()

    def added(self, articles: Iterable[tuple[ArticleId, NewArticle]]) -> None:
        """These were stored just now, untranslated, and wait for the index until the sync has a moment to spare."""
        if len(self._fresh) < FRESH:
            self._fresh.update(articles)
        self._is_behind = True
        if len(self._fresh) >= ENOUGH:
            self.index()

    def index_added(self) -> None:
        """The sync has a moment to spare: a second thread that computes beside it would cost the window its frames."""
        if self._is_behind:
            self.index()

    def index(self) -> None:
        """Let what waits for the search index be indexed."""
        self._is_behind = False
        if not self._stopped.is_set() and not self._indexing.is_set():
            self._indexing.set()
            self._writer.submit(self._index_some, Urgency.LATER)

    def _index_some(self, db: Connection) -> tuple[Event, ...]:
        from desktop_app.store import search

        self._indexing.clear()
        left = search.index_waiting(db, INDEX_A_JOB, self._fresh, self._may_go_on)
        if left:
            self.index()
            return ()
        self._fresh.clear()
        self._on_indexed(db)
        return (SearchIndexed(),)

    def _may_go_on(self) -> bool:
        """Whether a long job of the writer may: nobody waits, the user's next click least of all."""
        return not self._stopped.is_set() and not self._writer.has_before(Urgency.LATER)

    def copy_marks(self) -> None:
        """Let the user's changes reach the plain copy."""
        if not self._stopped.is_set():
            self._writer.submit(self._copy_some, Urgency.LATER)

    def _copy_some(self, db: Connection) -> tuple[Event, ...]:
        from desktop_app.store import user_copy

        if user_copy.write_waiting(db, self._file):
            self.copy_marks()
        return ()

    def prune(self, before: Seconds) -> None:
        """Delete what came before this instant and the user did not keep."""
        if not self._stopped.is_set():
            self._writer.submit(lambda db: self._prune_some(db, before), Urgency.LATER)

    def _prune_some(self, db: Connection, before: Seconds) -> tuple[Event, ...]:
        from desktop_app.store import articles

        gone = articles.prune(db, before, PRUNE_AT_ONCE)
        if gone == PRUNE_AT_ONCE:
            self.prune(before)
        return (ArticlesChanged(frozenset(), 0),) if gone else ()

    def take_up(self) -> None:
        """Do what waits for the index and for the plain copy."""
        self.index()
        self.copy_marks()

    def tidy(self) -> None:
        """Once a start: finish what an earlier run left, and keep the plain copy small."""
        self.take_up()
        self._writer.submit(self._compact, Urgency.LATER)

    def _compact(self, db: Connection) -> tuple[Event, ...]:
        from desktop_app.store import user_copy

        user_copy.compact(db, self._file)
        return ()
