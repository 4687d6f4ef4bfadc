from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.country import CountryCode
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import NO_VALIDATORS
from desktop_app.model.outlet import FeedId, OutletKey
from desktop_app.store.feeds import Rhythm, StoredFeed, Wishes
from desktop_app.sync import schedule
from tests.support.stores import DAY, NOW

MINUTE, HOUR = 60, 3600


def feed(**more: object) -> StoredFeed:
    made = StoredFeed(
        id=FeedId(1),
        url="https://a.example/feed",
        outlet_id=1,
        outlet=OutletKey("CL/a"),
        outlet_name="A",
        country=CountryCode("CL"),
        language="",
        validators=NO_VALIDATORS,
        body_hash=None,
        last_attempt=None,
        next_attempt=None,
        failures=0,
        problem="",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def error(problem: FetchProblem = FetchProblem.BUSY, retry_after_s: int | None = None) -> FetchError:
    return FetchError("https://a.example/feed", problem, retry_after_s=retry_after_s)


@pytest.mark.parametrize(
    ("name", "interval", "asked", "wait"),
    [
        ("nobody asks", 30 * MINUTE, [], 30 * MINUTE),
        ("silent", 30 * MINUTE, [None, None], 30 * MINUTE),
        ("the site asks for more patience", 30 * MINUTE, [HOUR, None], HOUR),
        ("the feed asks for more patience", 30 * MINUTE, [None, 2 * HOUR], 2 * HOUR),
        ("both", 30 * MINUTE, [HOUR, 2 * HOUR], 2 * HOUR),
        ("for less", 30 * MINUTE, [MINUTE], 30 * MINUTE),
        ("nothing at all", 0, [0], 15 * MINUTE),
        ("nonsense", 30 * MINUTE, [-5], 30 * MINUTE),
        ("a year", 30 * MINUTE, [365 * DAY], DAY),
        ("the user asks for more than a day", 3 * DAY, [None], DAY),
    ],
)
def test_after_success(name: str, interval: int, asked: list[int | None], wait: int) -> None:
    assert schedule.after_success(NOW, interval, asked) == NOW + wait, name


@pytest.mark.parametrize(
    ("name", "failures", "failed", "wait"),
    [
        ("first", 1, None, 15 * MINUTE),
        ("second", 2, None, 30 * MINUTE),
        ("third", 3, error(FetchProblem.DNS), HOUR),
        ("many", 8, None, DAY),
        ("very many", 10_000, None, DAY),
        ("the site names a time", 1, error(retry_after_s=2 * HOUR), 8 * HOUR),
        ("a short one", 1, error(retry_after_s=1), 30 * MINUTE),
        ("none", 1, error(retry_after_s=0), 30 * MINUTE),
        ("one that is short beside the back-off", 8, error(retry_after_s=HOUR), DAY),
        ("the site says no", 1, error(FetchProblem.BLOCKED), 30 * MINUTE),
        ("and again", 3, error(FetchProblem.NOT_FOUND), 2 * HOUR),
        ("and for a month", 60, error(FetchProblem.NOT_FOUND), DAY),
        ("a very long one", 1, error(retry_after_s=365 * DAY), 7 * DAY),
    ],
)
def test_after_failure(name: str, failures: int, failed: FetchError | None, wait: int) -> None:
    assert schedule.after_failure(NOW, failures, failed) == NOW + wait, name


def test_what_is_gone_is_not_asked_again() -> None:
    assert schedule.after_failure(NOW, 1, error(FetchProblem.GONE, 5)) is None


@pytest.mark.parametrize(
    ("asked", "wait"),
    [(0, 0), (5 * MINUTE, 30 * MINUTE), (HOUR, 6 * HOUR), (4 * HOUR, 10 * HOUR), (DAY, 30 * HOUR),
     (10**9, 7 * DAY + 6 * HOUR)],
)  # fmt: skip
def test_who_turned_us_away_has_more_peace_than_it_asked_for(asked: int, wait: int) -> None:
    assert schedule.refused_wait_s(asked) == wait


@pytest.mark.parametrize(
    ("name", "asked", "expected"),
    [
        ("nobody asks", [None, None], None),
        ("nothing", [0], None),
        ("less than is usual", [5 * MINUTE, None], NOW + 5 * MINUTE),
        ("what is usual", [30 * MINUTE], NOW + 30 * MINUTE),
        ("more than is usual", [None, HOUR], NOW + 9 * HOUR),
    ],
)
def test_until_when_a_site_is_left_alone(name: str, asked: list[int | None], expected: int | None) -> None:
    assert schedule.not_before(NOW, 30 * MINUTE, asked, NOW + 9 * HOUR) == expected, name


@given(st.integers(1, 50))
def test_failures_wait_longer_and_longer(failures: int) -> None:
    now, later = (schedule.after_failure(0, f, None) for f in (failures, failures + 1))
    assert now is not None and later is not None
    assert schedule.RETRY_S <= now <= later <= DAY


@pytest.mark.parametrize(
    ("name", "stored", "is_due"),
    [
        ("never read", feed(), True),
        ("its time has come", feed(next_attempt=NOW), True),
        ("its time is past", feed(next_attempt=NOW - DAY), True),
        ("a second early", feed(next_attempt=NOW + 1), False),
        ("failing and waiting", feed(next_attempt=NOW + 9, problem="dns"), False),
        ("failing, time has come", feed(next_attempt=NOW - 9, problem="dns"), True),
        ("gone", feed(problem="gone"), False),
        ("the clock was set back", feed(next_attempt=NOW + 9 * DAY), True),
        ("patience for a week", feed(next_attempt=NOW + 7 * DAY), False),
    ],
)
def test_is_due(name: str, stored: StoredFeed, *, is_due: bool) -> None:
    assert schedule.is_due(stored, NOW) == is_due, name


@pytest.mark.parametrize(
    ("name", "stored", "at_least_s", "expected"),
    [
        ("never read", feed(), 60, True),
        ("long ago", feed(last_attempt=NOW - 60, next_attempt=NOW + HOUR), 60, True),
        ("just now", feed(last_attempt=NOW - 59, next_attempt=NOW + HOUR), 60, False),
        ("just now, for all", feed(last_attempt=NOW, next_attempt=NOW + HOUR), 0, True),
        ("minutes ago, opened", feed(last_attempt=NOW - 200, next_attempt=NOW + HOUR), 300, False),
        ("in the future: the clock was set back", feed(last_attempt=NOW + 9), 60, True),
        ("failing", feed(last_attempt=NOW - 60, next_attempt=NOW + DAY, problem="dns", failures=9), 60, True),
        ("asks for patience", feed(last_attempt=NOW - 99, next_attempt=NOW + 9, problem="busy"), 0, False),
        ("asked for patience", feed(last_attempt=NOW - 99, next_attempt=NOW, problem="busy"), 60, True),
        ("gone", feed(last_attempt=NOW - DAY, problem="gone"), 0, False),
        ("fresh for a while", feed(last_attempt=NOW - 99, next_attempt=NOW + 9, not_before=NOW + 9), 0, False),
        ("fresh no more", feed(last_attempt=NOW - 99, next_attempt=NOW + 99, not_before=NOW), 0, True),
        ("refused just now", feed(last_attempt=NOW - 99, next_attempt=NOW + DAY, problem="status"), 0, False),
        ("refused an hour ago", feed(last_attempt=NOW - HOUR, next_attempt=NOW + DAY, problem="status"), 0, True),
    ],
)
def test_may_be_asked(name: str, stored: StoredFeed, at_least_s: int, *, expected: bool) -> None:
    assert schedule.may_be_asked(stored, NOW, at_least_s=at_least_s) == expected, name


HOURS = st.integers(0, 100 * HOUR)
WISHES = st.builds(
    Wishes, st.none(), st.frozensets(st.integers(0, 23), max_size=6), st.frozensets(st.integers(0, 6), max_size=2)
)


@given(HOURS, st.lists(st.none() | HOURS), HOURS, st.floats(-1, 1), WISHES)
def test_never_sooner_than_anybody_asked(
    interval_s: int, asked: list[int | None], usual_s: int, by: float, wishes: Wishes
) -> None:
    wait = schedule.after_success(NOW, interval_s, asked, usual_s=usual_s, jitter=by, wishes=wishes) - NOW
    assert min(max(15 * MINUTE, interval_s, *(a or 0 for a in asked), 0), DAY) <= wait <= DAY
    if not wishes.skip_days and not wishes.skip_hours:
        base = min(max(15 * MINUTE, interval_s, usual_s, *(a or 0 for a in asked), 0), DAY)
        assert 0.9 * base - 1 <= wait <= 1.1 * base + 1


@pytest.mark.parametrize(
    ("name", "wishes", "at", "expected"),
    [
        ("it does not mind", Wishes(None, frozenset({3})), "2025-10-09 08:00", "2025-10-09 08:30"),
        ("an hour", Wishes(None, frozenset({8})), "2025-10-09 08:00", "2025-10-09 09:00"),
        ("over midnight", Wishes(None, frozenset({23, 0, 1})), "2025-10-09 22:45", "2025-10-10 02:00"),
        ("a day", Wishes(None, frozenset(), frozenset({5})), "2025-10-10 23:45", "2025-10-11 23:45"),
        ("always", Wishes(None, frozenset(range(24))), "2025-10-09 08:00", "2025-10-10 08:00"),
    ],
)
def test_hours_and_days_to_skip(name: str, wishes: Wishes, at: str, expected: str) -> None:
    now, then = (int(datetime.fromisoformat(f"{text}+00:00").timestamp()) for text in (at, expected))
    assert schedule.after_success(now, 30 * MINUTE, [], wishes=wishes) == then, name


@given(st.integers(1, 10**9), st.integers(0, 2**40))
def test_jitter_is_of_the_feed_and_the_attempt(number: int, at: int) -> None:
    by = schedule.jitter(FeedId(number), at)
    assert -1 <= by <= 1
    assert by == schedule.jitter(FeedId(number), at)


def test_jitter_spreads_what_was_read_together() -> None:
    waits = {schedule.after_success(NOW, HOUR, [], jitter=schedule.jitter(FeedId(i), NOW)) for i in range(200)}
    assert len(waits) > 100


# How a feed publishes


@pytest.mark.parametrize(
    ("name", "dates", "expected"),
    [
        ("nothing", [], Rhythm()),
        ("no dates", [None, None], Rhythm()),
        ("one", [NOW - 9], Rhythm(NOW - 9, None)),
        ("every hour, in any order", [NOW - 2 * HOUR, NOW, None, NOW - HOUR], Rhythm(NOW, HOUR)),
        ("the future is now", [NOW + DAY, NOW - HOUR], Rhythm(NOW, HOUR)),
        ("nonsense", [-5, 0, NOW], Rhythm(NOW, None)),
        ("twice the same", [NOW, NOW, NOW - HOUR], Rhythm(NOW, HOUR)),
    ],
)
def test_rhythm(name: str, dates: list[int | None], expected: Rhythm) -> None:
    assert schedule.rhythm_of(dates, NOW) == expected, name


def test_the_newest_gaps_count_most() -> None:
    lately_often = schedule.rhythm_of([NOW - i * HOUR for i in range(10)] + [NOW - DAY * i for i in range(2, 12)], NOW)
    lately_rarely = schedule.rhythm_of(
        [NOW - i * DAY for i in range(10)] + [NOW - 10 * DAY - HOUR * i for i in range(10)], NOW
    )
    assert lately_often.gap_s is not None and lately_rarely.gap_s is not None
    assert lately_often.gap_s < lately_rarely.gap_s


@pytest.mark.parametrize(
    ("name", "rhythm", "last_new", "wait"),
    [
        ("nothing is known", Rhythm(), None, 0),
        ("once a day", Rhythm(NOW - HOUR, DAY), NOW - HOUR, 6 * HOUR),
        ("every minute", Rhythm(NOW, MINUTE), NOW, 15),
        ("often, and silent since yesterday", Rhythm(NOW - DAY, HOUR), NOW - DAY, 3 * HOUR),
        ("no dates, silent since yesterday", Rhythm(), NOW - DAY, 3 * HOUR),
        ("wrong dates, but there was something new", Rhythm(NOW - 999 * DAY, HOUR), NOW - 8 * MINUTE, 15 * MINUTE),
    ],
)
def test_the_usual_wait(name: str, rhythm: Rhythm, last_new: int | None, wait: int) -> None:
    assert schedule.usual_wait_s(rhythm, last_new, NOW) == wait, name


def test_a_feed_that_publishes_once_a_day_is_asked_a_few_times() -> None:
    """Followed through a week, by the rules alone."""
    now, asked, last_new = NOW, 0, NOW
    while now < NOW + 7 * DAY:
        newest = now - now % DAY
        if newest > last_new:
            last_new = now
        wait = schedule.usual_wait_s(Rhythm(newest, DAY), last_new, now)
        now = schedule.after_success(now, 30 * MINUTE, [], usual_s=wait, jitter=schedule.jitter(FeedId(1), now))
        asked += 1
    assert 7 * 3 <= asked <= 7 * 6
