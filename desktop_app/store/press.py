"""
The SQL about how the press is doing: what the window tells of feeds and sources. Apart from what the sync needs of
feeds, since the window asks this before its first paint.
"""

from __future__ import annotations

import sqlite3

from desktop_app.model.article import Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.model.outlet import FeedHealth, FeedId, FeedState, OutletKey

QUIET_AFTER_S = 7 * 86_400

# An outlet is read when the catalogue, or the user, switched it on, and the user did not pause it.
IS_ON = "f.in_catalog AND o.in_catalog AND coalesce(c.is_on, o.is_default OR o.origin = 'user')"
JOINED = """
    FROM feed f JOIN outlet o ON o.id = f.outlet LEFT JOIN outlet_choice c ON c.outlet = o.id"""


def health(db: sqlite3.Connection, now: Seconds, country: CountryCode | None = None) -> tuple[FeedHealth, ...]:
    """How every feed of the catalogue, or of a country, is doing; by country and outlet."""
    found = db.execute(
        f"""SELECT f.id, o.key, o.name, o.country, f.url, {IS_ON}, coalesce(c.is_paused, 0), f.last_success,
                   f.last_attempt, f.next_attempt, f.failing_since, f.problem, f.status, f.articles,
                   o.origin = 'user', f.last_new, f.moved_to, f.per_week, f.delay_s, f.read_from
            {JOINED} WHERE f.in_catalog AND o.in_catalog AND (?1 IS NULL OR o.country = ?1)
            ORDER BY o.country, o.name, f.id""",
        (country,),
    )
    return tuple(
        FeedHealth(
            feed=FeedId(r[0]),
            outlet=OutletKey(r[1]),
            outlet_name=r[2],
            country=CountryCode(r[3]),
            url=r[16] or r[4],
            state=_state(bool(r[5]), bool(r[6]), r[7], r[8], r[9], r[11], r[15], now),
            last_success=r[7],
            last_attempt=r[8],
            next_attempt=r[9],
            failing_since=r[10],
            problem=r[11],
            status=r[12],
            articles=r[13],
            is_user=bool(r[14]),
            moved_from=r[4] if r[16] else "",
            articles_per_week=r[17],
            average_delay_s=r[18],
            is_unencrypted=r[4].startswith("https:") and r[19].startswith("http:"),
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
    {JOINED} WHERE {IS_ON} AND NOT coalesce(c.is_paused, 0)"""


COUNTS = f"""
    SELECT o.country, count(DISTINCT o.id)
    {JOINED} WHERE {IS_ON} AND NOT coalesce(c.is_paused, 0) GROUP BY o.country"""


def source_counts(db: sqlite3.Connection) -> dict[CountryCode, int]:
    """How many outlets of each country are read."""
    return {CountryCode(code): number for code, number in db.execute(COUNTS)}


@frozen
class Summary:
    """All feeds in three figures."""

    feeds: int  # that are on
    failing: int
    last_success: Seconds | None  # of any


def summary(db: sqlite3.Connection) -> Summary:
    return Summary(*db.execute(SUMMARY).fetchone())


REACH = f"""
    SELECT o.id, o.country, coalesce(max(f.last_success), 0)
    {JOINED} WHERE {IS_ON} AND NOT coalesce(c.is_paused, 0) GROUP BY o.id"""


def last_read(db: sqlite3.Connection) -> list[tuple[int, CountryCode, Seconds]]:
    """The outlets that are read, with their country and when that last succeeded; 0 for never."""
    return [(outlet, CountryCode(country), at) for outlet, country, at in db.execute(REACH)]
