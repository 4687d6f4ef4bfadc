"""
What an answer of a site changes in the store: one job for the writer each, one transaction a feed.

Everything was computed before; a job only looks up what is known, decides (``decide``, pure) and writes. The validators
are written together with the articles that they stand for: written before, a kill in between would lose the articles,
because the site would answer "not modified" next time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from desktop_app.model.article import ArticleId, NewArticle, Seconds
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.events import ArticlesChanged, Event, FeedsChanged
from desktop_app.model.feed import ParsedFeed
from desktop_app.model.fetch import Fetched, NotModified, Validators
from desktop_app.store import articles, feeds
from desktop_app.store.connection import Connection
from desktop_app.store.feeds import (
    NO_MOVE,
    NO_RHYTHM,
    NO_WISHES,
    Failure,
    Move,
    Rhythm,
    StoredFeed,
    Success,
    Wishes,
)
from desktop_app.sync import moves, schedule
from desktop_app.sync.decide import decide
from desktop_app.sync.report import FeedOutcome, Outcome, outcome_of


@dataclass(frozen=True, slots=True)
class Answer:
    """That a site answered, and what is to be remembered of it."""

    at: Seconds
    validators: Validators
    received: int
    next_attempt: Seconds
    body_hash: bytes | None = None  # None: there was no body
    shortfall: FetchProblem | None = None  # the body is not whole
    not_before: Seconds | None = None
    move: Move = NO_MOVE
    wishes: Wishes = NO_WISHES
    rhythm: Rhythm = NO_RHYTHM

    def success(self, added: int) -> Success:
        return Success(
            self.at, self.validators, self.body_hash, self.next_attempt, added,
            self.not_before, self.move, self.wishes, self.rhythm,
        )  # fmt: skip


def answer_of(
    feed: StoredFeed,
    result: Fetched | NotModified,
    at: Seconds,
    interval_s: int,
    *,
    parsed: ParsedFeed | None = None,
    body_hash: bytes | None = None,
) -> Answer:
    """What to remember of a feed that answered. ``parsed`` is what the body says, None for one that is known."""
    wishes, rhythm = feed.wishes, feed.rhythm
    if parsed is not None:
        wishes = Wishes(parsed.refresh_s, parsed.skip_hours, parsed.skip_days)
        dates = (e.published if e.published is not None else e.updated for e in parsed.entries)
        rhythm = schedule.rhythm_of(dates, at)
    asked = (result.max_age_s, wishes.refresh_s)
    next_attempt = schedule.after_success(
        at,
        interval_s,
        asked,
        usual_s=schedule.usual_wait_s(rhythm, _last_heard(feed, rhythm, at), at),
        jitter=schedule.jitter(feed.id, at),
        wishes=wishes,
    )
    return Answer(
        at,
        result.validators,
        result.received,
        next_attempt,
        body_hash,
        result.shortfall if isinstance(result, Fetched) else None,
        not_before=schedule.not_before(at, interval_s, asked, next_attempt),
        move=moves.after_success(feed, result.permanent_url),
        wishes=wishes,
        rhythm=rhythm,
    )


def _last_heard(feed: StoredFeed, rhythm: Rhythm, at: Seconds) -> Seconds | None:
    """When, by our own clock, the feed last brought something new; None while only its dates can tell.

    What it lists when it is read for the first time is as old as it says.
    """
    is_first_list = feed.last_new is None or feed.last_new == feed.first_success
    if is_first_list and rhythm.newest is not None:
        return None
    return at if feed.last_new is None else feed.last_new


def failure_of(feed: StoredFeed, problem: str, error: FetchError | None, at: Seconds) -> Failure:
    """What to remember of a feed that failed. Where a move turns out to be none, its old address is asked soon."""
    move = moves.after_failure(feed, problem)
    by = schedule.jitter(feed.id, at)
    if move != feed.move:
        next_attempt = schedule.after_failure(at, 1, None, jitter=by)
    else:
        next_attempt = schedule.after_failure(at, feed.failures + 1, error, jitter=by)
    has_asked = error is not None and error.retry_after_s is not None
    return Failure(
        at, problem, error.status if error else None, next_attempt, next_attempt if has_asked else None, move
    )


class Change(Protocol):
    """A job, and what came of it: ``outcome`` and ``added`` are final once the job ran."""

    outcome: FeedOutcome
    entries: Sequence[NewArticle]  # of a body
    added: Sequence[tuple[ArticleId, NewArticle]]  # of those, what is new

    def job(self, db: Connection) -> tuple[Event, ...]: ...


class Unchanged:
    """The site has nothing new."""

    entries: Sequence[NewArticle] = ()
    added: Sequence[tuple[ArticleId, NewArticle]] = ()

    def __init__(self, feed: StoredFeed, answer: Answer) -> None:
        self._feed = feed
        self._success = answer.success(added=0)
        self.outcome = outcome_of(feed, Outcome.UNCHANGED, received=answer.received)

    def job(self, db: Connection) -> tuple[Event, ...]:
        feeds.put_success(db, self._feed.id, self._success)
        if self._is_first_of_its_day():
            feeds.put_pace(db, self._feed.id, self._success.at)
        return (FeedsChanged(frozenset({self._feed.country})),)

    def _is_first_of_its_day(self) -> bool:
        """What a silent feed publishes in a month becomes less all the same."""
        last = self._feed.last_attempt
        return last is not None and last // schedule.DAY_S != self._success.at // schedule.DAY_S


class Failed:
    """The site, or what it sent, is of no use this time."""

    entries: Sequence[NewArticle] = ()
    added: Sequence[tuple[ArticleId, NewArticle]] = ()

    def __init__(self, feed: StoredFeed, failure: Failure, received: int) -> None:
        self._feed = feed
        self._failure = failure
        self.outcome = outcome_of(
            feed, Outcome.FAILED, problem=failure.problem, status=failure.status, received=received
        )

    def job(self, db: Connection) -> tuple[Event, ...]:
        feeds.put_failure(db, self._feed.id, self._failure)
        return (FeedsChanged(frozenset({self._feed.country})),)


class NewBody:
    """A body with entries, some of which may be new or changed."""

    def __init__(self, feed: StoredFeed, answer: Answer, entries: Sequence[NewArticle]) -> None:
        self._feed = feed
        self._answer = answer
        self.entries = entries
        self.added: Sequence[tuple[ArticleId, NewArticle]] = ()
        self.outcome = outcome_of(feed, Outcome.UNCHANGED, received=answer.received)

    def job(self, db: Connection) -> tuple[Event, ...]:
        feed, now = self._feed, self._answer.at
        keys = [key for entry in self.entries for key in entry.keys]
        intents = decide(self.entries, articles.known(db, keys))
        fresh = intents.add[::-1]  # of articles of the same second lists show the one stored last first
        added = [*zip(articles.add(db, feed.id, fresh, now), fresh, strict=True)]
        for article_id, entry in intents.update:
            articles.update(db, article_id, entry, now)
        for article_id, more in intents.remember:
            articles.remember_keys(db, feed.id, article_id, more)
        self.added = added
        if self._answer.shortfall is None:  # what the missing rest lists, nobody knows
            articles.forget_outlived_keys(db, feed.id, keys)
        self._put_health(db, len(added))
        events: tuple[Event, ...] = (FeedsChanged(frozenset({feed.country})),)
        if added or intents.update:
            updated = frozenset(article_id for article_id, _ in intents.update)
            events += (ArticlesChanged(frozenset({feed.country}), len(added), updated),)
        return events

    def _put_health(self, db: Connection, added: int) -> None:
        a = self._answer
        feeds.put_success(db, self._feed.id, a.success(added))
        if added:
            feeds.put_pace(db, self._feed.id, a.at)
        if a.shortfall is None:
            self.outcome = replace(self.outcome, outcome=Outcome.NEW if added else Outcome.UNCHANGED, added=added)
        else:  # what could be read is stored; that it was not all is told
            feeds.put_failure(db, self._feed.id, failure_of(self._feed, a.shortfall, None, a.at))
            self.outcome = replace(self.outcome, outcome=Outcome.FAILED, added=added, problem=a.shortfall)
