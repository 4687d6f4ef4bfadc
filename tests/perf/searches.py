"""Search in a full store: 200 questions in every script, and what an article takes on the disk."""

from __future__ import annotations

import random
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from desktop_app.library.view import View
from desktop_app.store.connection import open_reader
from tests.perf.figures import Figure, percentile

QUESTIONS = 200
NEWEST = 50
GOAL_MS = 5.0
BYTES_GOAL = 3_000


def questions(database: Path) -> list[str]:
    """Of the words of articles from all over the store: one, two, the beginning of one, a phrase."""
    chance = random.Random(1)
    with closing(open_reader(database)) as db:
        newest: int = db.execute("SELECT max(id) FROM article").fetchone()[0]
        leads = [
            db.execute("SELECT lead FROM article WHERE id >= ? ORDER BY id LIMIT 1", (n,)).fetchone()[0]
            for n in sorted(chance.sample(range(1, newest), QUESTIONS))
        ]
    return [_question(lead, number % 4, chance) for number, lead in enumerate(leads)]


def _question(lead: str, kind: int, chance: random.Random) -> str:
    is_spaced = lead.count(" ") > len(lead) / 25
    words = lead.split() if is_spaced else [lead[n : n + 3] for n in range(0, len(lead) - 3, 3)]
    at = chance.randrange(len(words) - 1)
    match kind:
        case 0:
            return words[at]
        case 1:
            return f"{words[at]} {words[at + 1]}"
        case 2:
            return words[at][: max(2, len(words[at]) - 2)]
        case _:
            return f'"{(" " if is_spaced else "").join(words[at : at + 2])}"'


def measure(database: Path, articles: int) -> list[Figure]:
    taken: list[float] = []
    hits: list[int] = []
    with closing(View(database, time.time)) as view:
        view.search("anything", NEWEST)  # opens the index
        for question in questions(database):
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
        Figure("search", "on the disk, an article", size, "B", BYTES_GOAL, None, "with index; made-up words"),
    ]  # fmt: skip
