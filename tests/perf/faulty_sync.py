"""
Syncs faulty sources as a process of its own, and tells what came of it.

    python -m tests.perf.faulty_sync PROFILE PASSES < SOURCES.json

The sources are rows of key, address and name. Those of France are read first: what memory that takes is where counting
begins. Then all are read, so often, a day apart, with the limits of the real program.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import closing
from pathlib import Path

from desktop_app.model.country import CountryCode
from desktop_app.model.events import ArticlesChanged, Event
from desktop_app.model.listing import FromOutlet
from desktop_app.net.exchange import FEED_LIMITS
from tests.e2e.faults.hosts import Clock, many_hosts
from tests.support.cores import Source, running
from tests.support.memory import peak_mb
from tests.support.stores import outlet

DAY_S = 86_400
SOUND = CountryCode("CL")


def main(profile: str, passes: int) -> None:
    outlets = [outlet(key, url, name=name) for key, url, name in json.load(sys.stdin)]
    clock = Clock()
    began = sound_after = 0.0

    def hear(event: Event) -> None:
        nonlocal sound_after
        if isinstance(event, ArticlesChanged) and SOUND in event.countries:
            sound_after = time.perf_counter() - began

    with running(Path(profile), many_hosts(Source(outlets), FEED_LIMITS, clock)) as at:
        at.sync(CountryCode("FR"))
        at.settle()
        before_mb = peak_mb()
        at.core.hub.subscribe(hear)
        seconds: list[float] = []
        told: dict[str, str] = {}
        for _ in range(passes):
            began = time.perf_counter()
            report = at.sync()
            seconds.append(time.perf_counter() - began)
            told = told or {o.outlet_name: o.problem for o in report.outcomes}
            at.settle()
            clock.now += DAY_S
        with closing(at.library.view()) as view:
            titles = {o.name: sorted(row.title for row in view.page(FromOutlet(o.key), None, 3_000)) for o in outlets}
    said = {"before_mb": before_mb, "peak_mb": peak_mb(), "seconds": seconds, "sound_after_s": sound_after}
    print(json.dumps(said | {"told": told, "titles": titles}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
