"""
Languages that are installed and removed while the program runs: one after the other, on a thread that waits for them.

What is paused, or ends with the program, goes on where it stopped. ``InstallChanged`` tells how it goes,
``LanguagesChanged`` that there are other languages now.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.model.errors import FetchError, FetchProblem, OverviewError
from desktop_app.model.events import Event, InstallChanged, LanguagesChanged
from desktop_app.model.frozen import frozen
from desktop_app.model.translating import Install, InstallPhase

if TYPE_CHECKING:  # not before somebody looks at languages
    from desktop_app.library.languages import Language, Languages

log = logging.getLogger(__name__)

_TOLD_EACH = 1 << 18  # bytes


@frozen
class _Wish:
    language: str
    source: Path | None  # files at hand; None: from the web


class Installing:
    """From any thread; ``close`` joins the thread. ``make`` gets the addresses that the user chose."""

    def __init__(
        self,
        make: Callable[[tuple[str, ...]], Languages] | None,
        publish: Callable[[Event], None],
        sources: tuple[str, ...],
    ) -> None:
        """Without ``make`` there are no languages."""
        self._make = make
        self._publish = publish
        self._sources = sources
        self._made: Languages | None = None
        self._lock = threading.Lock()  # guards the four below: several threads ask, one works
        self._wishes: queue.SimpleQueue[_Wish | None] = queue.SimpleQueue()
        self._cancels: dict[str, threading.Event] = {}
        self._states: dict[str, Install] = {}
        self._thread: threading.Thread | None = None
        self._is_closed = False

    @property
    def is_possible(self) -> bool:
        return self._make is not None

    def all(self) -> tuple[Language, ...]:
        """Every language that there is a model for. Looks at the disk: some milliseconds."""
        languages = self._languages()
        return () if languages is None else languages.all()

    @property
    def origin(self) -> tuple[str, str, str]:
        """Whose models they are, their licence, and its address."""
        languages = self._languages()
        if languages is None:
            return "", "", ""
        return languages.manifest.engine, languages.manifest.licence, languages.manifest.licence_url

    @property
    def shipped_sources(self) -> tuple[str, ...]:
        """The addresses that models come from unless the user chose others."""
        languages = self._languages()
        return () if languages is None else languages.manifest.bases

    def _languages(self) -> Languages | None:
        with self._lock:
            if self._made is None and self._make is not None:
                self._made = self._make(self._sources)
            return self._made

    def choose_sources(self, sources: tuple[str, ...]) -> None:
        """Download from these addresses from now on."""
        with self._lock:
            if sources != self._sources:
                self._sources, self._made = sources, None

    def state(self, language: str) -> Install | None:
        """How an installation goes, or how the last one ended; None where there was none."""
        return self._states.get(language)

    def install(self, language: str, source: Path | None = None) -> None:
        """Install or update a language, or go on with it; from files where they are given."""
        with self._lock:
            if self._is_closed or self._make is None or _is_open(self._states.get(language)):
                return
            self._cancels[language] = threading.Event()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="languages", daemon=True)
                self._thread.start()
        self._tell(Install(language, InstallPhase.WAITING))
        self._wishes.put(_Wish(language, source))

    def pause(self, language: str) -> None:
        """Stop it; what has come is kept."""
        cancel = self._cancels.get(language)
        if cancel is not None:
            cancel.set()

    def remove(self, language: str) -> None:
        """Raises ModelError."""
        languages = self._languages()
        if languages is not None:
            languages.remove(language)
            self._states.pop(language, None)
            self._publish(LanguagesChanged())

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            thread = self._thread
        for cancel in list(self._cancels.values()):
            cancel.set()
        if thread is not None:
            self._wishes.put(None)
            thread.join()

    def _work(self) -> None:
        while (wish := self._wishes.get()) is not None:
            if not self._is_closed:
                self._do(wish)

    def _do(self, wish: _Wish) -> None:
        language, cancel = wish.language, self._cancels[wish.language]
        languages = self._languages()
        if languages is None:
            return
        told = 0

        def progress(there: int, size: int) -> None:
            nonlocal told
            if there - told >= _TOLD_EACH or there >= size:
                told = there
                self._tell(Install(language, InstallPhase.RUNNING, there, size))

        try:
            if wish.source is None:
                languages.install(language, cancelled=cancel, progress=progress)
            else:
                languages.install_from(language, wish.source)
        except FetchError as e:
            phase = InstallPhase.PAUSED if e.problem is FetchProblem.CANCELLED else InstallPhase.FAILED
            self._end(language, phase, e)
        except OverviewError as e:
            self._end(language, InstallPhase.FAILED, e)
        else:
            self._tell(Install(language, InstallPhase.DONE))
            self._publish(LanguagesChanged())

    def _end(self, language: str, phase: InstallPhase, error: OverviewError) -> None:
        before = self._states[language]
        log.info("language not installed language=%s phase=%s error=%s", language, phase, error)
        self._tell(Install(language, phase, before.there, before.size, error))

    def _tell(self, state: Install) -> None:
        self._states[state.language] = state
        self._publish(InstallChanged(state))


def _is_open(state: Install | None) -> bool:
    return state is not None and state.phase in (InstallPhase.WAITING, InstallPhase.RUNNING)
