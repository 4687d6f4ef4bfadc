"""
Links, bold and italics on the words of a translation that stand for the words that had them.

Each link of the original is in the English once, and no other is; so are the other marks as long as there are words to
bear them. Which words stand for which, the engine tells (``Rendering.pairs``); where it does not, words about as far
along are taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import accumulate, groupby

from desktop_app.model.document import Mark, Run, Runs, plain
from desktop_app.model.rendering import Rendering, Span
from desktop_app.notation.words import words

_BRIDGE = -0.5  # for a word in between that stands for nothing of a link: two of its words pay for up to three such
_BARRIER = float("-inf")


def move(runs: Runs, rendering: Rendering) -> Runs:
    """The runs of the English text, for runs of the original whose text was translated as a whole."""
    painting = _Painting(runs, rendering)
    groups = _groups(runs, lambda run: run.href)
    lost: list[range] = []
    for place, group in enumerate(groups, 1):
        if not painting.paint(group, len(groups) - place):
            lost.append(group)
    for group in _groups(runs, lambda run: not run.href and run.marks):
        painting.paint(group)
    made = painting.runs()
    for group in lost:  # the English is too short to bear them all
        made += [Run(" "), *runs[group.start : group.stop]]
    return tuple(made)


def _groups(runs: Runs, look: Callable[[Run], object]) -> list[range]:
    """Neighbouring runs of the same link, or of the same marks."""
    found: list[range] = []
    for value, members in groupby(range(len(runs)), key=lambda index: look(runs[index])):
        indices = list(members)
        if value:
            found.append(range(indices[0], indices[-1] + 1))
    return found


class _Painting:
    """An English text on which runs of the original are laid."""

    def __init__(self, runs: Runs, rendering: Rendering) -> None:
        self._runs = runs
        self._text = rendering.text
        self._kept = rendering.kept
        self._ends = list(accumulate(len(run.text) for run in runs))
        pairs = rendering.pairs or tuple(_by_place(rendering.text, self._ends[-1] if runs else 0))
        self._words = [target for target, _ in pairs]
        self._meant = [self._run_at((start + end) / 2) for _, (start, end) in pairs]  # the run that a word stands for
        self._is_free = [True] * len(pairs)
        self._bearers: list[int | None] = [None] * len(rendering.text)  # the run that each character bears

    def _run_at(self, place: float) -> int:
        return min(bisect_right(self._ends, place), len(self._runs) - 1)

    def paint(self, group: range, left: int = 0) -> bool:
        """Lay these runs on the words that stand for them, and leave so many for others.

        Whether there was a word to bear them.
        """
        source = plain(self._runs[group.start : group.stop])
        if not words(source):
            return False
        found = self._best(group) or self._nearest(group)
        if found is None:
            return False
        first, last = found
        last = min(last, first + max(0, sum(self._is_free) - left - 1))
        self._is_free[first : last + 1] = [False] * (last + 1 - first)
        start, end = self._widened((self._words[first][0], self._words[last][1]), source, group)
        bearer = next((m for m in self._meant[first : last + 1] if m in group), group.start)
        at = start
        for index in range(first, last + 1):
            bearer = self._meant[index] if self._meant[index] in group else bearer
            until = self._words[index][1] if index < last else end
            self._bearers[at:until] = [bearer] * (until - at)
            at = until
        return True

    def _best(self, group: range) -> Span | None:
        """The first and last of the words, neighbours and free, that stand for the group best."""
        best, found = 0.0, None
        total, start = 0.0, 0
        for index, meant in enumerate(self._meant):
            total += self._worth(index, meant, group)
            if total > best:
                best, found = total, (start, index)
            if total <= 0:
                total, start = 0.0, index + 1
        return found

    def _worth(self, index: int, meant: int, group: range) -> float:
        if not self._is_free[index]:
            return _BARRIER
        if meant in group:
            return 1.0
        return _BARRIER if self._runs[meant].href else _BRIDGE

    def _nearest(self, group: range) -> Span | None:
        """The free word about as far along as the group is."""
        free = [index for index, is_free in enumerate(self._is_free) if is_free]
        if not free:
            return None
        begins = self._ends[group.start - 1] if group.start else 0
        place = (begins + self._ends[group.stop - 1]) / 2 / max(1, self._ends[-1]) * len(self._text)
        index = min(free, key=lambda i: abs(sum(self._words[i]) / 2 - place))
        return index, index

    def _widened(self, span: Span, source: str, group: range) -> Span:
        """With the quotes and stops at its ends, where the original has some there."""
        start, end = span
        if len(group) == len(self._runs):
            return 0, len(self._text)
        if not source.strip()[-1].isalnum():
            wide = end
            while wide < len(self._text) and not self._text[wide].isspace() and self._bearers[wide] is None:
                wide += 1
            end = wide if not any(c.isalnum() for c in self._text[end:wide]) else end
        if not source.strip()[0].isalnum():
            wide = start
            while wide and not self._text[wide - 1].isspace() and self._bearers[wide - 1] is None:
                wide -= 1
            start = wide if not any(c.isalnum() for c in self._text[wide:start]) else start
        return start, end

    def runs(self) -> list[Run]:
        """The text in runs of one look each."""
        is_kept = [False] * len(self._text)
        for start, end in self._kept:
            is_kept[start:end] = [True] * (end - start)
        looks = list(zip(self._bearers, is_kept, strict=True))
        made: list[Run] = []
        for (bearer, kept), members in groupby(range(len(looks)), key=looks.__getitem__):
            indices = list(members)
            text = self._text[indices[0] : indices[-1] + 1]
            run = Run(text) if bearer is None else replace(self._runs[bearer], text=text)
            made.append(replace(run, marks=run.marks | Mark.KEPT) if kept else run)
        return made


def _by_place(text: str, source_length: int) -> Iterable[tuple[Span, Span]]:
    """Words, and where in the original something as far along would be."""
    share = source_length / max(1, len(text))
    for start, end in words(text):
        place = int((start + end) / 2 * share)
        yield (start, end), (place, place + 1)
