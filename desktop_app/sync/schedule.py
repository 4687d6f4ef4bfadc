"""When a feed is to be asked again. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.model.article import Seconds
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.store.feeds import StoredFeed

DAY_S = 86_400
RETRY_S = 15 * 60  # after the first failure; doubled with each that follows
SHORTEST_S = 15 * 60  # whatever a feed asks for, it is read within these bounds
AGAIN_AT_ONCE_S = 60  # "Sync now" does not ask the same feed twice within this
SLACK_S = 60  # a pass every 30 minutes must find what it read 30 minutes ago due


def after_success(now: Seconds, interval_s: int, asked_s: Iterable[int | None]) -> Seconds:
    """``interval_s`` is the user's; ``asked_s`` what site and feed ask for (max-age, ttl), None where silent."""
    wanted = max([interval_s, *(a for a in asked_s if a is not None)])
    return now + min(max(wanted, SHORTEST_S), DAY_S) - SLACK_S


def after_failure(now: Seconds, failures: int, error: FetchError | None) -> Seconds | None:
    """``failures`` counts those in a row, this one included. None: the site ended the feed, do not ask again."""
    if error is not None and error.problem is FetchProblem.GONE:
        return None
    wait = min(RETRY_S << min(failures - 1, 10), DAY_S)
    if error is not None and error.retry_after_s is not None:
        wait = max(wait, min(error.retry_after_s, 7 * DAY_S))
    return now + wait


def is_due(feed: StoredFeed, now: Seconds) -> bool:
    """In the background: when its time has come. A clock that was set back does not silence a feed."""
    if feed.next_attempt is None:
        return not feed.problem
    return feed.next_attempt <= now or feed.next_attempt > now + 8 * DAY_S


def may_be_asked(feed: StoredFeed, now: Seconds, *, at_least_s: int = AGAIN_AT_ONCE_S) -> bool:
    """When the user asks: not again at once, not while the site asks for patience, not after it said it is over."""
    if feed.next_attempt is None and feed.problem:
        return False
    if feed.problem == FetchProblem.BUSY and not is_due(feed, now):
        return False
    return feed.last_attempt is None or not 0 <= now - feed.last_attempt < at_least_s
