"""
The articles that a new one is compared with: those of the last days, found by their rare words.

An inverted index gives the articles with the same rare words; the best of them are compared in full. How rare a word is
changes as articles come, so it is counted when it is asked for, and nothing that depends on it is kept. Not for several
threads.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.model.article import ArticleId
from desktop_app.stories.grouping import evidence, meaning
from desktop_app.stories.grouping.terms import NAMES, TERM_BITS, Terms

CANDIDATES = 48  # articles that are compared in full
LOOKED_AT = 8_000  # entries of the index for one article, the rarest words first: bounds the time in large windows
IN_TITLES = 0.7  # of the articles that have a name: an event's stands in titles, the Supreme Court's everywhere
ENOUGH_WORDS = 6  # are looked up in any case
SHY = 20  # articles, by which the middle of a young window is nearer to that of English as a whole
_HALF_LIFE_DAYS = 20.0  # of a candidate's promise

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article as the window keeps it."""

    id: ArticleId
    terms: Terms
    day: float | None  # when it was published, in days since the epoch; None where nobody knows


class Window:
    def __init__(self) -> None:
        self._holders = np.zeros(1 << TERM_BITS, np.int32)  # of each term: in how many articles it is
        self._titles = np.zeros(1 << TERM_BITS, np.int32)  # and in how many of their titles
        self._places: dict[int, int | array[int]] = {}  # of each term: the slots of those articles, often one
        self._asked = np.zeros(1 << TERM_BITS, np.uint8)  # how the article that is compared says each; zero in between
        self._slots: dict[ArticleId, int] = {}
        self._ids: list[ArticleId] = []
        self._days = np.full(1024, np.nan, np.float32)
        self._is_here = np.zeros(1024, np.bool_)
        self._promise = np.zeros(1024, np.float32)
        self._directions = np.zeros((1024, meaning.DIMENSIONS), np.int8)
        self._pointed = np.zeros(meaning.DIMENSIONS)  # the sum of those
        self._starts = np.zeros(1025, np.int64)
        self._numbers = np.zeros(1 << 15, np.int32)
        self._said = np.zeros(1 << 15, np.uint8)  # in the title << 2 | in the text
        self._number = 0  # of articles that are here

    def __len__(self) -> int:
        return self._number

    def __contains__(self, article: ArticleId) -> bool:
        return article in self._slots

    @property
    def gone(self) -> int:
        """How many articles were taken out and still take room."""
        return len(self._ids) - self._number

    def add(self, arrival: Arrival) -> None:
        """Take an article in; one that is here already is taken out first."""
        self.remove(arrival.id)
        slot, start, size = len(self._ids), int(self._starts[len(self._ids)]), len(arrival.terms.numbers)
        self._make_room(slot + 1, start + size)
        numbers = np.array(arrival.terms.numbers, np.int32)
        self._numbers[start : start + size] = numbers
        self._said[start : start + size] = np.array(arrival.terms.in_title, np.uint8) << 2 | np.array(
            arrival.terms.in_text, np.uint8
        )
        self._starts[slot + 1] = start + size
        self._days[slot] = np.nan if arrival.day is None else arrival.day
        self._directions[slot] = meaning.direction_of(arrival.terms)
        self._pointed += self._directions[slot]
        self._is_here[slot] = True
        self._ids.append(arrival.id)
        self._slots[arrival.id] = slot
        self._holders[numbers] += 1
        self._titles[numbers] += np.array(arrival.terms.in_title, np.int32)
        for number in arrival.terms.numbers:
            places = self._places.get(number)
            if places is None:
                self._places[number] = slot
            elif isinstance(places, int):
                self._places[number] = array("i", (places, slot))
            else:
                places.append(slot)
        self._number += 1

    def remove(self, article: ArticleId) -> None:
        slot = self._slots.pop(article, None)
        if slot is None:
            return
        self._is_here[slot] = False
        self._pointed -= self._directions[slot]
        self._holders[self._terms_in(slot)] -= 1
        self._titles[self._terms_in(slot)] -= (self._said_in(slot) >> 2).astype(np.int32)
        self._number -= 1

    def like(self, article: ArticleId, at_least: float) -> dict[ArticleId, float]:
        """The other articles that likely tell of the same event, and how likely: ``at_least`` to 1."""
        slots = self.candidates(article)
        if not len(slots):
            return {}
        likely = evidence.likelihood(self.measures(article, slots))
        return {self._ids[slot]: float(p) for slot, p in zip(slots, likely, strict=True) if p >= at_least}

    def ids_at(self, slots: Ints) -> list[ArticleId]:
        return [self._ids[slot] for slot in slots]

    def candidates(self, article: ArticleId) -> Ints:
        """The slots of the articles that have most of the rare words of this one."""
        slot = self._slots[article]
        numbers = self._terms_in(slot)
        said = self._said_in(slot)
        rarity = self._rarity(numbers)
        looked_at = 0
        promise = self._promise
        for turn, place in enumerate(np.argsort(self._holders[numbers], kind="stable")):
            places = self._places[int(numbers[place])]
            slots = np.array((places,)) if isinstance(places, int) else np.frombuffer(places, np.int32)
            looked_at += len(slots)
            if looked_at > LOOKED_AT and turn >= ENOUGH_WORDS:
                break
            promise[slots] += rarity[place] ** 2 * (1 + (said[place] >> 2 > 0))
        end = len(self._ids)
        promise[slot] = 0
        found = np.flatnonzero(promise[:end])
        worth = promise[found] * self._is_here[found]
        promise[found] = 0
        lengths = self._starts[found + 1] - self._starts[found]
        worth *= np.exp2(-self._days_from(slot, found) / _HALF_LIFE_DAYS) / np.sqrt(lengths + 4.0)
        best = (
            np.argpartition(-worth, CANDIDATES - 1)[:CANDIDATES] if len(found) > CANDIDATES else np.arange(len(found))
        )
        chosen: Ints = found[best[worth[best] > 0]].astype(np.int32)
        return chosen

    def measures(self, article: ArticleId, slots: Ints) -> evidence.Floats:
        """What the comparison with each of these, at least one, is judged by."""
        slot = self._slots[article]
        own, own_title, own_full = self._weighed(slot)
        own_rarity = self._rarity(own) * (own < NAMES)
        is_own_title = own_title > 0
        self._asked[own] = self._said_in(slot)
        starts, ends = self._starts[slots], self._starts[slots + 1]
        sizes = ends - starts
        offsets = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        entries = np.arange(int(sizes.sum())) + np.repeat(starts - offsets, sizes)
        numbers, title, full = self._numbers[entries], *self._logs(self._said[entries])
        rarity = self._rarity(numbers)
        is_word = numbers < NAMES
        asked_title, asked = self._logs(self._asked[numbers])
        self._asked[own] = 0
        is_event = ~is_word & (self._titles[numbers] >= IN_TITLES * self._holders[numbers])
        rarity = rarity * is_word
        square = rarity * rarity

        def sums(values: evidence.Floats) -> evidence.Floats:
            added: evidence.Floats = np.add.reduceat(values, offsets)
            return added

        own_square = own_rarity * own_rarity
        own_mass, own_title_mass = own_rarity.sum(), (own_rarity * is_own_title).sum()
        has, has_title, is_title = asked > 0, asked_title > 0, title > 0
        masses, title_masses = sums(rarity), sums(rarity * is_title)
        here_of_theirs, there_of_ours = sums(rarity * (is_title & has)), sums(rarity * has_title)
        return evidence.measures(
            cosine=_cosine(sums(full * asked * square), (own_full**2 * own_square).sum(), sums(full * full * square)),
            title_cosine=_cosine(
                sums(title * asked_title * square), (own_title**2 * own_square).sum(), sums(title * title * square)
            ),
            shared=sums(rarity * has),
            title_shares=(here_of_theirs / np.maximum(title_masses, 1e-9) + there_of_ours / max(own_title_mass, 1e-9))
            / 2,
            names=np.minimum(sums((is_event & has_title & is_title).astype(np.float64)), 1.0),
            title_mass=here_of_theirs + there_of_ours,
            masses=np.log1p(masses) + np.log1p(own_mass),
            title_masses=np.log1p(title_masses) + np.log1p(own_title_mass),
            meaning=meaning.alike(
                self._directions[slot],
                self._directions[slots],
                (self._pointed / (self._number + SHY)).astype(np.float32),
            ).astype(np.float64),
            days=self._days_from(slot, slots).astype(np.float64),
        )

    def overlap(self, one: ArticleId, other: ArticleId) -> tuple[int, int]:
        """How many terms both have, and how many either has."""
        first, second = self._terms_in(self._slots[one]), self._terms_in(self._slots[other])
        shared = len(np.intersect1d(first, second, assume_unique=True))
        return shared, len(first) + len(second) - shared

    # Inside

    def _terms_in(self, slot: int) -> Ints:
        return self._numbers[self._starts[slot] : self._starts[slot + 1]]

    def _said_in(self, slot: int) -> npt.NDArray[np.uint8]:
        return self._said[self._starts[slot] : self._starts[slot + 1]]

    def _weighed(self, slot: int) -> tuple[Ints, evidence.Floats, evidence.Floats]:
        return self._terms_in(slot), *self._logs(self._said_in(slot))

    @staticmethod
    def _logs(said: npt.NDArray[np.uint8]) -> tuple[evidence.Floats, evidence.Floats]:
        """How much a word is said in the title, and in title and text together, where the title counts twice."""
        title, text = said >> 2, said & 3
        return _LOGS[title], _LOGS[2 * title + text]

    def _rarity(self, numbers: Ints) -> evidence.Floats:
        """0 to 1."""
        total = self._number + 1
        rarity: evidence.Floats = np.log1p(total / (self._holders[numbers] + 1)) / np.log1p(total)
        return rarity

    def _days_from(self, slot: int, others: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        """How far apart, in days; none where that is not known."""
        apart: npt.NDArray[np.float32] = np.nan_to_num(np.abs(self._days[others] - self._days[slot]))
        return apart

    def _make_room(self, slots: int, entries: int) -> None:
        if slots > len(self._days):
            more = len(self._days)
            self._days = np.concatenate((self._days, np.full(more, np.nan, np.float32)))
            self._is_here = np.concatenate((self._is_here, np.zeros(more, np.bool_)))
            self._directions = np.concatenate((self._directions, np.zeros_like(self._directions)))
            self._promise = np.zeros(2 * more, np.float32)
            self._starts = np.concatenate((self._starts, np.zeros(more, np.int64)))
        if entries > len(self._numbers):
            more = max(len(self._numbers), entries)
            self._numbers = np.concatenate((self._numbers, np.zeros(more, np.int32)))
            self._said = np.concatenate((self._said, np.zeros(more, np.uint8)))


_LOGS = np.array([0.0, *(1 + np.log(np.arange(1, 10)))])  # said so often


def _cosine(products: evidence.Floats, own: float, theirs: evidence.Floats) -> evidence.Floats:
    cosine: evidence.Floats = np.clip(products / np.maximum(np.sqrt(own * theirs), 1e-9), 0.0, 1.0)
    return cosine
