"""The SQL about feeds: which are to be read, what the site gave us to send back, and how it goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.fetch import Validators
from desktop_app.model.outlet import FeedHealth, FeedId, FeedState, OutletKey

QUIET_AFTER_S = 7 * 86_400

# An outlet is read when the catalogue, or the user, switched it on, and the user did not pause it.
_IS_ON = "f.in_catalog AND o.in_catalog AND coalesce(c.is_on, o.is_default OR o.origin = 'user')"
_JOINED = """
    FROM feed f JOIN outlet o ON o.id = f.outlet LEFT JOIN outlet_choice c ON c.outlet = o.id"""


@dataclass(frozen=True, slots=True)
class StoredFeed:
    """A feed as the sync needs it."""

    id: FeedId
    url: str
    outlet_id: int
    outlet: OutletKey
    outlet_name: str
    country: CountryCode
    language: str  # as the catalogue says, "" when it does not
    validators: Validators
    body_hash: bytes | None
    last_attempt: Seconds | None
    next_attempt: Seconds | None
    failures: int
    problem: str


_STORED = f"""
    SELECT f.id, f.url, o.id, o.key, o.name, o.country, f.language, f.etag, f.last_modified, f.body_hash,
           f.last_attempt, f.next_attempt, f.failures, f.problem
    {_JOINED}"""
_VISITED_AT_MOST = 4  # feeds of a country that is only read when it is opened


def to_read(db: sqlite3.Connection, countries: Iterable[CountryCode] | None = None) -> list[StoredFeed]:
    """The feeds that are on and not paused, of these countries or of all.

    A country that is asked for by name and has nothing switched on is visited: its most trusted feeds are read, but
    for those that the user switched off.
    """
    on = _stored(db.execute(f"{_STORED} WHERE {_IS_ON} AND NOT coalesce(c.is_paused, 0) ORDER BY f.id"))
    if countries is None:
        return on
    wanted = frozenset(countries)
    chosen = [feed for feed in on if feed.country in wanted]
    for country in sorted(wanted - {feed.country for feed in on}):
        chosen += _stored(
            db.execute(
                f"""{_STORED} WHERE o.country = ? AND f.in_catalog AND o.in_catalog AND c.is_on IS NULL
                        AND NOT coalesce(c.is_paused, 0)
                    ORDER BY json_extract(o.facts, '$.confidence') DESC, f.id LIMIT ?""",
                (country, _VISITED_AT_MOST),
            )
        )
    return chosen


def _stored(found: Iterable[Sequence[Any]]) -> list[StoredFeed]:
    return [
        StoredFeed(
            FeedId(r[0]),
            r[1],
            r[2],
            OutletKey(r[3]),
            r[4],
            CountryCode(r[5]),
            r[6],
            Validators(r[7], r[8]),
            *r[9:14],
        )
        for r in found
    ]


@dataclass(frozen=True, slots=True)
class Success:
    """A feed answered. Written in the same transaction as its articles, so that neither is without the other."""

    at: Seconds
    validators: Validators
    body_hash: bytes | None  # None: unchanged (304)
    next_attempt: Seconds
    added: int


@dataclass(frozen=True, slots=True)
class Failure:
    at: Seconds
    problem: str
    status: int | None
    next_attempt: Seconds | None  # None: never again by itself


def put_success(db: sqlite3.Connection, feed: FeedId, success: Success) -> None:
    db.execute(
        """UPDATE feed SET etag = ?, last_modified = ?, body_hash = coalesce(?, body_hash), last_attempt = ?,
                           last_success = ?, last_new = CASE WHEN ? THEN ? ELSE last_new END, next_attempt = ?,
                           failing_since = NULL, failures = 0, problem = '', status = NULL WHERE id = ?""",
        (
            success.validators.etag, success.validators.last_modified, success.body_hash, success.at,
            success.at, success.added > 0, success.at, success.next_attempt, feed,
        ),
    )  # fmt: skip


def put_failure(db: sqlite3.Connection, feed: FeedId, failure: Failure) -> None:
    """The validators stay: they belong to the last body that we have."""
    db.execute(
        """UPDATE feed SET last_attempt = ?1, failing_since = coalesce(failing_since, ?1), failures = failures + 1,
                           problem = ?2, status = ?3, next_attempt = ?4 WHERE id = ?5""",
        (failure.at, failure.problem, failure.status, failure.next_attempt, feed),
    )


def health(db: sqlite3.Connection, now: Seconds, country: CountryCode | None = None) -> tuple[FeedHealth, ...]:
    """How every feed of the catalogue, or of a country, is doing; by country and outlet."""
    found = db.execute(
        f"""SELECT f.id, o.key, o.name, o.country, f.url, {_IS_ON}, coalesce(c.is_paused, 0), f.last_success,
                   f.last_attempt, f.next_attempt, f.failing_since, f.problem, f.status, f.articles,
                   o.origin = 'user', f.last_new
            {_JOINED} WHERE f.in_catalog AND o.in_catalog AND (?1 IS NULL OR o.country = ?1)
            ORDER BY o.country, o.name, f.id""",
        (country,),
    )
    return tuple(
        FeedHealth(
            feed=FeedId(r[0]),
            outlet=OutletKey(r[1]),
            outlet_name=r[2],
            country=CountryCode(r[3]),
            url=r[4],
            state=_state(bool(r[5]), bool(r[6]), r[7], r[8], r[9], r[11], r[15], now),
            last_success=r[7],
            last_attempt=r[8],
            next_attempt=r[9],
            failing_since=r[10],
            problem=r[11],
            status=r[12],
            articles=r[13],
            is_user=bool(r[14]),
        )
        for r in found
    )


def _state(  # noqa: PLR0917 one row of a query
    is_on: bool,
    is_paused: bool,
    last_success: Seconds | None,
    last_attempt: Seconds | None,
    next_attempt: Seconds | None,
    problem: str,
    last_new: Seconds | None,
    now: Seconds,
) -> FeedState:
    if not is_on:
        return FeedState.OFF
    if is_paused:
        return FeedState.PAUSED
    if last_attempt is None:
        return FeedState.NEVER
    if problem:
        return FeedState.FAILING if next_attempt is not None else FeedState.GONE
    if last_success is not None and (last_new or 0) < now - QUIET_AFTER_S:
        return FeedState.QUIET
    return FeedState.HEALTHY


SUMMARY = f"""
    SELECT count(*), coalesce(sum(f.problem <> ''), 0), max(f.last_success)
    {_JOINED} WHERE {_IS_ON} AND NOT coalesce(c.is_paused, 0)"""


COUNTS = f"""
    SELECT o.country, count(DISTINCT o.id)
    {_JOINED} WHERE {_IS_ON} AND NOT coalesce(c.is_paused, 0) GROUP BY o.country"""


def source_counts(db: sqlite3.Connection) -> dict[CountryCode, int]:
    """How many outlets of each country are read."""
    return {CountryCode(code): number for code, number in db.execute(COUNTS)}


@dataclass(frozen=True, slots=True)
class Summary:
    feeds: int  # that are on
    failing: int
    last_success: Seconds | None  # of any


def summary(db: sqlite3.Connection) -> Summary:
    return Summary(*db.execute(SUMMARY).fetchone())


def urls(db: sqlite3.Connection, *, only_users: bool) -> tuple[str, ...]:
    """The addresses of every feed, or only of those that the user added."""
    found = db.execute(
        """SELECT f.url FROM feed f JOIN outlet o ON o.id = f.outlet
           WHERE f.in_catalog AND (o.origin = 'user' OR NOT ?)""",
        (only_users,),
    )
    return tuple(url for (url,) in found)
