"""How much a feed publishes, and how late we read it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import pytest

from desktop_app.model.fetch import NO_VALIDATORS
from desktop_app.store import feeds, press
from desktop_app.store.feeds import Rhythm, Success, Wishes
from tests.support.stores import CL, DAY, NOW, add, feed, feed_id, new, store

HOUR = 3_600


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with store() as db:
        yield db


def pace(db: sqlite3.Connection, now: int = NOW) -> tuple[float | None, int | None]:
    feeds.put_pace(db, feed_id(db), now)
    (health,) = press.health(db, now, CL)
    return health.articles_per_week, health.average_delay_s


def read(db: sqlite3.Connection, at: int, dates: Sequence[int], *, is_dated: bool = True) -> None:
    """A pass that brings articles of these dates."""
    rhythm = Rhythm(max(dates)) if is_dated else Rhythm()
    feeds.put_success(db, feed_id(db), Success(at, NO_VALIDATORS, b"", at + 9, len(dates), rhythm=rhythm))
    known = db.execute("SELECT count(*) FROM article").fetchone()[0]
    add(db, *(new(known + i, published=date) for i, date in enumerate(dates)), at=at)


def test_nothing_is_known_of_what_was_never_counted(db: sqlite3.Connection) -> None:
    (health,) = press.health(db, NOW, CL)
    assert (health.articles_per_week, health.average_delay_s) == (None, None)


def test_a_feed_without_articles(db: sqlite3.Connection) -> None:
    read(db, NOW, [NOW - 99 * DAY])
    assert pace(db) == (0, None)


def test_the_first_body_tells_how_much_but_not_how_late(db: sqlite3.Connection) -> None:
    read(db, NOW, [NOW - i * 12 * HOUR for i in range(1, 15)])
    assert pace(db) == (14, None)


def test_a_burst_is_not_made_a_week_of_bursts(db: sqlite3.Connection) -> None:
    read(db, NOW, [NOW - i for i in range(10)])
    assert pace(db) == (70, None)  # ten in a day at least


def test_the_delay_is_the_middle_of_all_that_came_later(db: sqlite3.Connection) -> None:
    read(db, NOW - 9 * DAY, [NOW - 10 * DAY])
    for day, delay in ((8, 60), (7, 600), (6, 5 * DAY)):  # the last one while the computer was off
        read(db, NOW - day * DAY + delay, [NOW - day * DAY])
    per_week, delay_s = pace(db)
    assert (round(per_week or 0, 1), delay_s) == (2.8, 600)


def test_what_has_no_date_has_no_delay(db: sqlite3.Connection) -> None:
    read(db, NOW - DAY, [NOW - DAY])
    read(db, NOW, [NOW], is_dated=False)
    assert pace(db)[1] is None


def test_what_is_older_than_a_month_does_not_count(db: sqlite3.Connection) -> None:
    read(db, NOW - 40 * DAY, [NOW - 40 * DAY])
    read(db, NOW - 35 * DAY, [NOW - 36 * DAY])
    assert pace(db) == (0, None)


def test_what_a_feed_asks_for_is_kept(db: sqlite3.Connection) -> None:
    wishes = Wishes(7_200, frozenset({0, 23}), frozenset({0, 6}))
    feeds.put_success(
        db, feed_id(db), Success(NOW, NO_VALIDATORS, b"", NOW + 9, 0, NOW + 5, wishes=wishes, rhythm=Rhythm(NOW, 60))
    )
    f = feed(db)
    assert (f.wishes, f.rhythm, f.not_before, f.last_new) == (wishes, Rhythm(NOW, 60), NOW + 5, None)
