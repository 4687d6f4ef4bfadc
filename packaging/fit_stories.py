"""
Fits the weights of ``stories/grouping/evidence.py`` to articles whose stories are known:
``python packaging/fit_stories.py FILE.jsonl...``.

A row is an article: ``title``, ``text``, ``story``, and ``date`` and ``lang`` where they are known; of a file in
several languages the English ones are taken. Every file counts the same, however many articles it has. With them goes
the demo's press, whose events have names that its titles share and little else. The files are no part of the project;
what is learned from them are a dozen numbers, which are printed. Each file is also predicted from the others alone:
where that is much worse than with it, the weights are those of the files and not of stories.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop_app.model.article import ArticleId  # noqa: E402  the folder above is not on the path
from desktop_app.stories.grouping import evidence  # noqa: E402
from desktop_app.stories.grouping.terms import terms_of  # noqa: E402
from desktop_app.stories.grouping.window import Arrival, Window  # noqa: E402

RIDGE = 1.0
ROUNDS = 30
WEIGHT = 10_000.0  # of a file's pairs together
DAY_S = 86_400
Numbers = NDArray[np.float64]


@dataclass
class Pairs:
    """The comparisons that grouping makes in a file, and which of them are of one story."""

    name: str
    measures: Numbers
    is_same: Numbers


def main(files: list[Path]) -> None:
    sets = [pairs(file.stem, *read(file)) for file in files] + [pairs("demo", *demo())]
    weights = fitted(sets)
    print("all:", " ".join(f"{name} {value:.2f}" for name, value in zip(evidence.MEASURES, weights, strict=True)))
    print(f"WEIGHTS = np.array({[round(float(value), 2) for value in weights]})")
    for one in sets:
        without = fitted([other for other in sets if other is not one])
        print(f"{one.name}: wrong {wrong(one, weights):.3f}, predicted from the others {wrong(one, without):.3f}")


def read(file: Path) -> tuple[list[Arrival], list[str]]:
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if row.get("lang") in ("en", "eng")] or rows
    are_dated = all(row.get("date") for row in rows)  # some dates alone would only tell where an article is from
    arrivals = [
        Arrival(
            ArticleId(number), terms_of(row["title"], row.get("text") or ""), _day(row["date"] if are_dated else None)
        )
        for number, row in enumerate(rows)
    ]
    return arrivals, [str(row["story"]) for row in rows]


def _day(date: str | None) -> float | None:
    return datetime.fromisoformat(date).timestamp() / DAY_S if date else None


def demo() -> tuple[list[Arrival], list[str]]:
    """The demo's texts in English: an article a block, alone or of the story that is named above it."""
    arrivals: list[Arrival] = []
    stories: list[str] = []
    folder = ROOT / "packaging" / "sample"
    for file in sorted((*folder.glob("stories-*.txt"), *folder.glob("local-*.txt"))):
        for story in re.split(r"^@ ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            for told in re.split(r"^--- ", story, flags=re.MULTILINE)[1:]:
                title, *text = _english(told.splitlines()[1:])
                arrivals.append(Arrival(ArticleId(len(arrivals)), terms_of(title, " ".join(text)), 0.0))
                name = story.split()[0]
                stories.append(f"{name} {len(stories)}" if name == "local" else name)
    return arrivals, stories


def _english(lines: list[str]) -> list[str]:
    """Title, lead and paragraphs; a line E is the English of the one before it."""
    found: list[str] = []
    for line in lines:
        kind, _, text = line.partition(" ")
        if kind == "E":
            found[-1] = text
        elif kind in {"T", "L", "P", "Q"}:
            found.append(text)
    return found


def pairs(name: str, arrivals: list[Arrival], stories: list[str]) -> Pairs:
    window = Window()
    for arrival in arrivals:
        window.add(arrival)
    measures: list[Numbers] = []
    is_same: list[bool] = []
    for arrival in arrivals:
        slots = window.candidates(arrival.id)
        if len(slots):
            measures.append(window.measures(arrival.id, slots))
            is_same += [stories[other] == stories[arrival.id] for other in window.ids_at(slots)]
    return Pairs(name, np.concatenate(measures), np.array(is_same, np.float64))


def fitted(sets: list[Pairs]) -> Numbers:
    """Logistic regression with a ridge, by Newton's method."""
    measures = np.concatenate([one.measures for one in sets])
    is_same = np.concatenate([one.is_same for one in sets])
    counts = np.concatenate([np.full(len(one.is_same), WEIGHT / len(one.is_same)) for one in sets])
    weights = np.zeros(measures.shape[1])
    ridge = RIDGE * np.eye(len(weights))
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-measures @ weights))
        slope = measures.T @ (counts * (is_same - likely)) - RIDGE * weights
        curve = (measures * (counts * likely * (1 - likely))[:, None]).T @ measures + ridge
        weights += np.linalg.solve(curve, slope)
    return weights


def wrong(one: Pairs, weights: Numbers) -> float:
    """The share of comparisons that are decided wrongly."""
    return float(np.mean((one.measures @ weights > 0) != (one.is_same > 0)))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
