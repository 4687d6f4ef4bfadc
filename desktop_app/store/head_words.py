"""
The telling words of an article's head, its title and lead: what articles about one event have in common. Pure.

Words are compared without case and accents and, in Latin letters, without the plural's ending. Words that any two
articles share are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise

from desktop_app.notation.telling_words import SHORTEST_STEMMED, Word, words

LEAD_WORDS = 60  # of the lead; what stands further down is background

_PAIRED = 3  # letters: what is shorter is a piece of a text that is written without spaces

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Head:
    """The telling words of a title and a lead in their order."""

    title: tuple[Word, ...]
    lead: tuple[Word, ...]

    def weights(self) -> dict[str, float]:
        """How often each word is said; once in the title counts twice."""
        said: dict[str, float] = {}
        for said_there, times in ((self.title, 2.0), (self.lead, 1.0)):
            for word in said_there:
                said[word.key] = said.get(word.key, 0.0) + times
        return said

    def pairs(self) -> dict[Pair, tuple[str, str]]:
        """Telling words that follow each other in the title, and how they are written there."""
        return {
            (first.key, second.key): (first.text, second.text)
            for first, second in pairwise(self.title)
            if second.follows and min(len(first.text), len(second.text)) >= _PAIRED
        }


def head(title: str, lead: str) -> Head:
    return Head(tuple(words(title)), tuple(islice(words(lead), LEAD_WORDS)))


def forms(key: str) -> tuple[str, ...]:
    """The words that have this key: the index keeps words as they are written."""
    is_too_short = len(key) < SHORTEST_STEMMED - 1 and not key.endswith("x")
    if is_too_short or not key.isascii() or key.isdigit():
        return (key,)
    if key.endswith("y"):
        return (key, key + "s", key[:-1] + "ies")
    if key.endswith(("s", "x", "sh", "ch")):
        return (key, key + "es")
    return (key, key + "s")
