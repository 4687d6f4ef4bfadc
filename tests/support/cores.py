"""The whole core on loopback sites: the real fetcher, parser and store."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.feeds.parser import parse
from desktop_app.language.engine import NoTranslator
from desktop_app.library.core import Core, World
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.events import Event, SyncFinished
from desktop_app.model.fetch import Fetcher
from desktop_app.model.outlet import FeedId, Outlet
from desktop_app.net.exchange import FEED_LIMITS, Limits
from desktop_app.net.fetcher import HttpFetcher
from desktop_app.net.pool import FetchPool
from desktop_app.paths import Paths, in_profile
from desktop_app.settings import Settings
from desktop_app.store.writer import Urgency
from desktop_app.sync.engine import MakePool
from desktop_app.sync.report import FeedOutcome, SyncReport
from desktop_app.sync.translation_steps import TranslationSource
from tests.support.stores import COUNTRIES

USER_AGENT = "Overview/1.0 (+https://example.org/overview)"
QUICK = replace(FEED_LIMITS, connect_s=2, read_s=1, total_s=3)
PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Catalogue:
    """As a catalogue's reader gives it, and where it comes from, in one."""

    outlets: tuple[Outlet, ...]
    countries: tuple[Country, ...] = COUNTRIES

    @property
    def fingerprint(self) -> str:
        return str(hash(self.outlets))

    def load(self) -> Catalogue:
        return self


class Source:
    """A source of catalogues."""

    def __init__(self, outlets: Sequence[Outlet]) -> None:
        self.catalogue = Catalogue(tuple(outlets))
        self.loads = 0

    def fingerprint(self) -> str:
        return self.catalogue.fingerprint

    def load(self) -> Catalogue:
        self.loads += 1
        return self.catalogue


class NoPictures:
    def fetch(self, url: str) -> bytes:
        raise FetchError(url, FetchProblem.NOT_FOUND)


def anybody(_host: str, _port: int) -> bool:
    return True


def pools(fetcher: Fetcher) -> MakePool:
    return lambda deliver: FetchPool[FeedId](fetcher, deliver, spacing_s=0)


def web(source: Source, limits: Limits = QUICK, clock: Callable[[], float] = time.time) -> World:
    """A world whose web is the loopback."""
    fetcher = HttpFetcher(user_agent=USER_AGENT, limits=limits, allow_private=anybody)
    return World(
        catalog=source,
        make_pool=pools(fetcher),
        pictures=NoPictures(),
        make_translation=lambda: TranslationSource(NoTranslator(), lambda texts: [declared for _, declared in texts]),
        parse=parse,
        clock=clock,
        network=fetcher,
    )


class Running:
    """A core that was started. ``sync`` runs one pass and returns what came of it."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.library = core.library
        self._finished: queue.SimpleQueue[Event] = queue.SimpleQueue()
        core.hub.subscribe(lambda e: self._finished.put(e) if isinstance(e, SyncFinished) else None)

    def sync(self, *countries: CountryCode) -> SyncReport:
        self.library.sync_all(countries or None)
        self._finished.get(timeout=PATIENCE_S)
        assert self.core.report is not None
        return self.core.report

    def settle(self) -> None:
        """Until what may wait is done too: the search index, the plain copy."""
        self.core._writer.submit(lambda _: (), Urgency.CLOSE).result()


@contextmanager
def running(profile: Path | Paths, world: World, settings: Settings | None = None) -> Iterator[Running]:
    """A core, until the block ends."""
    paths = in_profile(profile) if isinstance(profile, Path) else profile
    core = Core(paths, settings or Settings(), world, in_background=False)
    try:
        core.start(sync_at_once=False)
        yield Running(core)
    finally:
        core.close()


def by_name(report: SyncReport) -> dict[str, FeedOutcome]:
    return {o.outlet_name: o for o in report.outcomes}


def rss(name: str, numbers: Sequence[int], *, text: str = "") -> bytes:
    """A feed with an item for each number."""
    items = "".join(
        f"<item><guid>{name}-{n}</guid><title>{name} {n}</title><link>https://{name}.example/{n}</link>"
        f"<pubDate>Thu, 09 Oct 2025 {n // 60 % 24:02}:{n % 60:02}:00 GMT</pubDate>"
        f"<description>{text or f'Text of {name} {n}.'}</description></item>"
        for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'.encode()
