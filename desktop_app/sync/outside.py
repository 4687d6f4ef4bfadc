"""
What a reader opens, put into English by the engine that the user chose, which is asked over the network.

The engine is made when it is first needed, since its key is asked of the keyring. One that fails is left alone for a
while, so that not each article that is opened waits for it: until then, and where it does not know a language, what is
installed translates.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from desktop_app.model.engines import EngineChoice, named_at
from desktop_app.model.errors import EngineError, EngineProblem, FetchError, FetchProblem, OverviewError
from desktop_app.model.frozen import frozen
from desktop_app.model.rendering import Rendering, Span

if TYPE_CHECKING:  # for who has chosen one
    from desktop_app.language.engines.engine import Engine
    from desktop_app.store.connection import Connection
    from desktop_app.store.memory import Remembered

log = logging.getLogger(__name__)

RESTS_S = 120  # an engine that did not answer, or not so that it is understood
RESTS_LONG_S = 1800  # one whose key, quota or model has to be seen to; a change in the settings ends it
_OF_THE_TEXT = (EngineProblem.LANGUAGE, EngineProblem.TOO_LONG)  # the next text may do
_OF_THE_MOMENT = (EngineProblem.AWAY, EngineProblem.BUSY, EngineProblem.ANSWER)


@frozen
class Met:
    """An engine as it is now: its name as the store has it, and how many words it takes after the first ones."""

    engine: str
    words_at_once: int


class Outside:
    """``choose``, ``cancel`` and ``close`` from any thread, the rest on the one that translates."""

    def __init__(
        self, make: Callable[[EngineChoice], Engine], choice: EngineChoice, clock: Callable[[], float]
    ) -> None:
        """``make`` raises EngineError and SecretsError."""
        self._make = make
        self._clock = clock
        self._lock = threading.Lock()  # guards the five below
        self._choice = choice
        self._engine: Engine | None = None
        self._rests_until = 0.0
        self._cancelled = threading.Event()
        self._is_closed = False

    def choose(self, choice: EngineChoice) -> None:
        """Use this engine from now on, with the key that the keyring has now."""
        with self._lock:
            old, self._engine, self._choice = self._engine, None, choice
            self._rests_until = 0.0
        if old is not None:
            old.close()

    def cancel(self) -> None:
        """Nobody waits any more for what is being asked."""
        with self._lock:
            self._cancelled.set()
            self._cancelled = threading.Event()

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            engine = self._engine
        if engine is not None:
            engine.close()

    @property
    def is_ready(self) -> bool:
        """Whether there is an engine to ask, and it is not left alone."""
        with self._lock:
            return bool(self._choice.kind) and not self._is_closed and self._clock() >= self._rests_until

    def meet(self, language: str) -> Met:
        """Who translates from this language.

        Raises EngineError and SecretsError where it cannot be asked or does not know it, and FetchError of CANCELLED
        where nobody waits any more.
        """
        engine, cancelled = self._made()
        if not engine.knows(language, cancelled):
            raise EngineError(EngineProblem.LANGUAGE, language, engine=engine.name)
        return Met(named_at(engine.name, engine.where), engine.words_at_once)

    def translate(
        self, db: Connection, language: str, given: Sequence[str], marked: Mapping[str, Sequence[Span]]
    ) -> tuple[list[Rendering | None], list[Remembered]]:
        """Texts in English, as ``texts.translate``, and the sentences that the memory had not. Raises as ``meet``.

        ``marked``: where links and marks are in these texts.
        """
        from desktop_app.language import texts  # noqa: PLC0415 for who has chosen an engine
        from desktop_app.language.engines.tagging import TaggingModel  # noqa: PLC0415
        from desktop_app.store.memory import unpack  # noqa: PLC0415
        from desktop_app.sync.remembering import Remembering  # noqa: PLC0415

        engine, cancelled = self._made()
        model = TaggingModel(engine, language, marked, cancelled)
        remembering = Remembering(model, language, (engine.identity,), db, model.form)
        made = texts.translate(remembering, language, given, remembering.is_refused)
        return made, [it for it in remembering.fresh if unpack(it[1]).text]  # what was left out may come another time

    def fail(self, error: OverviewError) -> None:
        """Leave it alone for a while, if it is to blame for that."""
        log.info("engine not used error=%s", error)
        problem = error.problem if isinstance(error, EngineError) else None
        if problem not in _OF_THE_TEXT:
            rests = RESTS_S if problem in _OF_THE_MOMENT else RESTS_LONG_S
            with self._lock:
                self._rests_until = self._clock() + rests

    def _made(self) -> tuple[Engine, threading.Event]:
        with self._lock:
            choice, engine, cancelled = self._choice, self._engine, self._cancelled
        if engine is not None:
            return engine, cancelled
        engine = self._make(choice)  # may wait for the keyring
        with self._lock:
            if choice == self._choice and not self._is_closed:
                self._engine = engine
                return engine, cancelled
        engine.close()
        raise FetchError("", FetchProblem.CANCELLED)
