"""How fast articles are on the screen: one that is here already, and one of 10,000 words."""

from __future__ import annotations

import json
from pathlib import Path

from tests.perf import figures
from tests.perf.figures import Figure

FRAME_MS = 50


def measure(folder: Path, rounds: int) -> list[Figure]:
    del folder, rounds
    told = json.loads(figures.run(["-m", "tests.perf.one_reading"]).output)
    return [
        Figure("reader", "an article that is here, to its painted page", told["usual_ms"], "ms", FRAME_MS, None,
               f"first {told['first_ms']:.0f}, worst later {told['usual_worst_ms']:.0f} ms, CPU"),
        Figure("reader", "10,000 words, to its painted page", told["long_ms"], "ms", None, None, "CPU"),
        Figure("reader", "10,000 words: the longest frame of scrolling", told["scroll_worst_ms"], "ms", FRAME_MS, None,
               f"median {told['scroll_ms']:.1f} ms, CPU, {told['pages']} pages"),
        Figure("reader", "10,000 words: another size, in its place", told["resize_ms"], "ms", None, None, "CPU"),
    ]  # fmt: skip
