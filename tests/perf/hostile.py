"""
Hostile files, each from a site to the painted window, against the bound that its manifest names.

The files are no part of the project. A folder holds ``manifest.jsonl``, a row a file: ``file``, ``kind`` ("feed",
"gzip body" or "image") and ``must``, the bound in words: "under 2 s", "+64 MiB", and what else the checks below know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.perf import figures
from tests.perf.figures import Figure, MeasureError

_SECONDS = re.compile(r"under (\d+) s")
_MORE_MIB = re.compile(r"\+(\d+) MiB")
MOST_ARTICLES = 2_000
MOST_TITLE = 1_000

Told = dict[str, Any]

# Words of the bound, and whether it was kept
CHECKS: tuple[tuple[str, Callable[[Told], bool]], ...] = (
    (r"entry read|read by content", lambda told: told["articles"] > 0),
    (r'"hello" kept', lambda told: "hello" in told["text"]),
    (r"no content of /etc/passwd", lambda told: "root:" not in told["text"]),
    (r"kept to a cap", lambda told: 0 < told["articles"] <= MOST_ARTICLES),
    (r"title cut", lambda told: 0 < told["longest_title"] <= MOST_TITLE),
    (r"controls dropped|bidi overrides", lambda told: told["overrides"] == 0),
    (r"future dates", lambda told: told["articles"] > 0 and told["future"] == 0),
    (r"only http\(s\) links", lambda told: set(told["links"]) <= {"http", "https"}),
    (r"refused by size|not run", lambda told: told["pictures_shown"] == 0),
    (r"nothing fetched|image", lambda told: set(told["asked"]) <= {"/feed", "/hostile"}),
)


def measure(folder: Path, hostile: Path | None) -> list[Figure]:
    """Raises MeasureError with what is missing."""
    if hostile is None or not (hostile / "manifest.jsonl").is_file():
        raise MeasureError("name a folder with manifest.jsonl (rows with file, kind, must): --folder DIR")
    rows = [json.loads(line) for line in (hostile / "manifest.jsonl").read_text("utf-8").splitlines() if line.strip()]
    found: list[Figure] = []
    for number, row in enumerate(rows):
        kind = "image" if row["kind"] == "image" else "feed"
        arguments = ["-m", "tests.perf.one_hostile", str(folder / str(number)), str(hostile / row["file"]), kind]
        told: Told = json.loads(figures.run(arguments).output)
        found += _figures(row["file"], row["must"], told)
    return found


def _figures(name: str, must: str, told: Told) -> list[Figure]:
    seconds = told["sync_s"] + told["list_s"] + told["paint_s"]
    bound = _SECONDS.search(must)
    detail = f"read {told['sync_s']:.2f}, list {told['list_s']:.2f}, article {told['paint_s']:.2f} s"
    found = [Figure("hostile", f"{name}: to the painted window", seconds, "s", float(bound[1]) if bound else 10, None,
                    detail)]  # fmt: skip
    if more := _MORE_MIB.search(must):
        at_most = int(more[1]) * 1.048576
        found.append(Figure("hostile", f"{name}: more memory at the peak", told["more_mb"], "MB", at_most))
    broken = [words for words, is_kept in CHECKS if re.search(words, must) and not is_kept(told)]
    found.append(
        Figure(
            "hostile",
            f"{name}: bounds broken",
            len(broken),
            "",
            0,
            None,
            f"{must}{' NOT: ' if broken else ''}{', '.join(broken)}",
        )
    )
    return found
