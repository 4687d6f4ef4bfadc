"""
The demo's translator: every text of the demo world is stored with its English, and looked up.

It keeps the promise of ``language.engine.Translator``. The pipeline may ask for a paragraph, for a sentence of one, or
for a lead that was cut after some words; all three are found.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from desktop_app.model.rendering import Rendering

_NAME = "Demo phrasebook 1"

# A sentence with the space behind it. Chinese and Japanese have no space after theirs.
_SENTENCE = re.compile(r".+?(?:[.!?؟।]['\"”’»]*(?=\s|$)|[。！？][」』”]*|$)\s*", re.DOTALL)  # noqa: RUF100, RUF001
_CUT = ("…", "...")

_Book = dict[str, str]


def sentences(text: str) -> list[str]:
    """The text in its sentences, without the spaces between them."""
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]


class Phrases(Protocol):
    """Where the book is, and from which languages it translates. ``DemoWorld`` is one."""

    @property
    def translations(self) -> Path: ...
    @property
    def languages(self) -> frozenset[str]: ...


class Phrasebook:
    """From any thread. The file is read when the first text is asked for."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._books: dict[str, _Book] = {}
        self._reading = threading.Lock()

    def name(self, language: str) -> str:
        del language
        return _NAME

    def languages(self) -> frozenset[str]:
        return self._phrases.languages

    def translate(self, language: str, texts: Sequence[str]) -> list[Rendering | None]:
        """Each text in English, None for one that is not in the book."""
        with self._reading:
            if not self._books:
                self._books = _read(self._phrases.translations)
        book = self._books.get(language, {})
        found = (_look_up(book, " ".join(text.split())) for text in texts)
        return [None if english is None else Rendering(english) for english in found]


def _read(file: Path) -> dict[str, _Book]:
    books: dict[str, _Book] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        book = books.setdefault(row["language"], {})
        source, english = " ".join(row["source"].split()), row["english"]
        book[source] = english
        parts, english_parts = sentences(source), sentences(english)
        if len(parts) == len(english_parts) > 1:
            for part, english_part in zip(parts, english_parts, strict=True):
                book.setdefault(part, english_part)
    return books


def _look_up(book: _Book, text: str) -> str | None:
    if text in book:
        return book[text]
    found = [book.get(part) or _beginning(book, part) for part in sentences(text)]
    known = [english for english in found if english]
    return " ".join(known) if known and len(known) == len(found) else None


def _beginning(book: _Book, part: str) -> str | None:
    """The English of the beginning of a text, cut at a word about as far along."""
    start = part.removesuffix(_CUT[0]).removesuffix(_CUT[1]).rstrip()
    if start == part or not start:
        return None
    for source, english in book.items():
        if source.startswith(start):
            length = len(english) * len(start) // len(source)
            return english[: max(length, 1)].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
    return None
