"""What a pass did, feed by feed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.model.country import CountryCode
from desktop_app.model.outlet import FeedId
from desktop_app.store.feeds import StoredFeed


class Outcome(StrEnum):
    NEW = "new"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    feed: FeedId
    outlet_name: str
    country: CountryCode
    url: str
    outcome: Outcome
    added: int = 0
    received: int = 0  # bytes of the body, packed
    status: int | None = None
    problem: str = ""  # a FetchProblem or ParseProblem


def outcome_of(
    feed: StoredFeed, outcome: Outcome, *, problem: str = "", status: int | None = None, received: int = 0
) -> FeedOutcome:
    return FeedOutcome(
        feed.id, feed.outlet_name, feed.country, feed.url, outcome, received=received, status=status, problem=problem
    )


@dataclass(frozen=True, slots=True)
class SyncReport:
    outcomes: tuple[FeedOutcome, ...]
    seconds: float
    is_cancelled: bool
    is_offline: bool

    @property
    def added(self) -> int:
        return sum(o.added for o in self.outcomes)

    @property
    def failed(self) -> int:
        return sum(o.outcome is Outcome.FAILED for o in self.outcomes)
