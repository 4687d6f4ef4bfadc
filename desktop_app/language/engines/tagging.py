"""An engine that is asked over the network, as a model of sentences: ``texts.translate`` splits, checks and joins."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence

from desktop_app.language.engines.engine import Engine
from desktop_app.language.engines.tags import rendering, tagged, untagged
from desktop_app.model.errors import EngineError, EngineProblem
from desktop_app.model.rendering import Rendering, Span


class TaggingModel:
    """Keeps ``SentenceModel``'s promise, for texts of which it is told where their links and marks are.

    Raises EngineError, and FetchError when cancelled.
    """

    def __init__(
        self, engine: Engine, language: str, marked: Mapping[str, Sequence[Span]], cancelled: threading.Event
    ) -> None:
        self._engine = engine
        self._language = language
        self._marked = marked
        self._cancelled = cancelled

    def form(self, sentence: str) -> str:
        """What the engine is asked: by this its answer may be remembered."""
        spans = self._spans(sentence)
        return tagged(sentence, spans) if spans else sentence

    def translate(self, sentences: Sequence[str]) -> list[Rendering]:
        made: dict[str, Rendering] = {}
        spans = {sentence: self._spans(sentence) for sentence in sentences}
        plain = [sentence for sentence in spans if not spans[sentence]]
        for sentence, english in zip(plain, self._asked(plain, is_tagged=False), strict=True):
            made[sentence] = untagged(sentence, english)
        linked = [sentence for sentence in spans if spans[sentence]]
        asked = [tagged(sentence, spans[sentence]) for sentence in linked]
        for sentence, english in zip(linked, self._asked(asked, is_tagged=True), strict=True):
            made[sentence] = rendering(sentence, spans[sentence], english)
        return [made[sentence] for sentence in sentences]

    def _asked(self, sentences: Sequence[str], *, is_tagged: bool) -> list[str]:
        english: list[str] = []
        for some in _portions(sentences, *self._engine.most_at_once):
            english += self._asked_once(some, is_tagged=is_tagged)
        return [" ".join(one.split()) for one in english]

    def _asked_once(self, some: Sequence[str], *, is_tagged: bool) -> list[str]:
        try:
            return self._engine.translate(self._language, some, self._cancelled, is_tagged=is_tagged)
        except EngineError as e:
            if e.problem is not EngineProblem.TOO_LONG or len(some) == 1:
                raise
        half = len(some) // 2  # each server has limits of its own
        first, second = some[:half], some[half:]
        return [
            *self._asked_once(first, is_tagged=is_tagged),
            *self._asked_once(second, is_tagged=is_tagged),
        ]

    def _spans(self, sentence: str) -> tuple[Span, ...]:
        """Where links and marks are in a sentence of one of the texts."""
        for text, spans in self._marked.items():
            at = text.find(sentence)
            if at >= 0 and (inside := tuple(_inside(spans, at, at + len(sentence)))):
                return inside
        return ()


def _inside(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """The parts of spans that lie in a stretch of the text, but for one that is all of it."""
    for first, last in spans:
        first, last = max(first, start), min(last, end)  # noqa: PLW2901
        if first < last and last - first < end - start:
            yield first - start, last - start


def _portions(texts: Sequence[str], most: int, most_characters: int) -> Iterator[list[str]]:
    portion: list[str] = []
    for text in texts:
        if portion and (len(portion) == most or sum(map(len, portion)) + len(text) > most_characters):
            yield portion
            portion = []
        portion.append(text)
    if portion:
        yield portion
