"""Other readers' syncs of the same feeds, where they are installed: newsboat, and the Python package ``reader``.

    python -m tests.perf.peers STORE < FEEDS.json

is the sync of ``reader``, with its search index.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.perf import figures
from tests.perf.figures import Figure, MeasureError, Spent

THREADS = 16  # as their users set it, where they ask for speed
# of theirs, what ours may take of CPU at most: a first sync with our index, and one that finds nothing new
FIRST = {"newsboat": 0.8, "reader with its index": 0.09}
UNCHANGED = {"newsboat": 1 / 3}

Feeds = Sequence[Mapping[str, str]]
Sync = Callable[[], Spent]


def synced(folder: Path, feeds: Feeds) -> dict[str, list[Spent]]:
    """A first sync, and one that finds nothing new, of each that is here and works, in a folder of its own."""
    folder.mkdir()
    programs: dict[str, Sync] = {}
    if newsboat := shutil.which("newsboat"):
        programs["newsboat"] = _newsboat(newsboat, folder, feeds)
    if importlib.util.find_spec("reader") is not None:
        arguments = ["-m", "tests.perf.peers", str(folder / "reader.db")]
        programs["reader with its index"] = lambda: figures.run(arguments, json.dumps(list(feeds)))
    spent: dict[str, list[Spent]] = {}
    for name, sync in programs.items():
        try:
            spent[name] = [sync(), sync()]
        except MeasureError as error:
            print(error, file=sys.stderr)
    return spent


def _newsboat(program: str, folder: Path, feeds: Feeds) -> Sync:
    urls, config, cache = (folder / f"newsboat.{name}" for name in ("urls", "config", "db"))
    urls.write_text("".join(f"{feed['url']}\n" for feed in feeds), encoding="utf-8")
    config.write_text(f"reload-threads {THREADS}\n", encoding="utf-8")
    return lambda: figures.run_program([program, "-u", str(urls), "-C", str(config), "-c", str(cache), "-x", "reload"])


def compared(first: Sequence[Spent], again: Sequence[Spent], theirs: Mapping[str, Sequence[Spent]]) -> list[Figure]:
    """Our CPU to theirs. Each of theirs: the first sync, and after it the one that finds nothing new."""
    ours_first, ours_again = figures.cpu(first), figures.cpu(again)
    found: list[Figure] = []
    for name, runs in theirs.items():
        their_first, their_again = figures.cpu(runs[::2]), figures.cpu(runs[1::2])
        found += [
            Figure("sync", f"first : {name}", ours_first / their_first, "x", FIRST.get(name), None,
                   f"CPU {their_first:.2f} s, wall {figures.wall(runs[::2]):.2f} s"),
            Figure("sync", f"unchanged : {name}", ours_again / their_again, "x", UNCHANGED.get(name), None,
                   f"CPU {their_again:.2f} s, wall {figures.wall(runs[1::2]):.2f} s"),
        ]  # fmt: skip
    return found


def main(database: str, feeds: Feeds) -> None:
    reader = importlib.import_module("reader").make_reader(database)
    for feed in feeds:
        reader.add_feed(feed["url"], exist_ok=True)
    reader.update_feeds(workers=THREADS)
    reader.enable_search()
    reader.update_search()
    reader.close()


if __name__ == "__main__":
    main(sys.argv[1], json.load(sys.stdin))
