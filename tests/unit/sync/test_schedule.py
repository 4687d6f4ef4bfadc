from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.country import CountryCode
from desktop_app.model.errors import FetchError, FetchProblem
from desktop_app.model.fetch import NO_VALIDATORS
from desktop_app.model.outlet import FeedId, OutletKey
from desktop_app.store.feeds import StoredFeed
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
    assert schedule.after_success(NOW, interval, asked) == NOW + wait - schedule.SLACK_S, name


@pytest.mark.parametrize(
    ("name", "failures", "failed", "wait"),
    [
        ("first", 1, None, 15 * MINUTE),
        ("second", 2, None, 30 * MINUTE),
        ("third", 3, error(FetchProblem.DNS), HOUR),
        ("many", 8, None, DAY),
        ("very many", 10_000, None, DAY),
        ("the site names a time", 1, error(retry_after_s=2 * HOUR), 2 * HOUR),
        ("a short one", 1, error(retry_after_s=1), 15 * MINUTE),
        ("a very long one", 1, error(retry_after_s=365 * DAY), 7 * DAY),
    ],
)
def test_after_failure(name: str, failures: int, failed: FetchError | None, wait: int) -> None:
    assert schedule.after_failure(NOW, failures, failed) == NOW + wait, name


def test_what_is_gone_is_not_asked_again() -> None:
    assert schedule.after_failure(NOW, 1, error(FetchProblem.GONE, 5)) is None


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
    ],
)
def test_may_be_asked(name: str, stored: StoredFeed, at_least_s: int, *, expected: bool) -> None:
    assert schedule.may_be_asked(stored, NOW, at_least_s=at_least_s) == expected, name


@given(st.integers(0, 10**6), st.integers(15 * MINUTE, 24 * HOUR))
def test_a_pass_each_interval_finds_what_the_last_one_read(late_s: int, interval_s: int) -> None:
    """The pass itself takes time: what it read at its end is due at the next one all the same."""
    read_at = NOW + late_s % schedule.SLACK_S
    next_attempt = schedule.after_success(read_at, interval_s, [None])
    assert schedule.is_due(feed(next_attempt=next_attempt), NOW + interval_s)
