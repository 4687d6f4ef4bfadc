"""The words of a story that carry its meaning: those by which articles are grouped too."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from desktop_app.notation import telling_words

_LIKE = 6


@lru_cache(maxsize=8192)
def terms(text: str) -> tuple[str, ...]:
    """What the telling words of a text are compared by, in their order."""
    return tuple(telling_words.keys(text))


def beginnings(words: Iterable[str]) -> frozenset[str]:
    """The first six letters of each: "resigns" and "resignation" are of one word."""
    return frozenset(word[:_LIKE] for word in words)
