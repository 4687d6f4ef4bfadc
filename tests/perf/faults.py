"""The fault suite as figures: what is read of broken sites, what it costs, and that the neighbours do not notice."""

from __future__ import annotations

import gzip
import json
import os
import ssl
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop_app.model.outlet import Outlet
from tests.e2e.faults.answers import answers
from tests.e2e.faults.documents import documents
from tests.e2e.faults.sites import HEALTHY, ITEMS, PEM, faulty, sound
from tests.perf import figures
from tests.perf.figures import Figure
from tests.support.cores import rss
from tests.support.stores import outlet
from tests.support.web import Answer, Raw, Site, serve

PASSES = 3  # some faults show at the second or third
FIRST = [f"first{i}" for i in range(5)]
AT_ONCE = 64
MOST_REQUESTS = 6  # to one host in a pass
MOST_MB = 100
BOMB_BYTES = 200_000_000


def measure(folder: Path, rounds: int) -> list[Figure]:
    del rounds
    return [*_every_kind(folder), *_bombs(folder), *_hanging(folder)]


def _every_kind(folder: Path) -> list[Figure]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    os.environ["SSL_CERT_FILE"] = str(PEM)  # trusted, as a company's own authority may be
    with serve() as site, serve(context) as secure:
        kinds = [*answers(site), *documents()]
        told = _sync(folder / "kinds", PASSES, [*faulty(kinds, site, secure), *_sound(site)])
        hosts = Counter(request.headers.get("host", "") for request in (*site.requests, *secure.requests))
    del os.environ["SSL_CERT_FILE"]
    readable = [kind for kind in kinds if kind.gives]
    lost = [kind.name for kind in readable if told["titles"][kind.name] != sorted(kind.gives)]
    return [
        Figure("faults", f"kinds recovered, of {len(readable)} with something readable, {len(kinds)} in all",
               len(readable) - len(lost), "", None, len(readable) - 1, f"lost: {' '.join(lost) or 'none'}"),
        *_neighbours("every kind", told),
        Figure("faults", "the longest pass, with servers that hang", max(told["seconds"]), "s", 35),
        Figure("faults", "most requests to a host in a pass", max(hosts.values()) / PASSES, "", MOST_REQUESTS),
    ]  # fmt: skip


def _bombs(folder: Path) -> list[Figure]:
    bomb = Answer(gzip.compress(rss("bomb", range(5)).replace(b"</channel>", b"") + bytes(BOMB_BYTES), 9),
                  headers=(("Content-Encoding", "gzip"),))  # fmt: skip
    with serve() as site:
        outlets = [*_many(site, "bomb", bomb), *_sound(site)]
        told = _sync(folder / "bombs", 1, outlets)
    what = f"{AT_ONCE} bombs at once of {len(bomb.body) // 1_000} kB each"
    read = sum(len(titles) == 5 for name, titles in told["titles"].items() if name.startswith("bomb"))
    return [*_neighbours(what, told), Figure("faults", f"{what}: read as far as they can be", read, "", None, AT_ONCE)]


def _hanging(folder: Path) -> list[Figure]:
    with serve() as site:
        told = _sync(folder / "hanging", 1, [*_many(site, "hang", Raw(b"", is_hanging=True)), *_sound(site)])
    what = f"{AT_ONCE} servers that hang"
    return [*_neighbours(what, told), Figure("faults", f"{what}: the pass", max(told["seconds"]), "s", 35)]


def _many(site: Site, name: str, page: Answer | Raw) -> list[Outlet]:
    """They are asked before the sound ones."""
    site[f"/{name}"] = page
    return [outlet(f"AR/{name}{i}", site.url(f"/{name}", f"{name}{i}.test"), name=f"{name}{i}") for i in range(AT_ONCE)]


def _sound(site: Site) -> list[Outlet]:
    return [*sound(site), *sound(site, FIRST, "FR")]


def _sync(profile: Path, passes: int, outlets: Sequence[Outlet]) -> dict[str, Any]:
    sources = [(o.key, feed.url, o.name) for o in outlets for feed in o.feeds]
    spent = figures.run(["-m", "tests.perf.faulty_sync", str(profile), str(passes)], json.dumps(sources))
    told: dict[str, Any] = json.loads(spent.output)
    return told


def _neighbours(what: str, told: dict[str, Any]) -> list[Figure]:
    read = sum(len(told["titles"][name.title()]) for name in HEALTHY)
    return [
        Figure("faults", f"{what}: articles of {len(HEALTHY)} sound feeds", read, "", None, len(HEALTHY) * ITEMS),
        Figure("faults", f"{what}: those are all read after", told["sound_after_s"], "s"),
        Figure("faults", f"{what}: more memory at the peak", told["peak_mb"] - told["before_mb"], "MB", MOST_MB),
    ]
