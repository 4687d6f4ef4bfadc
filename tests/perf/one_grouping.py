"""
Groups 500 new articles, fifty at a time, in a window of a given size: ``python -m tests.perf.one_grouping N FILE...``.

There are fewer real articles than that: further ones are copies of real ones in which every word that is not common is
another word, so that a copy of an event is an event of its own.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from desktop_app.model.article import ArticleId
from desktop_app.model.story import StoryId
from desktop_app.stories.grouping.grouper import Grouper, Membership
from desktop_app.stories.grouping.terms import NAMES, Terms, terms_of
from desktop_app.stories.grouping.window import Arrival
from tests.perf.grouping import lines
from tests.support.memory import peak_mb

BASE = 4_000  # real articles, of four files with three times as many
SHARE = 0.35
NEW, AT_ONCE = 500, 50
COMMON = 0.005  # of all articles have it
STORIES = 1_000_000  # more than a copy has


def main(size: int, files: Sequence[Path]) -> None:
    chance = random.Random(3)
    base = [terms_of(row["title"], row.get("text") or "") for row in lines(files) if chance.random() < SHARE][:BASE]
    chance.shuffle(base)
    holders = Counter(number for terms in base for number in terms.numbers)
    common = {number for number, n in holders.items() if n > COMMON * len(base)}
    days = [chance.uniform(0, 10) for _ in base]
    known = {m.article: m for m in Grouper().add([Arrival(ArticleId(n), t, days[n]) for n, t in enumerate(base)])}

    def arrival(number: int) -> Arrival:
        copy, original = divmod(number, len(base))
        return Arrival(ArticleId(number), _renamed(base[original], copy, common), days[original])

    def membership(number: int) -> Membership:
        copy, original = divmod(number, len(base))
        was = known[ArticleId(original)]
        return Membership(ArticleId(number), StoryId(was.story + copy * STORIES), was.similarity, None)

    started = time.process_time()
    grouper = Grouper()
    grouper.restore(map(arrival, range(size)), map(membership, range(size)))
    restored = time.process_time() - started
    new = [arrival(number) for number in range(size, size + NEW)]
    started = time.process_time()
    for start in range(0, NEW, AT_ONCE):
        grouper.add(new[start : start + AT_ONCE])
    ms = 1_000 * (time.process_time() - started) / NEW
    print(json.dumps({"ms": ms, "restored_s": restored, "mb": peak_mb()}))


def _renamed(terms: Terms, copy: int, common: set[int]) -> Terms:
    if not copy:
        return terms
    numbers = [n if n in common else (n & NAMES) | (n * 2_654_435_761 + copy * 40_503) % NAMES for n in terms.numbers]
    kept = {number: at for at, number in enumerate(numbers)}
    return Terms(
        tuple(kept), tuple(terms.in_title[at] for at in kept.values()), tuple(terms.in_text[at] for at in kept.values())
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
