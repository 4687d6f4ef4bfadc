"""What translates: engines behind one promise. Which engine there is, the composition root decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Translator(Protocol):
    """Into English."""

    @property
    def name(self) -> str:
        """Engine and version, as shown to the reader."""
        ...

    def languages(self) -> frozenset[str]:
        """What it can translate from now: BCP 47 primary tags in lower case."""
        ...

    def translate(self, language: str, texts: Sequence[str]) -> list[str | None]:
        """Each text in English, None for one that it cannot translate."""
        ...


class NoTranslator:
    """Where no language is installed: everything stays in its own language, and is shown as such."""

    name = ""

    def languages(self) -> frozenset[str]:
        return frozenset()

    def translate(self, language: str, texts: Sequence[str]) -> list[str | None]:
        del language
        return [None] * len(texts)
