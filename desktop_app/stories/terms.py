"""The words of a story that carry its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from desktop_app.stories.words import words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_LIKE = 6

# English function words, and the words with which news speaks of itself
STOP = words("stop")


def stem(word: str) -> str:
    """A word in small letters without the ending of a plural or a genitive."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(word) > 4 and word.isascii():
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith("sses"):
            return word[:-2]
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return word[:-1]
    return word


@lru_cache(maxsize=8192)
def terms(text: str) -> tuple[str, ...]:
    """The stems of the words that are no function words, in the order of the text."""
    words = (found[0].lower() for found in _WORD.finditer(text))
    return tuple(stem(word) for word in words if len(word) > 1 and word not in STOP)


def beginnings(words: Iterable[str]) -> frozenset[str]:
    """The first six letters of each: "resigns" and "resignation" are of one word."""
    return frozenset(word[:_LIKE] for word in words)
