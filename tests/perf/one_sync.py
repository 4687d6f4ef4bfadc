"""
The program's sync with all that follows it, down to the last article in the search index.

    python -m tests.perf.one_sync PROFILE CATALOG.csv

The same as ``overview --profile PROFILE --catalog CATALOG.csv sync``, which leaves the index to the next start.
"""

from __future__ import annotations

import gc
import json
import sys
import threading
import time
from pathlib import Path

from desktop_app import YOUNG_GARBAGE, app, paths, settings
from desktop_app.cli import arguments
from desktop_app.library.core import Core
from desktop_app.model.events import ArticlesChanged, Event, SyncFinished
from desktop_app.store.connection import open_reader
from tests.support.memory import peak_mb

LOOK_S = 0.02


def main(profile: str, catalog: str) -> None:
    gc.set_threshold(YOUNG_GARBAGE)  # as for every command
    started = time.perf_counter()
    places = paths.in_profile(Path(profile))
    options = arguments.parse(["--profile", profile, "--catalog", catalog, "sync"])
    core = Core(places, settings.load(places.settings), app.real_world(options, places), in_background=False)
    finished = threading.Event()
    told: list[float] = []

    def hear(event: Event) -> None:
        if isinstance(event, ArticlesChanged) and not told:
            told.append(time.perf_counter() - began)
        elif isinstance(event, SyncFinished):
            finished.set()

    try:
        core.take_catalog()
        core.hub.subscribe(hear)
        began = time.perf_counter()
        core.start(sync_at_once=False)
        core.library.sync_all(None)
        finished.wait()
        stored = time.perf_counter() - started
        reader = open_reader(places.database)
        while reader.execute("SELECT 1 FROM search_todo LIMIT 1").fetchone():
            time.sleep(LOOK_S)
        reader.close()
        report = core.report
    finally:
        core.close()
    more = {"first_s": told[0] if told else None, "peak_mb": peak_mb()}
    if report is None:
        raise SystemExit("the sync told nothing")
    print(json.dumps({"added": report.added, "failed": report.failed, "stored_s": stored, **more}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
