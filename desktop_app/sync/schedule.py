"""When a feed is to be asked again. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise
from zlib import crc32

from desktop_app.model.article import Seconds
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.outlet import FeedId
from desktop_app.store.feeds import NO_WISHES, Rhythm, StoredFeed, Wishes

HOUR_S = 3_600
DAY_S = 24 * HOUR_S
RETRY_S = 15 * 60  # after the first failure; doubled with each that follows
REFUSED_RETRY_S = 30 * 60  # the same where the site itself answered no
SHORTEST_S = 15 * 60  # whatever a feed asks for, it is read within these bounds
LONGEST_S = DAY_S
LONGEST_PATIENCE_S = 7 * DAY_S  # that a site may ask for with Retry-After
MORE_PATIENCE = 5  # times what a site asks for with Retry-After, on top of it
MOST_MORE_PATIENCE_S = 6 * HOUR_S
AGAIN_AT_ONCE_S = 60  # "Sync now" does not ask the same feed twice within this
JITTER = 0.1  # of the wait, so that feeds that were read together are not for ever

READS_A_GAP = 4  # between two articles; they are then read late by an eighth of that, on average
READS_A_SILENCE = 8  # a feed that has been silent for so long may be silent for as long again
NEWEST_GAPS = 40
OLDER_COUNTS = 0.9  # as much as the gap after it

_REFUSALS = {FetchProblem.BLOCKED, FetchProblem.BUSY, FetchProblem.NOT_FOUND, FetchProblem.STATUS}


def jitter(feed: FeedId, at: Seconds) -> float:
    """From -1 to 1, the same for the same feed and instant."""
    return crc32(f"{feed} {at}".encode()) / 2**31 - 1


def rhythm_of(dates: Iterable[Seconds | None], now: Seconds) -> Rhythm:
    """How a feed publishes, by the dates of what it lists: a weighted mean that follows its habits.

    >>> rhythm_of([100, 400, None, 700], now=1_000)
    Rhythm(newest=700, gap_s=300)
    """
    known = sorted({min(date, now) for date in dates if date is not None and date > 0}, reverse=True)
    gaps = [newer - older for newer, older in pairwise(known[: NEWEST_GAPS + 1])]
    weights = [OLDER_COUNTS**age for age in range(len(gaps))]
    mean = sum(g * w for g, w in zip(gaps, weights, strict=True)) / sum(weights) if gaps else None
    return Rhythm(known[0] if known else None, None if mean is None else round(mean))


def usual_wait_s(rhythm: Rhythm, last_new: Seconds | None, now: Seconds) -> int:
    """How long there is likely nothing new: 0 when nothing is known of the feed.

    ``last_new`` is when it last brought us something: dates in feeds may be wrong, our own clock knows that.
    """
    heard = max((t for t in (rhythm.newest, last_new) if t is not None), default=now)
    return max((rhythm.gap_s or 0) // READS_A_GAP, (now - heard) // READS_A_SILENCE)


def asked_wait_s(asked_s: Iterable[int | None]) -> int:
    """How long site and feed ask to be left alone; what they do not say is None."""
    return min(max((a for a in asked_s if a is not None), default=0), LONGEST_S)


def after_success(
    now: Seconds,
    interval_s: int,
    asked_s: Iterable[int | None],
    *,
    usual_s: int = 0,
    jitter: float = 0.0,
    wishes: Wishes = NO_WISHES,
) -> Seconds:
    """``interval_s`` is the user's, ``asked_s`` what site and feed ask for, None where silent; ``usual_s`` is ours.

    Jitter shortens none of what was asked for: where it would, it lengthens.
    """
    floor = min(max(interval_s, SHORTEST_S, asked_wait_s(asked_s)), LONGEST_S)
    base = min(max(floor, usual_s), LONGEST_S)
    wait = base * (1 + JITTER * jitter)
    if not floor <= wait <= LONGEST_S:
        wait = min(max(floor, base * (1 - JITTER * jitter)), LONGEST_S)
    return _not_skipped(now + round(wait), wishes, now + LONGEST_S)


def _not_skipped(at: Seconds, wishes: Wishes, latest: Seconds) -> Seconds:
    """The first instant from ``at`` on, up to ``latest``, at which the feed does not ask not to be read."""
    while at < latest and (wishes.skip_hours or wishes.skip_days):
        then = datetime.fromtimestamp(at, UTC)
        if then.hour not in wishes.skip_hours and then.weekday() not in wishes.skip_days:
            break
        at += HOUR_S - at % HOUR_S
    return min(at, max(latest, 0))


def after_failure(now: Seconds, failures: int, error: FetchError | None, *, jitter: float = 0.0) -> Seconds | None:
    """``failures`` counts those in a row, this one included. None: the site ended the feed, do not ask again."""
    if error is not None and error.problem is FetchProblem.GONE:
        return None
    first = REFUSED_RETRY_S if error is not None and error.problem in _REFUSALS else RETRY_S
    wait = min(first << min(failures - 1, 10), LONGEST_S) * (1 + JITTER * jitter)
    if error is not None and error.retry_after_s is not None:
        wait = max(wait, refused_wait_s(error.retry_after_s) * (1 + JITTER * abs(jitter)))
    return now + min(round(wait), LONGEST_PATIENCE_S)


def refused_wait_s(retry_after_s: int) -> int:
    """How long a site has peace that turned us away and said for how long (429, 503).

    Longer than it said: at that instant everybody else whom it turned away is there again.

    >>> refused_wait_s(300), refused_wait_s(4 * HOUR_S) // HOUR_S
    (1800, 10)
    """
    asked = min(retry_after_s, LONGEST_PATIENCE_S)
    return asked + min(MORE_PATIENCE * asked, MOST_MORE_PATIENCE_S)


def not_before(now: Seconds, interval_s: int, asked_s: Iterable[int | None], next_attempt: Seconds) -> Seconds | None:
    """Until when site and feed want to be left alone, by the user too; None when they do not say.

    One that asks for more than the usual interval minds each request: it is asked when its turn comes, and no sooner.
    """
    wait = asked_wait_s(asked_s)
    if wait > interval_s:
        return next_attempt
    return now + wait if wait else None


def is_due(feed: StoredFeed, now: Seconds) -> bool:
    """In the background: when its time has come. A clock that was set back does not silence a feed."""
    if feed.next_attempt is None:
        return not feed.problem
    return feed.next_attempt <= now or feed.next_attempt > now + LONGEST_PATIENCE_S + DAY_S


def may_be_asked(
    feed: StoredFeed, now: Seconds, *, at_least_s: int = AGAIN_AT_ONCE_S, patience_s: int = HOUR_S
) -> bool:
    """When the user asks: not again at once, not while the site asks for patience, not after it said it is over.

    A site that refused has peace until its next turn, but ``patience_s`` at most: the user may know more.
    """
    if feed.next_attempt is None and feed.problem:
        return False
    is_waiting = not is_due(feed, now)
    if is_waiting and (feed.problem == FetchProblem.BUSY or now < (feed.not_before or now)):
        return False
    since = None if feed.last_attempt is None else now - feed.last_attempt
    if is_waiting and feed.problem in _REFUSALS and since is not None and 0 <= since < patience_s:
        return False
    return since is None or not 0 <= since < at_least_s
