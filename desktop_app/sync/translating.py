"""
Translates what the reader does not read: titles and leads after a sync, an article's text when it is opened.

One thread that waits and asks the process that computes (``translation_steps``). First what somebody reads, then what
is on the screen, then what is newest; last, where the user wants it, the texts of what is starred and of the Edition.
It can be stopped and gone on with at any moment, since what is left to do is in the store. Where the user chose an
engine outside, a second thread asks that one for what is opened, so that headlines do not wait for its answers.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.model.article import ArticleId
from desktop_app.model.errors import StoreError
from desktop_app.model.events import (
    ArticlesChanged,
    Event,
    LanguagesChanged,
    MarksChanged,
    PageArrived,
    StoriesChanged,
    SyncFinished,
)
from desktop_app.model.frozen import frozen
from desktop_app.store.connection import open_reader, store_errors
from desktop_app.store.writer import Urgency, Writer

if TYPE_CHECKING:  # on the thread
    from desktop_app.store.connection import Connection
    from desktop_app.sync.outside import Outside
    from desktop_app.sync.translation_steps import Steps, TranslationSource

log = logging.getLogger(__name__)

LOOK_S = 60.0  # while only a part is done, because the computer runs on a battery
DROP_AT_ONCE = 50
WAKING = (ArticlesChanged, PageArrived, MarksChanged, StoriesChanged, SyncFinished, LanguagesChanged)


@frozen
class TranslatingOptions:
    """What the user chose; a new value may be set at any time."""

    read: frozenset[str] = frozenset({"en"})  # languages
    is_ahead: bool = False  # the texts of what is starred, before they are opened
    is_edition_ahead: bool = False  # and those of the Edition
    is_modest: bool = True  # on a battery only what is looked at


class Translating:
    """Its commands may be given from any thread and return at once; ``close`` joins what it has started."""

    def __init__(
        self,
        database: Path,
        make_source: Callable[[], TranslationSource],
        *,
        writer: Writer,
        publish: Callable[[Event], None],
        clock: Callable[[], int],
        on_stored: Callable[[], None],
        options: TranslatingOptions,
        outside: Outside | None = None,
    ) -> None:
        """``outside`` translates what is opened, where the user has chosen so."""
        self._outside = outside
        self._database = database
        self._make_source = make_source
        self._made: TranslationSource | None = None
        self._making = threading.Lock()  # guards it
        self._writer = writer
        self._publish = publish
        self._clock = clock
        self._on_stored = on_stored
        self._options = options
        self._wake = threading.Event()
        self._is_stopped = False
        self._is_mended = False
        self._opened: ArticleId | None = None
        self._turns = itertools.count(1)
        self._turn = 0  # another one when another article is read, or the same one with another text
        self._seen = 0  # the turn that the thread knows
        self._outside_turn = 0  # the last one that is the engine outside's
        self._outside_done = 0  # the last one that it has done or given up
        self._is_outside_over = False  # nobody asks it any more
        self._wake_outside = threading.Event()
        self._visible: tuple[ArticleId, ...] = ()
        self._thread: threading.Thread | None = None
        self._outside_thread: threading.Thread | None = None

    def begin(self) -> None:
        """Translate from now on. What is read since the last time, is not to be translated any more."""
        for language in self._options.read - {"en"}:
            self.take_back(partial(_of_language, language))
        self._thread = threading.Thread(target=self._work, name="translating", daemon=True)
        self._thread.start()
        self._wake_all()

    def open(self, article: ArticleId) -> None:
        """Somebody reads this article; ``TranslationGrew`` tells of its parts, ``ArticlesChanged`` of its end."""
        self._opened = article
        self._leave_outside()
        self._begin_turn()
        self._wake_all()

    def leave(self) -> None:
        """Nobody reads an article."""
        self._opened = None
        self._leave_outside()
        self._begin_turn()

    def _begin_turn(self) -> None:
        turn = next(self._turns)
        if self._outside is not None and self._opened is not None and self._outside.is_ready:
            self._outside_turn = turn
        self._turn = turn

    def _wake_all(self) -> None:
        self._wake.set()
        self._wake_outside.set()
        if self._outside_turn and self._thread is not None and self._outside_thread is None and not self._is_stopped:
            thread = threading.Thread(target=self._work_outside, name="translating outside", daemon=True)
            self._outside_thread = thread
            thread.start()

    def _leave_outside(self) -> None:
        """What is asked there is for nobody any more."""
        if self._outside is not None:
            self._outside.cancel()

    def look_at(self, articles: Sequence[ArticleId]) -> None:
        """These are on the screen."""
        if self._visible != tuple(articles):
            self._visible = tuple(articles)
            self._wake.set()

    def apply(self, options: TranslatingOptions) -> None:
        """Take over what the user chose; translations from a language that is read now are taken back."""
        before, self._options = self._options, options
        for language in options.read - before.read:
            self.take_back(partial(_of_language, language))
        self._wake.set()

    def on_event(self, event: Event) -> None:
        """For the hub: something may be to do."""
        if isinstance(event, WAKING):
            if isinstance(event, LanguagesChanged):
                self._is_mended = True
            if isinstance(event, PageArrived) and event.article == self._opened:
                self._begin_turn()
                self._wake_outside.set()
            self._wake.set()

    def take_back(self, drop: Callable[[Connection], list[ArticleId]]) -> Future[None]:
        """Remove translations a few at a time, until ``drop`` finds no more; the future tells when."""
        ended: Future[None] = Future()
        gone: list[ArticleId] = []

        def job(db: Connection) -> tuple[Event, ...]:
            gone[:] = drop(db)
            return (ArticlesChanged(frozenset(), 0, frozenset(gone)),) if gone else ()

        def go_on(done: Future[None]) -> None:
            if (error := done.exception()) is not None:
                ended.set_exception(error)
            elif gone:
                self._writer.submit(job, Urgency.LATER).add_done_callback(go_on)
            else:
                ended.set_result(None)

        self._writer.submit(job, Urgency.LATER).add_done_callback(go_on)
        return ended

    def stop(self) -> None:
        """Begin nothing more. What runs ends when the engine does."""
        self._is_stopped = True
        if self._outside is not None:
            self._outside.close()
        self._wake.set()
        self._wake_outside.set()

    def close(self) -> None:
        """Wait for the threads. What is left to do is done another time."""
        self.stop()
        for thread in (self._thread, self._outside_thread):
            if thread is not None:
                thread.join()

    # On the caller's thread, for the command line

    def work_off(self, on_progress: Callable[[int], None] = lambda _: None) -> None:
        """Translate all titles and leads that wait, and return when they are stored. Raises StoreError."""
        done = 0
        with closing(open_reader(self._database)) as db, store_errors():
            steps = self._steps(db)
            while not self._is_stopped and (number := steps.titles(self._options.read)):
                done += number
                on_progress(done)
            steps.settle()

    def translate_article(self, article: ArticleId) -> None:
        """Translate all of an article, and return when it is stored. Raises StoreError."""
        with closing(open_reader(self._database)) as db, store_errors():
            steps = self._steps(db)
            while not self._is_stopped and steps.body(article, self._options.read):
                pass
            steps.settle()

    # On the threads

    def _work(self) -> None:
        with self._until_closed(), closing(open_reader(self._database)) as db:
            steps = self._steps(db)
            while not self._is_stopped:
                self._wake.clear()
                if not self._step(steps):
                    self._wake.wait(LOOK_S if self._is_restrained(steps) else None)

    def _work_outside(self) -> None:
        try:
            with self._until_closed(), closing(open_reader(self._database)) as db:
                steps = self._steps(db, self._outside)
                while not self._is_stopped:
                    self._wake_outside.clear()
                    if self._is_outside(turn := self._turn):
                        self._ask_outside(steps, turn)
                    else:
                        self._wake_outside.wait()
        finally:  # what is installed translates
            self._is_outside_over = True
            self._wake.set()

    @contextmanager
    def _until_closed(self) -> Iterator[None]:
        """A thread ends with the engine, or where the store fails; the rest of the program goes on."""
        from desktop_app.sync.translation_steps import ClosingError  # noqa: PLC0415 not before the first paint

        try:
            with store_errors():
                yield
        except ClosingError:
            pass
        except StoreError as e:
            name = threading.current_thread().name
            log.error("%s ended error=%s", name, e)  # noqa: TRY400 expected

    def _ask_outside(self, steps: Steps, turn: int) -> None:
        """Have it translate what is opened; what it leaves undone is the other thread's."""
        opened = self._opened
        steps.leave(opened)
        while opened is not None and self._turn == turn and not self._is_stopped:
            if not steps.body(opened, self._options.read, is_opened=True):
                break
        steps.settle()
        self._outside_done = turn
        self._wake.set()

    def _is_outside(self, turn: int) -> bool:
        return self._outside_turn == turn > self._outside_done and not self._is_outside_over

    def _steps(self, db: Connection, outside: Outside | None = None) -> Steps:
        from desktop_app.sync.translation_steps import Steps  # noqa: PLC0415

        return Steps(db, self._source(), self._writer, self._publish, self._clock, self._stored, outside)

    def _source(self) -> TranslationSource:
        with self._making:
            if self._made is None:
                self._made = self._make_source()
            return self._made

    def _stored(self) -> None:
        self._on_stored()
        self._wake.set()

    def _step(self, steps: Steps) -> bool:
        """Do what is most urgent; False when there is nothing to do."""
        if self._is_mended:
            self._is_mended = False
            steps.mend()
        turn, opened = self._turn, self._opened
        if self._seen != turn:
            self._seen = turn
            steps.leave(opened)
        read, visible = self._options.read, self._visible
        if opened is not None and not self._is_outside(turn) and steps.body(opened, read, is_opened=True):
            return True
        if visible and steps.titles(read, visible):
            return True
        if self._is_restrained(steps):
            return False
        return bool(steps.titles(read)) or self._ahead(steps)

    def _ahead(self, steps: Steps) -> bool:
        options = self._options
        return options.is_ahead and steps.ahead(options.read, with_edition=options.is_edition_ahead)

    def _is_restrained(self, steps: Steps) -> bool:
        return self._options.is_modest and steps.source.is_on_battery()


def _of_language(language: str, db: Connection) -> list[ArticleId]:
    from desktop_app.store import translations  # noqa: PLC0415 not at the start

    return translations.drop_of_language(db, language, DROP_AT_ONCE)
