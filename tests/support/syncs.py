"""A sync engine whose sites, parser and clock are the test's."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.model.country import CountryCode
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.events import Event, SyncFinished
from desktop_app.model.feed import ParsedFeed
from desktop_app.model.fetch import NO_VALIDATORS, Fetched, NotModified, Validators
from desktop_app.model.outlet import FeedId, Outlet
from desktop_app.store import catalog
from desktop_app.store.connection import open_reader
from desktop_app.store.schema import open_store
from desktop_app.store.writer import Urgency, Writer
from desktop_app.sync.eagerness import Eagerness
from desktop_app.sync.engine import FetchResult, SyncEngine, SyncOptions
from desktop_app.sync.housekeeping import Housekeeper
from desktop_app.sync.report import FeedOutcome, SyncReport
from tests.support.stores import COUNTRIES, NOW, OUTLETS

PATIENCE_S = 20


@dataclass(frozen=True, slots=True)
class Asked:
    feed: FeedId
    url: str
    validators: Validators
    priority: int


Answer = FetchResult | Callable[[Asked], FetchResult]


class FakePool:
    """Keeps the promise of ``engine.Pool`` on one thread, which answers while it is not held."""

    def __init__(self, sites: Sites, deliver: Callable[[FeedId, FetchResult], None]) -> None:
        self._sites = sites
        self._deliver = deliver
        self._waiting: list[Asked] = []
        self._changed = threading.Condition()  # guards the list and the flag
        self._is_closed = False
        self._thread = threading.Thread(target=self._work, name="fake-pool")
        self._thread.start()
        sites.pools.append(self)

    def submit(self, token: FeedId, url: str, validators: Validators, priority: int) -> None:
        asked = Asked(token, url, validators, priority)
        with self._changed:
            self._sites.asked.append(asked)
            self._waiting.append(asked)
            self._changed.notify_all()

    def promote(self, wanted: Callable[[FeedId], bool], priority: int) -> None:
        with self._changed:
            self._sites.promoted += [(a.feed, priority) for a in self._waiting if wanted(a.feed)]

    def cancel_all(self) -> None:
        with self._changed:
            dropped, self._waiting = self._waiting, []
        self._sites.on_cancel()
        for asked in dropped:
            self._deliver(asked.feed, FetchError(asked.url, FetchProblem.CANCELLED))

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._thread.join()

    def wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_closed or (self._waiting and not self._sites.is_held))
                if self._is_closed:
                    return
                asked = self._waiting.pop(0)
            self._deliver(asked.feed, self._sites.answer(asked))


@dataclass
class Sites:
    """What the feeds' addresses answer, and what was asked of them."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    promoted: list[tuple[FeedId, int]] = field(default_factory=list)
    pools: list[FakePool] = field(default_factory=list)
    is_held: bool = False
    on_cancel: Callable[[], None] = lambda: None

    def answer(self, asked: Asked) -> FetchResult:
        answer = self.answers[asked.url]
        return answer(asked) if callable(answer) else answer

    def go_on(self) -> None:
        self.is_held = False
        for pool in self.pools:
            pool.wake()

    @property
    def urls(self) -> list[str]:
        return [a.url for a in self.asked]


@dataclass
class Parser:
    """Bodies are names of parsed feeds."""

    feeds: dict[bytes, ParsedFeed | Exception] = field(default_factory=dict)
    parsed: list[bytes] = field(default_factory=list)

    def __call__(self, body: bytes, _url: str, _content_type: str) -> ParsedFeed:
        self.parsed.append(body)
        found = self.feeds[body]
        if isinstance(found, Exception):
            raise found
        return found


class World:
    """All that a sync needs. ``sync`` runs one pass and returns what came of it."""

    def __init__(self, folder: Path, outlets: Sequence[Outlet], *, in_background: bool) -> None:
        self.database = folder / "overview.db"
        self.now = float(NOW)
        self.sites = Sites()
        self.parser = Parser()
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.heard: list[Event] = []
        self.prepared: Callable[[], None] = lambda: None
        self.tidied: list[int] = []  # the instants before which articles had had their time
        with closing(open_store(self.database)) as db:
            catalog.put_catalog(db, COUNTRIES, outlets, "first")
        self.writer = Writer(self.database, self.events.put)
        self.housekeeper = Housekeeper(self.writer, folder / "user.jsonl", lambda _: None)
        self.engine = SyncEngine(
            database=self.database,
            writer=self.writer,
            make_pool=lambda deliver: FakePool(self.sites, deliver),
            housekeeper=self.housekeeper,
            publish=self.events.put,
            clock=lambda: self.now,
            options=SyncOptions(),
            parse=self.parser,
            prepare=lambda: self.prepared(),  # noqa: PLW0108 asked for when it is set
            tidy=self.tidied.append,
            in_background=in_background,
        )

    def wait_for(self, kind: type[Event]) -> Event:
        """The next event of a kind. What came before is in ``heard``."""
        while True:
            event = self.events.get(timeout=PATIENCE_S)
            self.heard.append(event)
            if isinstance(event, kind):
                return event

    def finished(self) -> SyncReport:
        self.wait_for(SyncFinished)
        assert self.engine.report is not None
        return self.engine.report

    def sync(self, *countries: CountryCode, eagerness: int = Eagerness.ALL) -> SyncReport:
        self.engine.request(countries or None, eagerness)
        return self.finished()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with closing(open_reader(self.database)) as db:
            yield db

    def titles(self) -> list[str]:
        with self.reading() as db:
            return [t for (t,) in db.execute("SELECT title FROM article ORDER BY id")]

    def write(self, call: Callable[[sqlite3.Connection], object], urgency: Urgency = Urgency.SYNC) -> None:
        """Lets the writer do something, and waits for it."""
        self.submit(call, urgency).result()

    def submit(self, call: Callable[[sqlite3.Connection], object], urgency: Urgency = Urgency.SYNC) -> Future[None]:
        return self.writer.submit(lambda db: (call(db), ())[1], urgency)

    def all_answer(self, answer: Answer) -> None:
        self.sites.answers = {feed.url: answer for o in OUTLETS for feed in o.feeds}

    def close(self) -> None:
        self.housekeeper.stop()
        self.engine.stop()
        self.writer.close()


@contextmanager
def world(
    folder: Path,
    outlets: Sequence[Outlet] = OUTLETS,
    *,
    in_background: bool = False,
    at_once: bool = False,
) -> Iterator[World]:
    made = World(folder, outlets, in_background=in_background)
    if not in_background:
        made.engine.start(at_once=at_once)
    try:
        yield made
    finally:
        made.sites.go_on()
        made.close()


def fetched(body: bytes, etag: str = "", **more: object) -> Fetched:
    values: dict[str, object] = {
        "url": "https://alba.example/feed", "content_type": "", "received": len(body),
        "validators": Validators(etag) if etag else NO_VALIDATORS,
    } | more  # fmt: skip
    return Fetched(body=body, **values)  # type: ignore[arg-type]


def not_modified(validators: Validators = NO_VALIDATORS) -> NotModified:
    return NotModified(validators)


def failed(problem: FetchProblem, **more: object) -> FetchError:
    return FetchError("https://alba.example/feed", problem, **more)  # type: ignore[arg-type]


def by_outlet(report: SyncReport) -> dict[str, FeedOutcome]:
    return {o.outlet_name: o for o in report.outcomes}
