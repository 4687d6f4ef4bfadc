"""
Articles into stories, against stories that are known: ``./run bench stories --stories DIR``.

The files are no part of the project. A row is an article: ``id``, ``title``, ``text``, ``lang``, ``story``, and
``date``, ``url`` and ``domain`` where they are known; of a file in several languages the English ones are taken. All
goes through ``overview import`` and ``overview stories``, each file into a store of its own, in five orders. BCubed
(Bagga and Baldwin 1998): the mean over articles of how much of its story is right, and how much of the right story is
there. Beside it stand two that are usual, each with the threshold that is best for that very file.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from desktop_app.stories.grouping.terms import Terms, terms_of
from tests.perf import figures
from tests.perf.figures import Figure, MeasureError

ORDERS = 5
GOALS = {"groundnews": 0.92, "og2021": 0.79, "giveme5w1h": 0.93}
PRECISION_GOALS = {"groundnews": 0.97}
SPREAD_GOAL = 0.015
WINDOWS = (1_000, 10_000, 50_000)
MS_GOAL, GROWTH_GOAL, MEMORY_GOAL = 6.0, 1.6, 150.0
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)

Row = Mapping[str, Any]
Score = tuple[float, float, float]


def measure(folder: Path, given: Path | None) -> list[Figure]:
    if given is None or not given.exists():
        raise MeasureError("stories are compared with known ones: --stories DIR, a folder of JSON lines")
    found: list[Figure] = []
    files = sorted(given.glob("*.jsonl")) if given.is_dir() else [given]
    for file in files:
        found += _measure_file(folder, file.stem, rows_of(file))
    return found + _measure_cost(files)


def rows_of(file: Path) -> list[Row]:
    """The articles of a file; of several languages the English ones."""
    rows: list[Row] = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    english = [row for row in rows if row["lang"] in ("en", "eng")]
    return english or rows


def _measure_file(folder: Path, name: str, rows: list[Row]) -> list[Figure]:
    scores = [_through_the_program(folder / f"{name}-{order}", rows, order) for order in range(ORDERS)]
    precision, recall, f1 = (mean(score[part] for score in scores) for part in range(3))
    spread = max(score[2] for score in scores) - min(score[2] for score in scores)
    terms = [terms_of(row["title"], row.get("text") or "") for row in rows]
    gold = [str(row["story"]) for row in rows]
    others = {
        "centroids of words, single pass": max(bcubed(gold, centroids(terms, t))[2] for t in THRESHOLDS),
        "titles with the same words": max(bcubed(gold, same_titles(terms, t))[2] for t in THRESHOLDS),
    }
    detail = f"{len(rows):,} articles; " + ", ".join(f"{what} {value:.3f}" for what, value in others.items())
    return [
        Figure("stories", f"{name}: BCubed F1", f1, "", None, GOALS.get(name), detail),
        Figure("stories", f"{name}: precision", precision, "", None, PRECISION_GOALS.get(name)),
        Figure("stories", f"{name}: recall", recall),
        Figure("stories", f"{name}: spread over {ORDERS} orders", spread, "", SPREAD_GOAL),
    ]


def _through_the_program(profile: Path, rows: Sequence[Row], order: int) -> Score:
    ordered = list(rows)
    if order:
        random.Random(order).shuffle(ordered)
    are_dated = all(row.get("date") for row in rows)  # some dates alone would only tell where an article is from
    profile.mkdir()
    file = profile / "articles.jsonl"
    file.write_text("".join(json.dumps(_to_import(row, are_dated=are_dated)) + "\n" for row in ordered), "utf-8")
    overview = ["-P", "-m", "desktop_app", "--profile", str(profile)]
    figures.run([*overview, "import", str(file)])
    told = json.loads(figures.run([*overview, "stories", "--json"]).output)
    story_of = {member: story["id"] for story in told for member in story["members"]}
    return bcubed([str(row["story"]) for row in rows], [story_of[row["id"]] for row in rows])


def _to_import(row: Row, *, are_dated: bool) -> dict[str, Any]:
    made = {
        "id": row["id"],
        "url": row.get("url") or "",
        "title": row["title"],
        "body": row.get("text") or "",
        "lang": "en",
        "source": row.get("domain") or "wire",
    }
    return made | ({"published": row["date"]} if are_dated else {})


def bcubed(gold: Sequence[str], told: Sequence[Any]) -> Score:
    """Precision, recall, F1."""
    both, right, found = Counter(zip(gold, told, strict=True)), Counter(gold), Counter(told)
    precision = sum(n * n / found[story] for (_, story), n in both.items()) / len(gold)
    recall = sum(n * n / right[story] for (story, _), n in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


# What is compared with


def centroids(terms: Sequence[Terms], threshold: float) -> list[int]:
    """Each article joins the story whose mean TF-IDF vector is nearest by cosine, as in Miranda et al. 2018."""
    holders = Counter(number for article in terms for number in article.numbers)
    sums: list[Counter[int]] = []
    stories_with: dict[int, set[int]] = {}
    told: list[int] = []
    for article in terms:
        vector = _tf_idf(article, holders, len(terms))
        near = {story for number in vector for story in stories_with.get(number, ())}
        cosines = {story: _cosine(vector, sums[story]) for story in near}
        best = max(cosines, key=lambda story: (cosines[story], -story), default=-1)
        if best < 0 or cosines[best] < threshold:
            best = len(sums)
            sums.append(Counter())
        for number, weight in vector.items():
            sums[best][number] += weight  # type: ignore[assignment]  # a counter of floats
            stories_with.setdefault(number, set()).add(best)
        told.append(best)
    return told


def _tf_idf(article: Terms, holders: Counter[int], total: int) -> dict[int, float]:
    said = zip(article.numbers, article.in_title, article.in_text, strict=True)
    vector = {n: (1 + np.log(2 * title + text)) * np.log(total / holders[n]) for n, title, text in said}
    length = np.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {number: float(weight / length) for number, weight in vector.items()}


def _cosine(vector: Mapping[int, float], summed: Mapping[int, float]) -> float:
    length = np.sqrt(sum(weight * weight for weight in summed.values())) or 1.0
    return float(sum(weight * summed.get(number, 0.0) for number, weight in vector.items()) / length)


def same_titles(terms: Sequence[Terms], threshold: float) -> list[int]:
    """Each article joins the first one of which its title has so many words in common (Jaccard)."""
    first: list[set[int]] = []
    told: list[int] = []
    for article in terms:
        title = {n for n, is_said in zip(article.numbers, article.in_title, strict=True) if is_said}
        alike = [len(title & other) / (len(title | other) or 1) for other in first]
        best = max(range(len(first)), key=alike.__getitem__, default=-1)
        if best < 0 or alike[best] < threshold:
            best = len(first)
            first.append(title)
        told.append(best)
    return told


# What it costs


def _measure_cost(files: Sequence[Path]) -> list[Figure]:
    runs = [
        json.loads(figures.run(["-m", "tests.perf.one_grouping", str(size), *map(str, files)]).output)
        for size in WINDOWS
    ]
    found = [
        Figure(
            "stories", f"CPU an article, {size:,} in the window", run["ms"], "ms",
            MS_GOAL if size == 10_000 else None, None, f"in fifties; taken up in {run['restored_s']:.1f} s",
        )
        for size, run in zip(WINDOWS, runs, strict=True)
    ]  # fmt: skip
    growth = runs[-1]["ms"] / runs[-2]["ms"]
    return [
        *found,
        Figure("stories", f"the same, {WINDOWS[-1]:,} : {WINDOWS[-2]:,}", growth, "x", GROWTH_GOAL),
        Figure(
            "stories", f"memory of the process, {WINDOWS[-1]:,} in the window", runs[-1]["mb"], "MB", MEMORY_GOAL, None,
            f"at {WINDOWS[-2]:,} {runs[-2]['mb']:.0f} MB",
        ),
    ]  # fmt: skip


def lines(files: Sequence[Path]) -> Iterator[Row]:
    """All articles of the files, of every language."""
    for file in files:
        with file.open(encoding="utf-8") as opened:
            yield from map(json.loads, opened)
