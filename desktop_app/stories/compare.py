"""
What one side of a story says and the others do not: the words by which the texts of a take differ from the others'.

A word is one-sided when so many of its side's texts have it and so few of the others' that chance would hardly bring it
about: Fisher's exact test, one-tailed (R. A. Fisher 1922, "On the interpretation of chi-squared from contingency
tables"), on how many texts have the word. Takes have few texts, for which other tests' approximations do not hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from math import comb

from desktop_app.notation.telling_words import key_of
from desktop_app.stories.terms import terms

CHANCE = 0.1  # the most that a word's one-sidedness may be due to chance: a handful of texts proves no more
FEWEST = 2  # texts of a side that have the word

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def one_sided(sides: Sequence[Sequence[str]]) -> tuple[frozenset[str], ...]:
    """For the texts of each side, the words' keys that stand in them and hardly in the other sides'.

    Copies of one text should be given once. Sides of a single text have none: one text proves nothing.
    """
    holders = [Counter(term for text in texts for term in set(terms(text))) for texts in sides]
    totals = [len(texts) for texts in sides]
    return tuple(
        frozenset(
            term
            for term, has in holders[side].items()
            if has >= FEWEST
            and _chance(has, totals[side], _others(holders, side, term), sum(totals) - totals[side]) <= CHANCE
        )
        for side in range(len(sides))
    )


def _others(holders: Sequence[Counter[str]], side: int, term: str) -> int:
    return sum(counts[term] for other, counts in enumerate(holders) if other != side)


def _chance(has: int, of: int, others_have: int, others: int) -> float:
    """How likely so many holders would be on this side if the word had no side (hypergeometric, upper tail)."""
    holders, texts = has + others_have, of + others
    ways = sum(comb(holders, k) * comb(texts - holders, of - k) for k in range(has, min(holders, of) + 1))
    return ways / comb(texts, of)


def marked(sentence: str, keys: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Where words with these keys stand in a sentence, as slices."""
    return tuple(
        (word.start(), word.end())
        for word in _WORD.finditer(sentence)
        if key_of(word[0].replace("’", "'").removesuffix("'s")) in keys
    )
