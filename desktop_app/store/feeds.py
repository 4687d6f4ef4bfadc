"""The SQL about feeds: which are to be read, what the site gave us to send back, and how reading them went."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.fetch import Validators
from desktop_app.model.outlet import FeedId, OutletKey
from desktop_app.store.press import IS_ON, JOINED

DAY_S = 86_400
PACE_OVER_S = 30 * DAY_S
LONGEST_DELAY_S = 7 * DAY_S

PACE = """
    SELECT published, fetched FROM article INDEXED BY article_by_feed
    WHERE feed = :feed AND published > :since ORDER BY published DESC LIMIT 1000"""


@dataclass(frozen=True, slots=True)
class Wishes:
    """When a feed's own text asks to be read."""

    refresh_s: int | None = None
    skip_hours: frozenset[int] = frozenset()  # 0 to 23, UTC
    skip_days: frozenset[int] = frozenset()  # 0 is Monday


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a feed publishes, as far as the dates in it tell."""

    newest: Seconds | None = None
    gap_s: int | None = None  # between its articles; the newest count most


@dataclass(frozen=True, slots=True)
class Move:
    """Where a feed is read instead of its own address, "" for nowhere else."""

    moved_to: str = ""
    moving_to: str = ""  # said by one answer; the next one confirms it


NO_WISHES, NO_RHYTHM, NO_MOVE = Wishes(), Rhythm(), Move()


@dataclass(frozen=True, slots=True)
class StoredFeed:
    """A feed as the sync needs it."""

    id: FeedId
    url: str  # as the catalogue, or the user, named it
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
    first_success: Seconds | None = None
    last_new: Seconds | None = None
    not_before: Seconds | None = None  # site or feed ask not to be read before
    move: Move = NO_MOVE
    wishes: Wishes = NO_WISHES
    rhythm: Rhythm = NO_RHYTHM

    @property
    def address(self) -> str:
        """Where it is to be asked for."""
        return self.move.moving_to or self.move.moved_to or self.url


_STORED = f"""
    SELECT f.id, f.url, o.id, o.key, o.name, o.country, f.language, f.etag, f.last_modified, f.body_hash,
           f.last_attempt, f.next_attempt, f.failures, f.problem, f.last_new, f.not_before,
           f.moved_to, f.moving_to, f.refresh_s, f.skip_hours, f.skip_days, f.newest, f.gap_s, f.first_success,
           f.read_from
    {JOINED}"""
_VISITED_AT_MOST = 4  # feeds of a country that is only read when it is opened


def to_read(db: sqlite3.Connection, countries: Iterable[CountryCode] | None = None) -> list[StoredFeed]:
    """The feeds that are on and not paused, of these countries or of all.

    A country that is asked for by name and has nothing switched on is visited: its most trusted feeds are read, but
    for those that the user switched off.
    """
    on = _stored(db.execute(f"{_STORED} WHERE {IS_ON} AND NOT coalesce(c.is_paused, 0) ORDER BY f.id"))
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
            Validators(r[7], r[8], r[24]),
            body_hash=r[9],
            last_attempt=r[10],
            next_attempt=r[11],
            failures=r[12],
            problem=r[13],
            last_new=r[14],
            not_before=r[15],
            move=Move(r[16], r[17]),
            wishes=Wishes(r[18], _numbers(r[19]), _numbers(r[20])),
            rhythm=Rhythm(r[21], r[22]),
            first_success=r[23],
        )
        for r in found
    ]


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in set(numbers))


def _numbers(bits: int) -> frozenset[int]:
    return frozenset(number for number in range(24) if bits >> number & 1) if bits else frozenset()


@dataclass(frozen=True, slots=True)
class Success:
    """A feed answered. Written in the same transaction as its articles, so that neither is without the other."""

    at: Seconds
    validators: Validators
    body_hash: bytes | None  # None: unchanged (304)
    next_attempt: Seconds
    added: int
    not_before: Seconds | None = None
    move: Move = NO_MOVE
    wishes: Wishes = NO_WISHES
    rhythm: Rhythm = NO_RHYTHM


@dataclass(frozen=True, slots=True)
class Failure:
    at: Seconds
    problem: str
    status: int | None
    next_attempt: Seconds | None  # None: never again by itself
    not_before: Seconds | None = None
    move: Move = NO_MOVE


def put_success(db: sqlite3.Connection, feed: FeedId, success: Success) -> None:
    move = success.move if _is_free(db, feed, success.move) else NO_MOVE
    db.execute(
        """UPDATE feed SET etag = :etag, last_modified = :last_modified, read_from = :read_from,
                           body_hash = coalesce(:body_hash, body_hash),
                           last_attempt = :at, last_success = :at, first_success = coalesce(first_success, :at),
                           last_new = CASE WHEN :added THEN :at ELSE last_new END, next_attempt = :next_attempt,
                           failing_since = NULL, failures = 0, problem = '', status = NULL,
                           not_before = :not_before, moved_to = :moved_to, moving_to = :moving_to,
                           refresh_s = :refresh_s, skip_hours = :skip_hours, skip_days = :skip_days,
                           newest = :newest, gap_s = :gap_s
           WHERE id = :feed""",
        {
            "feed": feed,
            "at": success.at,
            "etag": success.validators.etag,
            "last_modified": success.validators.last_modified,
            "read_from": success.validators.given_by,
            "body_hash": success.body_hash,
            "added": success.added > 0,
            "next_attempt": success.next_attempt,
            "not_before": success.not_before,
            "moved_to": move.moved_to,
            "moving_to": move.moving_to,
            "refresh_s": success.wishes.refresh_s,
            "skip_hours": _bits(success.wishes.skip_hours),
            "skip_days": _bits(success.wishes.skip_days),
            "newest": success.rhythm.newest,
            "gap_s": success.rhythm.gap_s,
        },
    )


def _is_free(db: sqlite3.Connection, feed: FeedId, move: Move) -> bool:
    """Whether no other feed is read where this one goes: it would be asked for twice, and its articles told twice."""
    target = move.moving_to or move.moved_to
    if not target:
        return True
    taken = "SELECT 1 FROM feed WHERE id <> ?1 AND in_catalog AND (url = ?2 OR moved_to = ?2)"
    return db.execute(taken, (feed, target)).fetchone() is None


def put_failure(db: sqlite3.Connection, feed: FeedId, failure: Failure) -> None:
    """The validators stay: they belong to the last body that we have."""
    db.execute(
        """UPDATE feed SET last_attempt = ?1, failing_since = coalesce(failing_since, ?1), failures = failures + 1,
                           problem = ?2, status = ?3, next_attempt = ?4, not_before = ?5, moved_to = ?6, moving_to = ?7
           WHERE id = ?8""",
        (
            failure.at, failure.problem, failure.status, failure.next_attempt, failure.not_before,
            failure.move.moved_to, failure.move.moving_to, feed,
        ),
    )  # fmt: skip


def put_pace(db: sqlite3.Connection, feed: FeedId, now: Seconds) -> None:
    """Count how much the feed has published of late, and how long after its date an article was read."""
    since = now - PACE_OVER_S
    newest, first_success = db.execute("SELECT newest, first_success FROM feed WHERE id = ?", (feed,)).fetchone()
    found: list[tuple[Seconds, Seconds]] = db.execute(PACE, {"feed": feed, "since": since}).fetchall()
    span = max(DAY_S, now - found[-1][0]) if found else PACE_OVER_S
    # what stood in the feed before it was first read says nothing of our delay, nor do articles without a date
    delays = sorted(
        min(max(0, fetched - published), LONGEST_DELAY_S)
        for published, fetched in found
        if newest is not None and first_success is not None and fetched > first_success
    )
    db.execute(
        "UPDATE feed SET per_week = ?, delay_s = ? WHERE id = ?",
        (len(found) * 7 * DAY_S / span, delays[len(delays) // 2] if delays else None, feed),
    )


def urls(db: sqlite3.Connection, *, only_users: bool) -> tuple[str, ...]:
    """The addresses of every feed, or only of those that the user added."""
    found = db.execute(
        """SELECT f.url FROM feed f JOIN outlet o ON o.id = f.outlet
           WHERE f.in_catalog AND (o.origin = 'user' OR NOT ?)""",
        (only_users,),
    )
    return tuple(url for (url,) in found)
