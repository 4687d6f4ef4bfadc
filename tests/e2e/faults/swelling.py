"""
A process that syncs the feeds of one country after the other, and tells on its output how much memory it took.

    python -m tests.e2e.faults.swelling PROFILE '{"CL/sound0": "http://...", "EG/zeros": "http://..."}'
"""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path

from desktop_app.model.country import CountryCode
from desktop_app.model.listing import Latest
from tests.e2e.faults.hosts import many_hosts
from tests.support.cores import Source, running
from tests.support.memory import peak_mb
from tests.support.stores import outlet


def main(profile: str, addresses: str) -> None:
    urls: dict[str, str] = json.loads(addresses)
    outlets = [outlet(key, url) for key, url in urls.items()]
    with running(Path(profile), many_hosts(Source(outlets))) as at:
        at.sync(CountryCode("CL"))
        at.settle()
        peaks = [peak_mb()]
        told: dict[str, tuple[int, str]] = {}
        for country in ("EG", "JP"):
            report = at.sync(CountryCode(country))
            at.settle()
            peaks.append(peak_mb())
            told |= {o.outlet_name: (o.added, o.problem) for o in report.outcomes}
        with closing(at.library.view()) as view:
            titles = [row.title for row in view.page(Latest(), None, 100_000)]
    print(json.dumps({"peaks_mb": peaks, "told": told, "titles": titles}))


if __name__ == "__main__":
    main(*sys.argv[1:])
