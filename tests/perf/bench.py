"""
Measures the program against its goals: ``./run bench [TOPIC ...] [--json] [--rounds N]``.

Each figure is a count, or a ratio of two medians that were measured in turns in this run, so that a busy or slow
machine changes both. CPU is user and system time of the whole process. Topics: start, sync, gui, idle, memory, globe
(``--pictures DIR`` takes pictures of it too), search, list, reader, faults, many, translate, extract, takes, stories,
hostile, and kills, which takes half an hour and is measured only when it is named. Some want what is no part of the
project: extract pages whose text is known (``--pages DIR``), takes and stories articles whose stories are known
(``--stories FILE``, or a folder of such files), hostile feeds and pictures that mean harm (``--folder
DIR``). Sync is compared with other readers too, where they are installed (``peers.py``).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from desktop_app.paths import in_profile
from tests.perf import (
    extraction,
    faults,
    figures,
    globe,
    grouping,
    hostile,
    kills,
    latency,
    many,
    peers,
    reading,
    searches,
    stores,
    story_takes,
    translation,
)
from tests.perf.figures import Figure, MeasureError, Spent
from tests.perf.press import SITES, Press

SMALL, LARGE = 10_000, 100_000

Topic = Callable[[Path, int], list[Figure]]


def _probe(scenario: str, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(figures.run(["-m", "tests.perf.probe", scenario, *arguments]).output)
    return found


def measure_start(folder: Path, rounds: int) -> list[Figure]:
    profiles = {count: stores.full_profile(count, folder) for count in (SMALL, LARGE)}

    def program(count: int) -> Callable[[], Spent]:
        options = ["--profile", str(profiles[count]), "--offline", "--quit-after", "painted"]
        return lambda: figures.run(["-P", "-m", "desktop_app", *options])

    database = in_profile(profiles[LARGE]).database
    programs = {
        "minimal": lambda: figures.run(["-m", "tests.perf.minimal_qt", str(database)]),
        "small": program(SMALL),
        "large": program(LARGE),
    }
    for warm_up in programs.values():  # the first start compiles
        warm_up()
    spent = figures.in_turns(2 * rounds + 1, programs)
    minimal, small, large = (figures.cpu(spent[name]) for name in programs)
    detail = f"CPU {large:.2f} s, minimal {minimal:.2f} s; wall {figures.wall(spent['large']):.2f} s"
    slow = _probe("imports", "--profile", str(profiles[LARGE]), "--offline")["slow"]
    clicks = _probe("click", "--profile", str(profiles[LARGE]), "--offline")
    return [
        Figure("start", f"painted window, {LARGE:,} articles : minimal", large / minimal, "x", 1.5, None, detail),
        Figure("start", f"the same, {SMALL:,} articles", small / minimal, "x", 1.5, None, f"CPU {small:.2f} s"),
        Figure("start", f"{LARGE:,} : {SMALL:,} articles", large / small, "x", 1.1, 0.9),
        Figure("start", "slow modules before the first paint", len(slow), "", 0, None, " ".join(slow)),
        Figure(
            "start", "country click to painted list", clicks["median_ms"], "ms", 50, None,
            f"first {clicks['first_ms']:.0f}, worst later {clicks['worst_ms']:.0f} ms",
        ),
    ]  # fmt: skip


def measure_sync(folder: Path, rounds: int) -> list[Figure]:
    first: dict[str, list[Spent]] = {"ideal": [], "ours": []}
    again: dict[str, list[Spent]] = {"ideal": [], "ours": []}
    theirs: dict[str, list[Spent]] = {}
    counts: list[dict[str, int]] = []
    told: list[dict[str, Any]] = []
    with Press() as press:
        catalog = folder / "press.csv"
        stores.write_catalog(catalog, press.feeds)
        feeds = json.dumps(press.feeds)
        for number in range(rounds):
            ideal = ["-m", "tests.perf.ideal_sync", str(folder / f"ideal-{number}.db")]
            ours = ["-m", "tests.perf.one_sync", str(folder / f"sync-{number}"), str(catalog)]
            for taken in (first, again):
                taken["ideal"].append(figures.run(ideal, feeds))
                press.counts()
                taken["ours"].append(figures.run(ours))
                counts.append(press.counts())
            told.append(json.loads(first["ours"][-1].output))
            for name, runs in peers.synced(folder / f"peers-{number}", press.feeds).items():
                theirs.setdefault(name, []).extend(runs)
        added = told[-1]["added"]
    cpu, ideal_cpu = figures.cpu(first["ours"]), figures.cpu(first["ideal"])
    cpu_again, ideal_again = figures.cpu(again["ours"]), figures.cpu(again["ideal"])
    wall, ideal_wall = figures.wall(first["ours"]), figures.wall(first["ideal"])
    stored = median(t["stored_s"] for t in told)
    unchanged = counts[1]
    return [
        Figure(
            "sync", f"first, {SITES} feeds, {added:,} articles, with index : ideal", cpu / ideal_cpu, "x", 1.6, None,
            f"CPU {cpu:.2f} s, ideal {ideal_cpu:.2f} s",
        ),
        Figure(
            "sync", "the same, wall", wall / ideal_wall, "x", None, None,
            f"{wall:.2f} s, ideal {ideal_wall:.2f} s; stored after {stored:.2f} s",
        ),
        Figure("sync", "articles missing", SITES * 30 - added, "", 0),
        Figure("sync", "requests a feed", counts[0]["requests"] / SITES, "", 1),
        Figure("sync", "unchanged, after a restart: bodies", unchanged["bodies"], "", 0),
        Figure("sync", "unchanged: requests a feed", unchanged["requests"] / SITES, "", 1),
        Figure("sync", "unchanged: bytes a feed", unchanged["bytes"] / SITES, "B", 200),
        Figure(
            "sync", "unchanged: ideal", cpu_again / ideal_again, "x", None, None,
            f"CPU {cpu_again:.2f} s, ideal {ideal_again:.2f} s, whole process",
        ),
        *peers.compared(first["ours"], again["ours"], theirs),
    ]  # fmt: skip


def measure_gui(folder: Path, rounds: int) -> list[Figure]:
    del rounds
    found: list[Figure] = []
    with Press() as press:
        catalog = folder / "gui.csv"
        stores.write_catalog(catalog, press.feeds)
        for screen in ("world", "country"):
            profile = folder / f"gui-{screen}"
            profile.mkdir()
            # the countries of the catalogue are known at the second start: the first one takes it over
            figures.run(["-m", "desktop_app", "--profile", str(profile), "--catalog", str(catalog), "sources", "list"])
            stores.write_window_state(profile, screen, "FR", 0)
            run = _probe("sync", "--profile", str(profile), "--catalog", str(catalog), "--offline")
            detail = f"p99 {run['sync_p99_ms']:.1f} ms, idle {run['idle_p99_ms']:.1f} ms"
            found += [
                Figure("gui", f"{screen}: p99 while syncing : idle", run["sync_p99_ms"] / run["idle_p99_ms"], "x", 2,
                       None, detail),
                Figure("gui", f"{screen}: longest gap while syncing", run["sync_worst_ms"], "ms", 100, None,
                       f"idle {run['idle_worst_ms']:.1f} ms"),
            ]  # fmt: skip
    return found


def measure_idle(folder: Path, rounds: int) -> list[Figure]:
    del rounds
    run = _probe("idle", "--profile", str(stores.full_profile(SMALL, folder, "world")), "--offline")
    return [
        Figure("idle", "paint events in 10 s at the globe", run["paints"], "", 0),
        Figure("idle", "of a core", run["cpu_percent"], "%", 1),
    ]


def measure_memory(folder: Path, rounds: int) -> list[Figure]:
    del rounds
    run = _probe("memory", "--profile", str(stores.full_profile(LARGE, folder, "world")), "--offline")
    detail = f"USS {run['uss_mb']:.0f} MB, RSS {run['rss_mb']:.0f} MB"
    return [Figure("memory", f"with the globe, {LARGE:,} articles", run["pss_mb"], "MB", 130, None, detail)]


def measure_search(folder: Path, rounds: int) -> list[Figure]:
    del rounds
    profile = stores.full_profile(LARGE, folder, "world")
    return searches.measure(in_profile(profile).database, LARGE)


def measure_list(folder: Path, rounds: int) -> list[Figure]:
    del rounds
    run = _probe("scroll", "--profile", str(stores.full_profile(LARGE, folder, "world")), "--offline")
    detail = f"{run['screens']} screens of a list of {run['articles']:,}"
    return [
        Figure("list", "queries a screen scrolled", run["fetches"] / max(1, run["screens"]), "", None, None, detail),
        Figure("list", "painting a screen", run["paint_median_ms"], "ms", None, None,
               f"p95 {run['paint_p95_ms']:.1f} ms"),
    ]  # fmt: skip


def measure_translating(folder: Path, rounds: int) -> list[Figure]:
    found = translation.measure(rounds)
    profile = translation.profile(folder)
    run = _probe("translate", "--profile", str(profile), "--offline")
    detail = (
        f"idle {run['idle_p99_ms']:.1f} ms, longest gap {run['busy_worst_ms']:.1f} ms, {run['headlines']} waited, "
        f"{run['seconds']:.0f} s"
    )
    found.append(
        Figure("translate", f"event loop's p99 while {translation.HEADLINES} headlines are translated",
               run["busy_p99_ms"], "ms", 16.7, None, detail)
    )  # fmt: skip
    profile = translation.profile(folder, translation.OPENED, translation.PARAGRAPHS)
    opened = _probe("open-articles", "--profile", str(profile), "--offline")["opened_ms"]
    detail = f"{opened[0]:.0f} to {opened[-1]:.0f} ms, {len(opened)} articles; wall, the first one with a cold reader"
    found.append(
        Figure("translate", "from opening an article to its first English sentence", median(opened), "ms", 150, None,
               detail)
    )  # fmt: skip
    return found


TOPICS: dict[str, Topic] = {
    "start": measure_start,
    "sync": lambda folder, rounds: [*measure_sync(folder, rounds), *latency.measure(folder, rounds)],
    "gui": measure_gui,
    "idle": measure_idle,
    "memory": measure_memory,
    "search": measure_search,
    "list": measure_list,
    "faults": faults.measure,
    "many": many.measure,
    "kills": kills.measure,
    "reader": reading.measure,
    "translate": measure_translating,
}


WITH_PAGES = "extract"
WITH_STORIES = ("takes", "stories")
WITH_FOLDER = "hostile"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench", description="Measures the program against its goals.")
    parser.add_argument(
        "topic",
        nargs="*",
        metavar="TOPIC",
        help=f"all, or some of: {', '.join((*TOPICS, 'globe', WITH_PAGES, *WITH_STORIES, WITH_FOLDER))}",
    )
    parser.add_argument("--json", action="store_true", help="one JSON value")
    parser.add_argument("--rounds", type=int, default=3, help="how often what is compared is run")
    parser.add_argument(
        "--pages", type=Path, metavar="DIR", help="for extract: a folder with a manifest.jsonl of pages"
    )
    parser.add_argument(
        "--stories",
        type=Path,
        metavar="FILE",
        help="for takes and stories: JSON lines whose stories are known, or a folder of such files",
    )
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help="for hostile: a folder with a manifest.jsonl of hostile files"
    )
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="for globe: where pictures of it go")
    options = parser.parse_args(arguments)
    topics = dict(TOPICS)
    topics["globe"] = lambda folder, rounds: globe.measure(options.pictures)  # noqa: ARG005 a topic's arguments
    if options.pages or WITH_PAGES in options.topic:
        topics[WITH_PAGES] = lambda folder, rounds: extraction.measure(options.pages)  # noqa: ARG005 a topic's arguments
    if options.stories or set(WITH_STORIES) & set(options.topic):
        topics["takes"] = lambda folder, rounds: story_takes.measure(options.stories)  # noqa: ARG005
        topics["stories"] = lambda folder, rounds: grouping.measure(folder, options.stories)  # noqa: ARG005
    if options.folder or WITH_FOLDER in options.topic:
        topics[WITH_FOLDER] = lambda folder, rounds: hostile.measure(folder, options.folder)  # noqa: ARG005 as above
    if unknown := set(options.topic) - set(topics):
        parser.error(f"no topic {', '.join(sorted(unknown))}")
    found: list[Figure] = []
    failed = False
    for name in options.topic or (name for name in topics if name != "kills"):
        started = time.perf_counter()
        try:
            with tempfile.TemporaryDirectory(prefix="overview-bench-", ignore_cleanup_errors=True) as folder:
                found += topics[name](Path(folder), max(1, options.rounds))
        except MeasureError as e:
            failed = True
            print(f"{name}: {e}", file=sys.stderr)
        print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr)
    if options.json:
        print(json.dumps([asdict(f) | {"is_met": f.is_met} for f in found], ensure_ascii=False, indent=2))
    else:
        print(figures.table(found))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
