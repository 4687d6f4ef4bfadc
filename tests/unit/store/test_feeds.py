from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_app.model.errors import FetchProblem
from desktop_app.model.fetch import NO_VALIDATORS, Validators
from desktop_app.model.outlet import FeedHealth, FeedState
from desktop_app.store import catalog, feeds, press
from desktop_app.store.feeds import Failure, Success
from tests.support.stores import CL, COUNTRIES, DAY, JP, NOW, OUTLETS, feed, feed_id, outlet, store

ALBA = OUTLETS[0].key
GIVEN = Validators('W/"a,b"', "Thu, 01 Jan 1970 00:00:00 GMT")


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with store() as db:
        yield db


def success(at: int = NOW, added: int = 1, **more: object) -> Success:
    values: dict[str, object] = {"validators": GIVEN, "body_hash": b"hash", "next_attempt": at + 1_800} | more
    return Success(at=at, added=added, **values)  # type: ignore[arg-type]


def failure(at: int = NOW, next_attempt: int | None = NOW + 900) -> Failure:
    return Failure(at, FetchProblem.NOT_FOUND, 404, next_attempt)


def health(db: sqlite3.Connection, now: int = NOW) -> FeedHealth:
    return press.health(db, now, CL)[0]


def test_a_feed_that_was_never_read(db: sqlite3.Connection) -> None:
    f = feed(db)
    assert (f.validators, f.body_hash, f.last_attempt, f.next_attempt, f.failures, f.problem) == (
        NO_VALIDATORS, None, None, None, 0, "",
    )  # fmt: skip
    assert (f.outlet, f.outlet_name, f.country, f.language) == (ALBA, "Alba", CL, "")


def test_only_of_the_countries_asked_for(db: sqlite3.Connection) -> None:
    assert [f.country for f in feeds.to_read(db, [JP, CL])] == [CL, JP]
    assert feeds.to_read(db, []) == []
    assert len(feeds.to_read(db)) == 3


def test_a_country_that_is_not_read_is_visited(db: sqlite3.Connection) -> None:
    quiet = [
        replace(outlet(f"CL/q{i}", is_default=False), confidence=confidence)
        for i, confidence in enumerate([0.1, 0.9, 0.5, 0.8, 0.7, 0.95])
    ]
    catalog.put_catalog(db, COUNTRIES, [*quiet, OUTLETS[2]], "second")
    catalog.switch(db, quiet[5].key, is_on=False)  # the user does not want it
    catalog.pause(db, quiet[1].key, is_paused=True)
    assert [f.outlet for f in feeds.to_read(db, [CL])] == ["CL/q3", "CL/q4", "CL/q2", "CL/q0"]
    assert [f.country for f in feeds.to_read(db, [CL, JP])] == [JP, CL, CL, CL, CL]
    assert [f.country for f in feeds.to_read(db)] == [JP]
    assert press.source_counts(db) == {JP: 1}
    catalog.switch(db, quiet[0].key, is_on=True)
    assert [f.outlet for f in feeds.to_read(db, [CL])] == ["CL/q0"]
    assert press.source_counts(db) == {CL: 1, JP: 1}


def test_validators_come_back_byte_for_byte(db: sqlite3.Connection) -> None:
    feeds.put_success(db, feed_id(db), success())
    f = feed(db)
    assert (f.validators, f.body_hash, f.last_attempt, f.next_attempt) == (GIVEN, b"hash", NOW, NOW + 1_800)


def test_not_modified_keeps_the_hash_of_the_body(db: sqlite3.Connection) -> None:
    feeds.put_success(db, feed_id(db), success())
    feeds.put_success(db, feed_id(db), success(NOW + 9, added=0, body_hash=None))
    assert feed(db).body_hash == b"hash"


def test_a_site_that_gives_validators_no_more(db: sqlite3.Connection) -> None:
    feeds.put_success(db, feed_id(db), success())
    feeds.put_success(db, feed_id(db), success(validators=NO_VALIDATORS, body_hash=b"other"))
    assert (feed(db).validators, feed(db).body_hash) == (NO_VALIDATORS, b"other")


def test_a_failure_leaves_the_validators_and_counts(db: sqlite3.Connection) -> None:
    feeds.put_success(db, feed_id(db), success(NOW - 50))
    for at in (NOW, NOW + 10):
        feeds.put_failure(db, feed_id(db), failure(at))
    f = feed(db)
    assert (f.validators, f.body_hash, f.failures, f.problem) == (GIVEN, b"hash", 2, "not found")
    h = health(db)
    assert (h.failing_since, h.last_attempt, h.last_success, h.status) == (NOW, NOW + 10, NOW - 50, 404)
    feeds.put_success(db, feed_id(db), success(NOW + 20))
    h = health(db)
    assert (h.failing_since, h.problem, h.status, feed(db).failures) == (None, "", None, 0)


WEEK = 7 * DAY


@pytest.mark.parametrize(
    ("name", "done", "now", "state"),
    [
        ("new", [], NOW, FeedState.NEVER),
        ("new articles", [success()], NOW, FeedState.HEALTHY),
        ("unchanged", [success(NOW - DAY), success(added=0)], NOW, FeedState.HEALTHY),
        ("nothing new for a week", [success(NOW - WEEK), success(added=0)], NOW, FeedState.HEALTHY),
        ("nothing new for more", [success(NOW - WEEK - 1), success(added=0)], NOW, FeedState.QUIET),
        ("answers, but never had anything", [success(added=0)], NOW, FeedState.QUIET),
        ("something new again", [success(NOW - 9 * DAY), success()], NOW, FeedState.HEALTHY),
        ("failed", [failure()], NOW, FeedState.FAILING),
        ("failed after success", [success(NOW - 9 * DAY), failure()], NOW, FeedState.FAILING),
        ("gone", [failure(next_attempt=None)], NOW, FeedState.GONE),
        ("came back", [failure(), success()], NOW, FeedState.HEALTHY),
    ],
)
def test_states(db: sqlite3.Connection, name: str, done: list[Success | Failure], now: int, state: FeedState) -> None:
    del name
    for step in done:
        if isinstance(step, Success):
            feeds.put_success(db, feed_id(db), step)
        else:
            feeds.put_failure(db, feed_id(db), step)
    assert health(db, now).state is state
    catalog.pause(db, ALBA, is_paused=True)
    assert health(db, now).state is FeedState.PAUSED
    catalog.switch(db, ALBA, is_on=False)
    assert health(db, now).state is FeedState.OFF


def test_health_is_in_the_order_of_countries_and_names(db: sqlite3.Connection) -> None:
    assert [h.outlet_name for h in press.health(db, NOW)] == ["Alba", "Nil", "Asahi"]
    assert [h.outlet_name for h in press.health(db, NOW, JP)] == ["Asahi"]


def test_the_summary_counts_what_is_read(db: sqlite3.Connection) -> None:
    assert press.summary(db) == press.Summary(3, 0, None)
    feeds.put_success(db, feed_id(db), success(NOW - 5))
    feeds.put_success(db, feed_id(db, "EG/nil"), success(NOW - 9))
    feeds.put_failure(db, feed_id(db, "EG/nil"), failure())
    assert press.summary(db) == press.Summary(3, 1, NOW - 5)
    catalog.pause(db, OUTLETS[1].key, is_paused=True)
    assert press.summary(db) == press.Summary(2, 0, NOW - 5)
    catalog.put_catalog(db, COUNTRIES, [], "none")
    assert press.summary(db) == press.Summary(0, 0, None)
