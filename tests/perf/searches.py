"""Search in a full store: 200 questions in every script, and what an article takes on the disk."""

from __future__ import annotations

import random
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from desktop_app.library.view import View
from tests.perf.figures import Figure, percentile
from tests.perf.words import LANGUAGES, UNSPACED, Writer

QUESTIONS = 200
NEWEST = 50
GOAL_MS = 5.0
BYTES_GOAL = 3_000


def questions() -> list[str]:
    """One word, two, the beginning of one, a phrase; common words and rare ones."""
    chance = random.Random(1)
    asked: list[str] = []
    for number in range(QUESTIONS):
        language = LANGUAGES[number % len(LANGUAGES)]
        words = [w for w in Writer(language, number).words(30) if len(w) > 1]
        some = chance.sample(words, 2)
        match number // len(LANGUAGES) % 4:
            case 0:
                asked.append(some[0])
            case 1:
                asked.append(" ".join(some))
            case 2:
                asked.append(some[0][: max(2, len(some[0]) - 2)])
            case _:
                asked.append(f'"{("" if language in UNSPACED else " ").join(some)}"')
    return asked


def measure(database: Path, articles: int) -> list[Figure]:
    taken: list[float] = []
    hits: list[int] = []
    with closing(View(database, time.time)) as view:
        view.search("anything", NEWEST)  # opens the index
        for question in questions():
            started = time.perf_counter()
            found = view.search(question, NEWEST)
            taken.append((time.perf_counter() - started) * 1e3)
            hits.append(len(found))
    size = database.stat().st_size / articles
    return [
        Figure(
            "search", f"newest {NEWEST} of {articles:,}, p95", percentile(taken, 95), "ms", GOAL_MS, None,
            f"median {median(taken):.2f}, worst {max(taken):.1f} ms; {sum(h > 0 for h in hits)} of {QUESTIONS} found",
        ),
        Figure("search", "on the disk, an article", size, "B", BYTES_GOAL, None, "with index; made-up words pack badly"),
    ]  # fmt: skip
