"""What translates: engines behind one promise. Which engine there is, the composition root decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop_app.model.rendering import Rendering


class Translator(Protocol):
    """Into English."""

    def name(self, language: str) -> str:
        """What translates from this language, and its version, as shown to the reader."""
        ...

    def languages(self) -> frozenset[str]:
        """What it can translate from now: BCP 47 primary tags in lower case."""
        ...

    def translate(self, language: str, texts: Sequence[str]) -> list[Rendering | None]:
        """Each text in English, None for one that it cannot translate. Texts of one article are best given together."""
        ...


class NoTranslator:
    """Where no language is installed: everything stays in its own language, and is shown as such."""

    def name(self, language: str) -> str:
        del language
        return ""

    def languages(self) -> frozenset[str]:
        return frozenset()

    def translate(self, language: str, texts: Sequence[str]) -> list[Rendering | None]:
        del language
        return [None] * len(texts)
