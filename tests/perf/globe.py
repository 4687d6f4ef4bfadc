"""The figures of the globe, by itself: ``./run bench globe``, with ``--pictures DIR`` for six views in two themes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.perf import figures
from tests.perf.figures import Figure

# 8 ms where the plain globe of plain_globe.py took 10.5, and 16 where it took 20: what holds on any machine
PLAIN_SMALL, PLAIN_LARGE = 0.76, 0.8


def measure(pictures: Path | None) -> list[Figure]:
    arguments = ["-m", "tests.perf.one_globe", *([str(pictures.resolve())] if pictures else [])]
    found: dict[str, Any] = json.loads(figures.run(arguments).output)

    def frame(what: str, key: str, goal: float) -> Figure:
        taken: dict[str, float] = found[key]
        return Figure("globe", what, taken["median_ms"], "ms", goal, None, f"p95 {taken['p95_ms']:.1f} ms")

    def to_plain(what: str, key: str, goal: float) -> Figure:
        return Figure("globe", what, found[key]["to_plain"], "x", goal, None, "in turns, frame by frame")

    return [
        frame("a frame while turning, 900x900", "small", 8),
        to_plain("the same : a plain globe's", "small", PLAIN_SMALL),
        frame("the same, 1600x1600, with what care there is time for", "large", 16),
        to_plain("the same : a plain globe's", "large", PLAIN_LARGE),
        frame("the flat map while turning, 900x900", "flat", 8),
        frame("a frame while one becomes the other", "unfolding", 16),
        Figure("globe", "paints in 10 s at rest", found["paints_at_rest"], "", 0),
        Figure("globe", "which country is at a point", found["hit_ms"], "ms", 0.2),
        Figure("globe", "wrong countries of 100,000 points, by shapely", found["wrong"], "", 0),
        Figure("globe", "round trip from screen to place and back", found["round_trip_px"], "px", 0.01),
        Figure("globe", "memory, with numpy's", found["memory_mb"], "MB", 40),
        Figure("globe", "its files", found["resource_mb"], "MB", 2.5),
        Figure("globe", "the window's first paint shows it as last time", found["picture_ms"], "ms", 10, None,
               f"wall, of this paint; without such a picture, bare, {found['bare_ms']:.1f} ms"),
        Figure("globe", "live after the window", found["ready_ms"], "ms", 60, None,
               f"wall; another thread reads for {found['load_ms']:.0f}, then {found['busy_ms']:.0f} ms CPU"),
    ]  # fmt: skip
