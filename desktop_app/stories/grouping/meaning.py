"""
What an article is about, beyond the very words that it uses: "quake" and "tremor" point the same way.

Each of fifty thousand English words has a direction (``resources/stories/vectors.npz``, made of word vectors by
``packaging/prepare_vectors.py``), an article the mean of its words' directions, each word weighed by how rare it is in
the English language. How alike two articles are is the cosine of theirs. Alone that tells events badly apart: two
floods point the same way. So it is one measure among others (``evidence.py``). Words are known by the numbers that
terms have, so nothing is stored beside those.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from desktop_app import assets
from desktop_app.stories.grouping.terms import NAMES, Terms, terms_of

DIMENSIONS = 48
FULL = 127  # length of a direction, in whole numbers
FLOOR = 0.5  # likeness below which two articles only tell different sides, which says nothing against one event
_FEWEST_KNOWN, _SHARE_KNOWN = 3, 0.5  # words, and of all words: what has fewer is not in English

Direction = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float32]

_LOGS = np.log1p(np.arange(8, dtype=np.float32))  # said so often, in the title counted twice

NO_DIRECTION: Direction = np.zeros(DIMENSIONS, np.int8)


class _Vectors:
    """The words' directions, by the numbers of their terms."""

    def __init__(self) -> None:
        with np.load(assets.path("stories", "vectors.npz")) as archive:
            self._numbers: npt.NDArray[np.int32] = archive["numbers"]  # rising
            self._directions: npt.NDArray[np.int8] = archive["directions"]
            self._weights: Floats = archive["weights"].astype(np.float32)
            self._middle: Floats = archive["middle"].astype(np.float32)  # of English as it is written

    def mean(self, numbers: npt.NDArray[np.int32], said: npt.NDArray[np.uint8]) -> Direction:
        """The direction of an article of these words, each of them said so often (``_LOGS``)."""
        rows = np.searchsorted(self._numbers, numbers)
        rows[rows == len(self._numbers)] = 0
        is_known = self._numbers[rows] == numbers
        rows = rows[is_known]
        if len(rows) < _FEWEST_KNOWN or len(rows) < _SHARE_KNOWN * len(numbers):
            return NO_DIRECTION
        weights = self._weights[rows] * _LOGS[said[is_known]]
        mean = weights @ self._directions[rows] - (FULL * weights.sum()) * self._middle
        length = math.sqrt(mean @ mean)
        return np.rint(mean * (FULL / length)).astype(np.int8) if length else NO_DIRECTION


@lru_cache(maxsize=1)
def _vectors() -> _Vectors:
    return _Vectors()


def direction_of(terms: Terms) -> Direction:
    """Where an article points; ``NO_DIRECTION`` where too few of its words are known."""
    numbers = np.array(terms.numbers, np.int32)
    is_word = numbers < NAMES
    said = 2 * np.array(terms.in_title, np.uint8) + np.array(terms.in_text, np.uint8)
    return _vectors().mean(numbers[is_word], said[is_word])


def alike(own: Direction, others: npt.NDArray[np.int8], middle: Floats) -> Floats:
    """How alike a direction is to each row of others, ``FLOOR`` to 1: the cosine, as seen from the middle of them all.

    ``FLOOR`` too where one of them is none: nothing is known then.
    """
    own_from, others_from = own - middle, others - middle
    lengths = np.sqrt((own_from @ own_from) * np.einsum("ij,ij->i", others_from, others_from))
    cosines = others_from @ own_from / np.maximum(lengths, 1.0)
    is_known = others.any(axis=1) & own.any()
    found: Floats = np.where(is_known, np.maximum(cosines, FLOOR), FLOOR).astype(np.float32)
    return found


def meaning_of(articles: Sequence[tuple[str, str]], own: int) -> list[float | None]:
    """How alike in meaning each article (title and text) is to the one of them at ``own``, -1 to 1; None where nobody
    knows.
    """
    directions = [direction_of(terms_of(title, text)).astype(np.float32) for title, text in articles]
    middle = directions[own]
    return [float(middle @ one) / FULL**2 if middle.any() and one.any() else None for one in directions]
