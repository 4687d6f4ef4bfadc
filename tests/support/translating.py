"""
A store in which articles wait for their English, and a translator that answers at once, for the tests of what is
translated when.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from desktop_app.model.article import Article, NewArticle
from desktop_app.model.events import Event, TranslationGrew
from desktop_app.model.rendering import Rendering
from desktop_app.store import articles, memory
from desktop_app.store.connection import open_reader
from desktop_app.store.memory import Remembered
from desktop_app.store.writer import Urgency, Writer
from desktop_app.sync.outside import Outside
from desktop_app.sync.translating import Translating, TranslatingOptions
from desktop_app.sync.translation_steps import TranslationSource
from tests.support.stores import NOW, connect, feed_id, new, text

WAIT_S = 20


class Upper:
    """English is the same in capitals. Waits at a gate where there is one."""

    def __init__(self) -> None:
        self.known = {"es", "pt"}
        self.asked: list[list[str]] = []
        self.languages_asked: list[str] = []
        self.fails: Callable[[str, Sequence[str]], Exception | None] = lambda _language, _texts: None
        self.gate = threading.Semaphore(1_000)
        self.told: list[tuple[str, str]] = []
        self.is_on_battery = False
        self.fresh: list[Remembered] = []

    def name(self, language: str) -> str:
        return f"upper {language}"

    def languages(self) -> frozenset[str]:
        return frozenset(self.known)

    def translate(self, language: str, texts: Sequence[str]) -> list[Rendering | None]:
        assert self.gate.acquire(timeout=WAIT_S)
        self.asked.append(list(texts))
        self.languages_asked.append(language)
        if (error := self.fails(language, texts)) is not None:
            raise error
        self.fresh += [(memory.key(t), memory.pack(Rendering(t.upper()))) for t in texts]
        return [Rendering(t.upper()) for t in texts]

    def detect(self, texts: list[tuple[str, str]]) -> list[str]:
        """What the text begins with in brackets, else what is declared."""
        self.told += texts
        return [t[1:3] if t.startswith("[") else declared for t, declared in texts]

    def take_fresh(self) -> list[Remembered]:
        fresh, self.fresh = self.fresh, []
        return fresh


class Desk:
    def __init__(
        self,
        path: Path,
        *given: NewArticle,
        options: TranslatingOptions | None = None,
        outside: Outside | None = None,
    ) -> None:
        self.path = path
        self.upper = Upper()
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        with closing(connect(path)) as db:
            self.ids = articles.add(db, feed_id(db), given, NOW)
        self.writer = Writer(path, self._hear)
        self.translating = Translating(
            path,
            lambda: TranslationSource(
                self.upper, self.upper.detect, self.upper.take_fresh, lambda: self.upper.is_on_battery
            ),
            writer=self.writer,
            publish=self._hear,
            clock=lambda: NOW,
            on_stored=lambda: None,
            options=options or TranslatingOptions(),
            outside=outside,
        )

    def _hear(self, event: Event) -> None:
        self.events.put(event)
        self.translating.on_event(event)

    def article(self, number: int) -> Article:
        with closing(open_reader(self.path)) as db:
            found = articles.article(db, self.ids[number])
        assert found is not None
        return found

    def is_whole(self, number: int) -> bool:
        made = self.article(number).translation
        return made is not None and made.is_whole

    def titles(self) -> list[str]:
        return [self.article(n).row.title for n in range(len(self.ids))]

    def until(self, holds: Callable[[], bool]) -> list[Event]:
        """What happens until then."""
        seen: list[Event] = []
        while not holds():
            seen.append(self.events.get(timeout=WAIT_S))
        return seen

    def arrived(self) -> list[Event]:
        """What has happened and nobody has asked for yet."""
        return [self.events.get_nowait() for _ in range(self.events.qsize())]

    def grown(self) -> TranslationGrew:
        while not isinstance(event := self.events.get(timeout=WAIT_S), TranslationGrew):
            pass
        return event

    def write(self, call: Callable[..., object]) -> None:
        self.writer.submit(lambda db: (call(db), ())[1], Urgency.USER).result()

    def work_off(self) -> None:
        self.translating.work_off()

    def close(self) -> None:
        self.translating.stop()
        self.upper.gate.release(1_000)
        self.translating.close()
        self.writer.close()


MakeDesk = Callable[..., Desk]


def of(number: int, language: str = "es", *paragraphs: str, title: str = "") -> NewArticle:
    return new(number, title or f"titulo {number}", language=language, document=text(*paragraphs or ("el texto",)))
