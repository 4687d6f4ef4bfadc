"""
Brings the store up to date with the sites.

    feeds -> fetch (many threads, they wait) -> parse, decide (this thread, it computes) -> writer (one job a feed)

Only fetching runs in parallel: a second thread that computes would cost the thread that draws its frames.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Protocol, assert_never

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.errors import FetchError, FetchProblem, OverviewError, ParseError, StoreError
from desktop_app.model.events import (
    Event,
    SyncFinished,
    SyncProgress,
    SyncStarted,
)
from desktop_app.model.feed import ParsedFeed
from desktop_app.model.fetch import Fetched, NotModified, Validators
from desktop_app.model.outlet import FeedId
from desktop_app.store.connection import Connection, open_reader, store_errors
from desktop_app.store.feeds import StoredFeed
from desktop_app.store.writer import Writer
from desktop_app.sync.agenda import Agenda, Priority, Wanted
from desktop_app.sync.changes import Change, Failed, NewBody, Unchanged, answer_of, failure_of
from desktop_app.sync.eagerness import Eagerness
from desktop_app.sync.housekeeping import Housekeeper
from desktop_app.sync.report import FeedOutcome, Outcome, SyncReport, outcome_of

log = logging.getLogger(__name__)

FETCH_THREADS = 24
BODIES_WAITING = 16  # fetched and not yet parsed: a fetch thread with one more waits, so that memory is bounded
# At the writer, which commits some thirty feeds at a time: the sync does not run further ahead of the disk
JOBS_WAITING = 40
ARTICLES_WAITING = 1_500
NAMELESS = 8  # so many lookups that fail one after the other are the network's doing
TIDY_EVERY_S = 12 * 3600

# Failures that may be our own network's rather than the site's
_NETWORK = frozenset({FetchProblem.OFFLINE, FetchProblem.DNS, FetchProblem.CONNECT, FetchProblem.TIMEOUT})

FetchResult = Fetched | NotModified | Exception


class Pool(Protocol):
    """Fetches on threads of its own; ``net.pool.FetchPool`` keeps this promise."""

    def submit(self, token: FeedId, url: str, validators: Validators, priority: int) -> None: ...
    def promote(self, wanted: Callable[[FeedId], bool], priority: int) -> None: ...
    def cancel_all(self) -> None: ...
    def close(self) -> None: ...


MakePool = Callable[[Callable[[FeedId, FetchResult], None]], Pool]
Parse = Callable[[bytes, str, str], ParsedFeed]


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """What the user chose; a new value may be set at any time."""

    interval_s: int = 30 * 60
    retention_s: int = 90 * 86_400


@dataclass(frozen=True, slots=True)
class _Delivered:
    feed: FeedId
    result: FetchResult


@dataclass(frozen=True, slots=True)
class _Written:
    feed: StoredFeed
    change: Change
    error: BaseException | None


class _Cancel:
    pass


class _Stop:
    pass


_Message = Wanted | _Delivered | _Written | _Cancel | _Stop


@dataclass(slots=True)
class _Pass:
    """A pass under way. Requests that come while it runs join it."""

    started: float
    asked: set[FeedId] = field(default_factory=set[FeedId])  # each once a pass, however often the user asks
    fetching: dict[FeedId, StoredFeed] = field(default_factory=dict[FeedId, StoredFeed])
    writing: int = 0
    writing_articles: int = 0
    wanted: int = 0
    outcomes: list[FeedOutcome] = field(default_factory=list[FeedOutcome])
    done: int = 0  # of those, what was asked; the numbers of the progress
    added: int = 0
    failed: int = 0
    # network failures wait until we know whether the network or the site is to blame
    doubtful: list[tuple[StoredFeed, FetchError]] = field(default_factory=list[tuple[StoredFeed, FetchError]])
    is_network_seen: bool = False
    is_cancelled: bool = False

    def count(self, outcome: FeedOutcome) -> None:
        """Take a feed that was read, or could not be, into the report and the progress."""
        self.outcomes.append(outcome)
        self.done += 1
        self.added += outcome.added
        self.failed += outcome.outcome is Outcome.FAILED

    def is_without_network(self) -> bool:
        """No name could be looked up for several feeds, and nobody answered: it is not the feeds."""
        nameless = sum(e.problem in {FetchProblem.OFFLINE, FetchProblem.DNS} for _, e in self.doubtful)
        return not self.is_network_seen and nameless >= NAMELESS


class SyncEngine:
    """The sync thread. ``start`` once, then ask from any thread; ``stop`` joins it.

    It never raises: what goes wrong with a feed is in that feed's health and in the report, a bug is in the log.
    """

    def __init__(
        self,
        *,
        database: Path,
        writer: Writer,
        make_pool: MakePool,
        housekeeper: Housekeeper,
        publish: Callable[[Event], None],
        clock: Callable[[], float],
        options: SyncOptions,
        parse: Parse,
        prepare: Callable[[], None],
        tidy: Callable[[Seconds], None],
        in_background: bool,
        is_sparing: Callable[[], bool] = bool,
        give_way: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._writer = writer
        self._make_pool = make_pool
        self._housekeeper = housekeeper
        self._publish = publish
        self._clock = clock
        self._parse = parse
        self._prepare = prepare  # what must be done once before the first pass, on this thread
        self._tidy = tidy  # now and then, with the instant before which articles have had their time
        self._in_background = in_background
        self._give_way = give_way  # called between two pieces of work: see store/precedence.py
        self.options = options
        self.report: SyncReport | None = None  # of the last pass; set before SyncFinished is published
        self._messages: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self._room = threading.Semaphore(BODIES_WAITING)
        self._pass: _Pass | None = None
        self._agenda = Agenda(is_sparing)
        self._last_tidy: float = 0.0
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    # From any thread

    def start(self, *, at_once: bool) -> None:
        """Begin. ``at_once`` reads what is due now, else the first pass is an interval away."""
        self._agenda.next_pass = self._clock() + (0 if at_once else self.options.interval_s)
        self._thread.start()

    def request(self, countries: Iterable[CountryCode] | None, eagerness: int) -> None:
        """Ask for a pass over these countries' feeds, or all. It joins a pass that runs, and goes before it."""
        self._messages.put(Wanted(None if countries is None else frozenset(countries), eagerness))

    def cancel(self) -> None:
        """End the pass that runs after the feeds that it is at."""
        self._messages.put(_Cancel())

    def stop(self) -> None:
        """End the thread; what was fetched and not yet stored is fetched again next time."""
        if self._thread.ident is None:
            return
        self._messages.put(_Stop())
        for _ in range(FETCH_THREADS):
            self._room.release()
        self._thread.join()

    def deliver(self, feed: FeedId, result: FetchResult) -> None:
        """For the pool: a fetch ended. Waits while too many bodies wait to be parsed."""
        if isinstance(result, Fetched):
            self._room.acquire()
        self._messages.put(_Delivered(feed, result))

    # On the sync thread

    def _run(self) -> None:
        try:
            self._prepare()
        except OverviewError as e:
            log.error("sync not prepared error=%s", e)  # noqa: TRY400 expected; what is in the store is read on
        pool = self._make_pool(self.deliver)
        try:
            with closing(open_reader(self._database)) as db:
                while True:
                    if self._messages.empty():
                        self._housekeeper.index_added()
                    message: _Message | None = None  # a body is let go of before the wait for the next one
                    with suppress(queue.Empty):
                        message = self._messages.get(timeout=self._patience())
                    if self._in_background:
                        self._agenda.look(self._clock())
                    if message is None:
                        if self._clock() < self._agenda.next_pass:
                            continue
                        message = Wanted(None, Eagerness.DUE)
                    if isinstance(message, _Stop):
                        return
                    self._handle(message, db, pool)
        finally:
            pool.close()

    def _patience(self) -> float | None:
        if self._pass is not None or not self._in_background:
            return None
        return self._agenda.patience(self._clock(), self.options.interval_s)

    def _handle(self, message: _Message, db: Connection, pool: Pool) -> None:
        match message:
            case Wanted():
                self._begin_if_readable(message, db, pool)
            case _Delivered(feed_id, result):
                self._on_delivered(feed_id, result)
                if self._pass is not None and self._pass.is_without_network():
                    pool.cancel_all()  # the other requests would only wait for the same answer
            case _Written():
                self._on_written(message)
            case _Cancel():
                if self._pass is not None:
                    self._pass.is_cancelled = True
                    pool.cancel_all()
            case _Stop():
                return
            case _ as never:
                assert_never(never)
        self._finish_if_done()

    def _begin_if_readable(self, wanted: Wanted, db: Connection, pool: Pool) -> None:
        try:
            with store_errors():
                self._begin(wanted, db, pool)
        except StoreError as e:
            log.error("sync not begun error=%s", e)  # noqa: TRY400 expected; the next one may be luckier
            if self._pass is None:
                self._pass = _Pass(started=self._clock())  # ends at once: whoever waits for its end hears of it

    def _begin(self, wanted: Wanted, db: Connection, pool: Pool) -> None:
        now = int(self._clock())
        if wanted.eagerness == Eagerness.DUE:
            self._tidy_if_time(now)
        current = self._pass or _Pass(started=self._clock())
        plan = self._agenda.plan(db, wanted, current.asked, now, self.options.interval_s)
        for feed in plan.skip:
            current.asked.add(feed.id)
            current.outcomes.append(outcome_of(feed, Outcome.SKIPPED, problem=feed.problem))
        if wanted.countries is not None:
            countries, fetching = wanted.countries, current.fetching
            pool.promote(lambda f: f in fetching and fetching[f].country in countries, Priority.LOOKED_AT)
        if not plan.ask and self._pass is None and wanted.eagerness in (Eagerness.DUE, Eagerness.OPENED):
            return  # nothing to do, and nobody waits to hear of it
        self._pass = current
        current.wanted += len(plan.ask)
        for feed, _ in plan.ask:
            current.asked.add(feed.id)
            current.fetching[feed.id] = feed
        self._publish(SyncStarted(current.wanted))
        for feed, priority in plan.ask:
            pool.submit(feed.id, feed.address, feed.validators, priority)
        if any(feed.body_hash is None for feed, _ in plan.ask):
            _get_ready_for_bodies()

    def _on_delivered(self, feed_id: FeedId, result: FetchResult) -> None:
        current = self._pass
        feed = current.fetching.pop(feed_id, None) if current is not None else None
        if current is not None and feed is not None:
            try:
                self._take(current, feed, result)
            except ParseError as e:
                self._write_failure(feed, e.problem)
            except Exception:  # boundary: one feed's trouble stays with that feed
                log.exception("feed failed url=%s", feed.url)
                self._write_failure(feed, "unexpected")
        if isinstance(result, Fetched):
            self._room.release()

    def _take(self, current: _Pass, feed: StoredFeed, result: FetchResult) -> None:
        match result:
            case NotModified():
                self._see_network(current)
                answer = answer_of(feed, result, int(self._clock()), self.options.interval_s)
                self._write(feed, Unchanged(feed, answer))
            case Fetched():
                self._see_network(current)
                self._take_body(feed, result)
            case FetchError() if result.problem is FetchProblem.CANCELLED:
                current.outcomes.append(outcome_of(feed, Outcome.SKIPPED, problem=result.problem))
            case FetchError():
                if result.problem in _NETWORK and not current.is_network_seen:
                    current.doubtful.append((feed, result))
                    return
                self._see_network(current)
                self._write_failure(feed, result.problem, result, received=result.received)
            case Exception():
                raise result

    def _see_network(self, current: _Pass) -> None:
        """Somebody answered, so the network works: those that did not answer are to blame themselves."""
        if not current.is_network_seen:
            current.is_network_seen = True
            for feed, error in current.doubtful:
                self._write_failure(feed, error.problem, error)
            current.doubtful.clear()

    def _take_body(self, feed: StoredFeed, fetched: Fetched) -> None:
        from desktop_app.sync.articles import new_articles  # noqa: PLC0415 lxml: not before the first body

        now = int(self._clock())
        body_hash = blake2b(fetched.body, digest_size=16).digest()
        if body_hash == feed.body_hash and fetched.is_complete:
            answer = answer_of(feed, fetched, now, self.options.interval_s, body_hash=body_hash)
            self._write(feed, Unchanged(feed, answer))
            return
        self._give_way()
        try:
            parsed = self._parse(fetched.body, fetched.url, fetched.content_type)
        except ParseError:
            if fetched.shortfall is None:
                raise
            self._write_failure(feed, fetched.shortfall, received=fetched.received)
            return
        if fetched.shortfall is not None:
            _log_failure(feed, fetched.shortfall, None)
        answer = answer_of(feed, fetched, now, self.options.interval_s, parsed=parsed, body_hash=body_hash)
        entries = new_articles(parsed, feed, now, self._give_way)
        self._write(feed, NewBody(feed, answer, entries))

    def _write_failure(
        self, feed: StoredFeed, problem: str, error: FetchError | None = None, *, received: int = 0
    ) -> None:
        failure = failure_of(feed, problem, error, int(self._clock()))
        _log_failure(feed, problem, error, failure.next_attempt)
        self._write(feed, Failed(feed, failure, received))

    def _write(self, feed: StoredFeed, change: Change) -> None:
        """Hand a change to the writer; ``_Written`` comes back when it is on the disk, or is not."""
        if self._pass is None:
            return
        self._pass.writing += 1
        self._pass.writing_articles += len(change.entries)
        is_ahead = self._pass.writing > JOBS_WAITING or self._pass.writing_articles > ARTICLES_WAITING
        may_wait = bool(self._pass.fetching) and not is_ahead
        future = self._writer.submit(change.job, may_wait=may_wait)
        future.add_done_callback(lambda f: self._messages.put(_Written(feed, change, f.exception())))
        if is_ahead:
            future.exception()  # waits; the callback tells what came of it

    def _on_written(self, written: _Written) -> None:
        current = self._pass
        if current is None:
            return
        current.writing -= 1
        current.writing_articles -= len(written.change.entries)
        outcome = written.change.outcome
        if written.error is not None:
            problem = written.error.problem if isinstance(written.error, StoreError) else "unexpected"
            if not isinstance(written.error, OverviewError):
                log.error("feed not stored url=%s", written.feed.url, exc_info=written.error)
            outcome = replace(outcome, outcome=Outcome.FAILED, added=0, problem=problem)
        current.count(outcome)
        if outcome.added:
            self._housekeeper.added(written.change.added)
        self._publish(SyncProgress(current.done, current.wanted, current.added, current.failed))

    def _finish_if_done(self) -> None:
        current = self._pass
        if current is None or current.fetching or current.writing:
            return
        # one silent site is that site's trouble; when nobody at all answers, it is the network's
        silent = current.doubtful
        is_offline = any(e.problem is FetchProblem.OFFLINE for _, e in silent)
        if not current.is_cancelled:  # else those who would have answered were not heard
            is_offline = is_offline or len(silent) > 1
            if silent and not is_offline:
                self._see_network(current)
                return
        for feed, error in silent:
            problem = FetchProblem.OFFLINE if is_offline else error.problem
            current.outcomes.append(outcome_of(feed, Outcome.FAILED, problem=problem))
        seconds = self._clock() - current.started
        report = SyncReport(tuple(current.outcomes), seconds, current.is_cancelled, is_offline)
        self.report = report
        self._pass = None
        self._agenda.ended(self._clock(), is_offline=is_offline, is_answered=current.is_network_seen)
        log.info(
            "sync finished feeds=%d new=%d failed=%d seconds=%.1f", current.wanted, report.added, report.failed, seconds
        )
        self._publish(SyncFinished(current.wanted, report.added, report.failed, report.is_cancelled, report.is_offline))

    def _tidy_if_time(self, now: Seconds) -> None:
        if now - self._last_tidy >= TIDY_EVERY_S:
            self._last_tidy = now
            self._tidy(now - self.options.retention_s)


def _get_ready_for_bodies() -> None:
    """What reads bodies is slow to import: better now than when the first one is there and somebody waits for it."""
    for module in ("desktop_app.feeds.parser", "desktop_app.sync.articles"):
        import_module(module)


def _log_failure(feed: StoredFeed, problem: str, error: FetchError | None, next_attempt: Seconds | None = None) -> None:
    """One line a feed that failed: what the Sources screen says, and the detail."""
    log.info(
        "feed failed country=%s url=%s problem=%s status=%s failures=%d next=%s detail=%s",
        feed.country, feed.address, problem, error.status if error else None, feed.failures + 1,
        next_attempt, error.detail if error else "",
    )  # fmt: skip
