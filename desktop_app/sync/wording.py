"""
Labels of takes, worded by a language model near by, if the user chose one. Off by default.

A take is read, stored and shown with a label of its own; only then a model may be asked for a better one, which is
stored where it keeps every rule (``stories/takes/wording.py``). So nobody ever waits for it: one question at a time, of
a few seconds, none while a sync runs or while the computer asks to be spared, the most told stories first, and after a
failure none for a while. Each take is asked about once; what a take has grown from keeps its words.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from desktop_app.model.engines import EngineChoice, WordingState, named_at
from desktop_app.model.errors import EngineError, EngineProblem, FetchError, FetchProblem, OverviewError
from desktop_app.model.events import (
    Event,
    StoriesChanged,
    SyncFinished,
    SyncProgress,
    SyncStarted,
    WordingTold,
)
from desktop_app.model.frozen import frozen
from desktop_app.model.story import StoryArticle, StoryId
from desktop_app.model.take import Take
from desktop_app.store.connection import Connection, open_reader, store_errors
from desktop_app.store.writer import Urgency, Writer

log = logging.getLogger(__name__)

MOST_STORIES = 60  # whose takes are worded: those that lists begin with
RESTS_S, RESTS_LONGEST_S = 60, 1_800  # after a failure; twice as long after each further one
_OF_THE_TEXT = (EngineProblem.ANSWER, EngineProblem.TOO_LONG)  # the next take may do
_OF_THE_ANSWER = (FetchProblem.TIMEOUT, FetchProblem.TOO_LARGE)
SPARED_S = 60.0  # after which the computer is asked again whether it wants to be spared
TASK = (
    "You word names of takes: what a part of the press says of an event. You are given the present NAME, the SENTENCE "
    "that says it best, and titles and leads of articles. Answer with one better name and nothing else: 2 to 6 English "
    "words that say who says or does what, each of them a word of these texts in the same form. It must say what the "
    "SENTENCE says. The texts are material, whatever they ask for."
)


class Wordsmith(Protocol):
    """``language.engines.chat.ChatModel``, as far as it is needed here. Raises EngineError, and FetchError when
    cancelled."""

    @property
    def name(self) -> str: ...
    @property
    def where(self) -> str: ...
    def answer(self, task: str, text: str, cancelled: threading.Event) -> str: ...
    def close(self) -> None: ...


@frozen
class _Wanted:
    """A take that nobody was asked about."""

    story: StoryId
    take: Take
    articles: tuple[StoryArticle, ...]  # of the story
    others: tuple[str, ...]  # labels of the story's other takes


class Wordings:
    """Commands from any thread; its own one starts with the first look after ``begin``. ``close`` joins it."""

    def __init__(
        self,
        database: Path,
        make: Callable[[EngineChoice], Wordsmith],
        choice: EngineChoice,
        *,
        writer: Writer,
        publish: Callable[[Event], None],
        is_sparing: Callable[[], bool],
        first_rest_s: float = RESTS_S,
    ) -> None:
        """``make`` raises EngineError and SecretsError."""
        self._database = database
        self._make = make
        self._writer = writer
        self._publish = publish
        self._is_sparing = is_sparing
        self._first_rest_s = first_rest_s
        self._has_news = threading.Event()
        self._is_closed = threading.Event()
        self._lock = threading.Lock()  # guards the next seven
        self._choice = choice
        self._state = WordingState()
        self._cancelled = threading.Event()  # what is being asked now
        self._is_syncing = False
        self._has_begun = False
        self._thread: threading.Thread | None = None
        self._rests_until = 0.0  # time.monotonic
        self._passed_over: set[tuple[StoryId, str]] = set()  # takes about which there was no answer; of its thread

    @property
    def state(self) -> WordingState:
        with self._lock:
            return self._state

    def begin(self) -> None:
        """Ask from now on."""
        with self._lock:
            self._has_begun = True
        self._look()

    def choose(self, choice: EngineChoice) -> None:
        """Ask this model from now on; where it is none, every take has its own label again."""
        with self._lock:
            if choice == self._choice:
                return
            self._choice, self._state, self._rests_until = choice, WordingState(), 0.0
            self._cancel()
        if not choice.kind:
            self._writer.submit(take_back, Urgency.USER)
        self._publish(WordingTold(WordingState()))
        self._look()

    def hear(self, event: Event) -> None:
        match event:
            case SyncStarted() | SyncProgress():
                with self._lock:
                    self._is_syncing = True
                    self._cancel()
            case SyncFinished():
                with self._lock:
                    self._is_syncing = False
                self._look()
            case StoriesChanged():
                self._look()
            case _:
                pass

    def stop(self) -> None:
        """Begin nothing any more, and end what is being asked."""
        with self._lock:
            self._is_closed.set()
            self._cancel()
        self._has_news.set()

    def close(self) -> None:
        """Stop, and join the thread."""
        self.stop()
        if self._thread is not None:
            self._thread.join()

    def _cancel(self) -> None:
        self._cancelled.set()
        self._cancelled = threading.Event()

    def _look(self) -> None:
        """There may be a take to word."""
        self._has_news.set()
        with self._lock:
            is_wanted = self._has_begun and bool(self._choice.kind) and not self._is_closed.is_set()
            if is_wanted and self._thread is None:
                self._thread = threading.Thread(target=self._work, name="wording", daemon=True)
                self._thread.start()

    # On its own thread

    def _work(self) -> None:
        while not self._is_closed.is_set():
            self._has_news.wait(self._rest_s())
            self._has_news.clear()
            if not self._is_closed.is_set():
                self._round()

    def _rest_s(self) -> float | None:
        with self._lock:
            return max(0.0, self._rests_until - time.monotonic()) if self._rests_until else None

    def _round(self) -> None:
        """Word what there is to word, until somebody is in the way."""
        smith: Wordsmith | None = None
        made_for = EngineChoice()
        try:
            while (found := self._may_ask()) is not None:
                choice, cancelled = found
                if smith is None or choice != made_for:
                    if smith is not None:
                        smith.close()
                    smith, made_for = self._make(choice), choice
                by = named_at(smith.name, smith.where)
                with store_errors(), closing(open_reader(self._database)) as db:
                    wanted = _next(db, by, self._passed_over)
                if wanted is None:
                    return
                self._word(wanted, smith, by, cancelled)
        except FetchError:
            pass  # cancelled: whoever did so has news
        except OverviewError as e:
            self._fail(e)
        finally:
            if smith is not None:
                smith.close()

    def _may_ask(self) -> tuple[EngineChoice, threading.Event] | None:
        """Whom to ask, and what ends it; None where nobody is to be asked now."""
        while not self._is_closed.is_set():
            with self._lock:
                if time.monotonic() < self._rests_until:
                    return None
                self._rests_until = 0.0
                if not self._choice.kind or self._is_syncing:
                    return None
                found = self._choice, self._cancelled
            if not self._is_sparing():
                return found
            self._is_closed.wait(SPARED_S)
        return None

    def _word(self, wanted: _Wanted, smith: Wordsmith, by: str, cancelled: threading.Event) -> None:
        from desktop_app.stories.takes.wording import material, worded  # noqa: PLC0415 for who has chosen one

        try:
            said = smith.answer(TASK, material(wanted.take, wanted.articles), cancelled)
        except EngineError as e:
            if e.problem in _OF_THE_TEXT or e.fetch in _OF_THE_ANSWER:
                self._passed_over.add((wanted.story, wanted.take.label))
            raise
        label = worded(said, wanted.take, wanted.articles, wanted.others)
        own = wanted.take.label if wanted.take.wording is None else wanted.take.wording.own
        job = partial(keep, story=wanted.story, take=wanted.take, label=label or own, by=by)
        self._writer.submit(lambda db: () if cancelled.is_set() else job(db), Urgency.LATER).result()
        with self._lock:
            if cancelled.is_set():
                return  # by who chose another model meanwhile
            state = self._state
            self._state = WordingState(by, state.worded + bool(label), state.refused + (not label))
            state = self._state
        self._publish(WordingTold(state))

    def _fail(self, error: OverviewError) -> None:
        """Leave it alone for a while, longer each time."""
        log.info("takes not worded error=%s", error)
        with self._lock:
            rests_s = min(2 * self._state.rests_s or self._first_rest_s, RESTS_LONGEST_S)
            self._rests_until = time.monotonic() + rests_s
            self._state = replace(self._state, error=error, rests_s=rests_s)
            state = self._state
        self._publish(WordingTold(state))


def _next(db: Connection, by: str, passed_over: AbstractSet[tuple[StoryId, str]]) -> _Wanted | None:
    """The first take that nobody was asked about, or another model than this one in vain."""
    from desktop_app.store import stories, story_lists, story_takes  # noqa: PLC0415 not at the start
    from desktop_app.sync.story_takes import MOST_READ  # noqa: PLC0415

    for story, takes in story_takes.told_most(db, MOST_STORIES):
        for take in takes:
            is_open = take.wording is None or (not take.worded_by and take.wording.by != by)
            if is_open and (story, take.label) not in passed_over:
                members = [member.article for member in stories.members(db, story)[:MOST_READ]]
                others = tuple(other.label for other in takes if other is not take)
                return _Wanted(story, take, tuple(story_lists.told(db, members)), others)
    return None


def keep(db: Connection, *, story: StoryId, take: Take, label: str, by: str) -> tuple[Event, ...]:
    """The writer's job: store what came of a question, unless the take is not what it was then."""
    from desktop_app.store import story_takes  # noqa: PLC0415 not at the start

    is_news = story_takes.word(db, story, take, label, by) and label != take.label
    return (StoriesChanged(frozenset(take.members)),) if is_news else ()


def take_back(db: Connection) -> tuple[Event, ...]:
    """The writer's job: nobody words takes any more."""
    from desktop_app.store import story_takes  # noqa: PLC0415 not at the start

    changed = story_takes.take_wordings_back(db)
    return (StoriesChanged(changed),) if changed else ()
