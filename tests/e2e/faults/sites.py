"""Sites for sources: sound ones, and those that have a fault, each on a host of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.model.outlet import Outlet
from tests.e2e.faults.kinds import Kind
from tests.support.cores import rss
from tests.support.stores import outlet
from tests.support.web import Answer, Site

PEM = Path(__file__).parents[2] / "data" / "net" / "site.pem"
HEALTHY = [f"sound{i}" for i in range(30)]
ITEMS = 30


def sound(site: Site, names: Sequence[str] = HEALTHY, country: str = "CL") -> Iterator[Outlet]:
    """Well-behaved sources."""
    for name in names:
        site[f"/{name}"] = Answer(rss(name, range(ITEMS)))
        yield outlet(f"{country}/{name}", site.url(f"/{name}", f"{name}.test"))


def faulty(kinds: Sequence[Kind], site: Site, secure: Site | None = None) -> Iterator[Outlet]:
    """The others; ``secure`` is for those over TLS."""
    for kind in kinds:
        at = site if kind.scheme == "http" else secure
        assert at is not None
        for path, page in kind.pages.items():
            at[path] = page
            site.pages.setdefault(path, page)
        yield outlet(f"EG/{kind.name}", at.url(f"/{kind.name}", kind.hostname), name=kind.name)
