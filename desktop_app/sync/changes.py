"""
What an answer of a site changes in the store: one job for the writer each, one transaction a feed.

Everything was computed before; a job only looks up what is known, decides (``decide``, pure) and writes. The validators
are written together with the articles that they stand for: written before, a kill in between would lose the articles,
because the site would answer "not modified" next time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from desktop_app.model.article import ArticleId, NewArticle, Seconds, Translation
from desktop_app.model.errors import FetchProblem
from desktop_app.model.events import ArticlesChanged, Event, FeedsChanged
from desktop_app.model.fetch import Validators
from desktop_app.store import articles, feeds
from desktop_app.store.connection import Connection
from desktop_app.store.feeds import Failure, StoredFeed, Success
from desktop_app.sync import schedule
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


class Change(Protocol):
    """A job, and what came of it: ``outcome`` is final once the job ran."""

    outcome: FeedOutcome

    def job(self, db: Connection) -> tuple[Event, ...]: ...


class Unchanged:
    """The site has nothing new."""

    def __init__(self, feed: StoredFeed, answer: Answer) -> None:
        self._feed = feed
        self._success = Success(answer.at, answer.validators, answer.body_hash, answer.next_attempt, 0)
        self.outcome = outcome_of(feed, Outcome.UNCHANGED, received=answer.received)

    def job(self, db: Connection) -> tuple[Event, ...]:
        feeds.put_success(db, self._feed.id, self._success)
        return (FeedsChanged(frozenset({self._feed.country})),)


class Failed:
    """The site, or what it sent, is of no use this time."""

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

    def __init__(
        self,
        feed: StoredFeed,
        answer: Answer,
        entries: Sequence[NewArticle],
        translations: Mapping[tuple[int, ...], Translation],
    ) -> None:
        self._feed = feed
        self._answer = answer
        self._entries = entries
        self._translations = translations
        self.outcome = outcome_of(feed, Outcome.UNCHANGED, received=answer.received)

    def job(self, db: Connection) -> tuple[Event, ...]:
        feed, now = self._feed, self._answer.at
        keys = [key for entry in self._entries for key in entry.keys]
        intents = decide(self._entries, articles.known(db, keys))
        fresh = intents.add[::-1]  # of articles of the same second lists show the one stored last first
        added = articles.add(db, feed.id, fresh, now)
        for article_id, entry in intents.update:
            articles.update(db, article_id, entry, now)
        for article_id, more in intents.remember:
            articles.remember_keys(db, feed.id, article_id, more)
        self._put_translations(db, [*zip(added, fresh, strict=True), *intents.update])
        if self._answer.shortfall is None:  # what the missing rest lists, nobody knows
            articles.forget_outlived_keys(db, feed.id, keys)
        self._put_health(db, len(added))
        events: tuple[Event, ...] = (FeedsChanged(frozenset({feed.country})),)
        if added or intents.update:
            updated = frozenset(article_id for article_id, _ in intents.update)
            events += (ArticlesChanged(frozenset({feed.country}), len(added), updated),)
        return events

    def _put_translations(self, db: Connection, stored: Sequence[tuple[ArticleId, NewArticle]]) -> None:
        for article_id, entry in stored:
            if (translation := self._translations.get(entry.keys)) is not None:
                articles.put_translation(db, article_id, translation)

    def _put_health(self, db: Connection, added: int) -> None:
        a = self._answer
        feeds.put_success(db, self._feed.id, Success(a.at, a.validators, a.body_hash, a.next_attempt, added))
        if a.shortfall is None:
            self.outcome = replace(self.outcome, outcome=Outcome.NEW if added else Outcome.UNCHANGED, added=added)
        else:  # what could be read is stored; that it was not all is told
            next_attempt = schedule.after_failure(a.at, self._feed.failures + 1, None)
            feeds.put_failure(db, self._feed.id, Failure(a.at, a.shortfall, None, next_attempt))
            self.outcome = replace(self.outcome, outcome=Outcome.FAILED, added=added, problem=a.shortfall)
