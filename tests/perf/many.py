"""Whether a sync of many feeds costs in proportion: time and memory for each must not grow with their number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.perf import figures, stores
from tests.perf.figures import Figure, Spent
from tests.perf.press import SITES, Press

MANY = 2_000
RATIO = 1.2


def measure(folder: Path, rounds: int) -> list[Figure]:
    del rounds
    few, few_again = _syncs(folder, SITES)
    many, many_again = _syncs(folder, MANY)
    return [
        _grown("CPU of the first sync", few.cpu_s, many.cpu_s, "s"),
        _grown("CPU of an unchanged one", few_again.cpu_s, many_again.cpu_s, "s"),
        _grown("memory at the peak", _told(few)["peak_mb"], _told(many)["peak_mb"], "MB"),
        _grown("memory at the peak, unchanged", _told(few_again)["peak_mb"], _told(many_again)["peak_mb"], "MB"),
        Figure("many", "articles missing", MANY * 30 - _told(many)["added"], "", 0),
    ]


def _syncs(folder: Path, sites: int) -> tuple[Spent, Spent]:
    """The first, and one without anything new."""
    with Press(sites) as press:
        catalog = folder / f"{sites}.csv"
        stores.write_catalog(catalog, press.feeds)
        command = ["-m", "tests.perf.one_sync", str(folder / str(sites)), str(catalog)]
        return figures.run(command), figures.run(command)


def _told(spent: Spent) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(spent.output)
    return told


def _grown(what: str, few: float, many: float, unit: str) -> Figure:
    ratio = (many / MANY) / (few / SITES)
    return Figure("many", f"{what} a feed, {MANY:,} : {SITES} feeds", ratio, "x", RATIO, None,
                  f"{few:.2f} {unit}, {many:.2f} {unit}")  # fmt: skip
