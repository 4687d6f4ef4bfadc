"""A first sync when each site takes a tenth of a second to answer: waiting is what it costs then."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median

from tests.perf import figures, stores
from tests.perf.figures import Figure, Spent
from tests.perf.press import SITES, Press

LATENCY_MS = 100


def measure(folder: Path, rounds: int) -> list[Figure]:
    runs: dict[str, list[Spent]] = {"ideal": [], "ours": []}
    with Press(SITES, LATENCY_MS) as press:
        catalog = folder / "slow.csv"
        stores.write_catalog(catalog, press.feeds)
        feeds = json.dumps(press.feeds)
        for number in range(rounds):
            runs["ideal"].append(figures.run(["-m", "tests.perf.ideal_sync", str(folder / f"slow-{number}.db")], feeds))
            ours = ["-m", "tests.perf.one_sync", str(folder / f"slow-{number}"), str(catalog)]
            runs["ours"].append(figures.run(ours))
    told = [json.loads(run.output) for run in runs["ours"]]
    with_index, ideal = figures.wall(runs["ours"]), figures.wall(runs["ideal"])
    stored = median(t["stored_s"] for t in told)
    return [
        Figure("sync", f"first, {LATENCY_MS} ms an answer, wall, all stored : ideal", stored / ideal, "x", 1.3, None,
               f"{stored:.2f} s, with index {with_index:.2f} s, ideal {ideal:.2f} s"),
        Figure("sync", "the same: first articles stored after", median(t["first_s"] for t in told), "s", 0.5),
    ]  # fmt: skip
