"""The SQL about countries, outlets and what the user chose of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from desktop_app.model.article import Seconds
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.errors import UsageError
from desktop_app.model.outlet import FeedSource, Outlet, OutletKey, OutletKind, Ownership

COUNTRIES = "SELECT facts FROM country ORDER BY code"
OUTLETS = """
    SELECT o.id, o.key, o.country, o.name, o.kind, o.homepage, o.is_default, o.origin, o.facts
    FROM outlet o WHERE o.country = :country AND o.in_catalog ORDER BY o.name"""

# the user's own are told by their new address where they have moved; the catalogue's are known by the catalogue's
FEEDS = """
    SELECT CASE WHEN o.origin = 'user' AND f.moved_to <> '' THEN f.moved_to ELSE f.url END, f.language
    FROM feed f JOIN outlet o ON o.id = f.outlet WHERE f.outlet = ? AND f.in_catalog ORDER BY f.id"""


def fingerprint(db: sqlite3.Connection) -> str:
    """Of the catalogue that the store has a copy of; "" for none."""
    found = db.execute("SELECT value FROM meta WHERE key = 'catalog'").fetchone()
    return found[0] if found else ""


def put_catalog(
    db: sqlite3.Connection, countries: Iterable[Country], outlets: Iterable[Outlet], catalog_fingerprint: str
) -> None:
    """Take a catalogue over. What it no longer names is switched off, its articles and health stay."""
    db.execute("DELETE FROM country")
    db.executemany(
        "INSERT INTO country (code, facts) VALUES (?, ?)",
        [(c.code, json.dumps(asdict(c), ensure_ascii=False)) for c in countries],
    )
    db.execute("UPDATE outlet SET in_catalog = 0 WHERE origin = 'catalogue'")
    db.execute("UPDATE feed SET in_catalog = 0 WHERE outlet IN (SELECT id FROM outlet WHERE origin = 'catalogue')")
    for outlet in outlets:
        put_outlet(db, outlet)
    db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('catalog', ?)", (catalog_fingerprint,))


def put_outlet(db: sqlite3.Connection, outlet: Outlet) -> int:
    """Store an outlet and its feeds, or bring them up to date; returns the outlet's row id.

    A feed that the user reads under an outlet of their own stays there, though the catalogue may know it too.
    """
    facts = {
        "ownership": asdict(outlet.ownership) if outlet.ownership else None,
        "note": outlet.note,
        "confidence": outlet.confidence,
        "checked": outlet.checked,
    }
    outlet_id: int = db.execute(
        """INSERT INTO outlet (key, country, name, kind, homepage, is_default, in_catalog, origin, facts)
           VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)
           ON CONFLICT (key) DO UPDATE SET country = excluded.country, name = excluded.name, kind = excluded.kind,
               homepage = excluded.homepage, is_default = excluded.is_default, in_catalog = 1, facts = excluded.facts
           RETURNING id""",
        (
            outlet.key, outlet.country, outlet.name, outlet.kind, outlet.homepage, outlet.is_default, outlet.origin,
            json.dumps(facts, ensure_ascii=False),
        ),
    ).fetchone()[0]  # fmt: skip
    for feed in outlet.feeds:
        _take_new_address(db, feed.url)
        db.execute(
            """INSERT INTO feed (outlet, url, language, in_catalog) VALUES (?, ?, ?, 1)
               ON CONFLICT (url) DO UPDATE SET
                   outlet = excluded.outlet, language = excluded.language, in_catalog = 1
               WHERE NOT feed.in_catalog OR ? = 'user'
                   OR (SELECT origin FROM outlet WHERE outlet.id = feed.outlet) <> 'user'""",
            (outlet_id, feed.url, feed.language, outlet.origin),
        )
    return outlet_id


def _take_new_address(db: sqlite3.Connection, url: str) -> None:
    """A feed that has moved here, and that nobody names by its old address any more, is this one."""
    db.execute(
        """UPDATE feed SET url = ?1, moved_to = '' WHERE id = (
               SELECT id FROM feed WHERE moved_to = ?1 AND moved_to <> '' AND NOT in_catalog
                   AND NOT EXISTS (SELECT 1 FROM feed WHERE url = ?1) LIMIT 1)""",
        (url,),
    )


def countries(db: sqlite3.Connection) -> tuple[Country, ...]:
    return tuple(_country(json.loads(facts)) for (facts,) in db.execute(COUNTRIES))


def _country(facts: dict[str, Any]) -> Country:
    tuples: dict[str, Any] = {k: tuple(facts[k]) for k in ("aliases", "native_names", "neighbours")}
    return Country(**(facts | tuples))


def outlets(db: sqlite3.Connection, country: CountryCode) -> tuple[Outlet, ...]:
    """The outlets of a country, by name."""
    return tuple(_outlet(db, row) for row in db.execute(OUTLETS, {"country": country}).fetchall())


def _outlet(db: sqlite3.Connection, row: Sequence[Any]) -> Outlet:
    facts = json.loads(row[8])
    feeds = db.execute(FEEDS, (row[0],))
    return Outlet(
        key=OutletKey(row[1]),
        country=CountryCode(row[2]),
        name=row[3],
        kind=OutletKind(row[4]),
        homepage=row[5],
        feeds=tuple(FeedSource(url, language) for url, language in feeds),
        is_default=bool(row[6]),
        confidence=facts["confidence"],
        ownership=Ownership(**facts["ownership"]) if facts["ownership"] else None,
        note=facts["note"],
        checked=facts["checked"],
        origin=row[7],
    )


def find_outlet(db: sqlite3.Connection, name: str) -> OutletKey:
    """The outlet of this key, or of this name or feed address. Raises UsageError where there is none, or several."""
    found = db.execute(
        """SELECT DISTINCT o.key, o.country FROM outlet o LEFT JOIN feed f ON f.outlet = o.id
           WHERE o.key = ?1 OR o.name = ?1 COLLATE NOCASE OR f.url = ?1 OR f.moved_to = ?1""",
        (name,),
    ).fetchall()
    if not found:
        raise UsageError(f"No source is called {name!r}. 'overview sources list' shows them all.")
    if len(found) > 1:
        keys = ", ".join(sorted(key for key, _ in found))
        raise UsageError(f"Several sources are called {name!r}. Name one of: {keys}")
    return OutletKey(found[0][0])


# What the user chose


def switch(db: sqlite3.Connection, outlet: OutletKey, *, is_on: bool) -> None:
    """Read this outlet, or do not."""
    _choose(db, outlet, "is_on", is_on)


def pause(db: sqlite3.Connection, outlet: OutletKey, *, is_paused: bool) -> None:
    """Leave this outlet out for a while, or take it up again."""
    _choose(db, outlet, "is_paused", is_paused)


def _choose(db: sqlite3.Connection, outlet: OutletKey, column: str, value: bool) -> None:
    db.execute(
        f"""INSERT INTO outlet_choice (outlet, {column}) SELECT id, ?2 FROM outlet WHERE key = ?1
            ON CONFLICT (outlet) DO UPDATE SET {column} = excluded.{column}""",
        (outlet, value),
    )


def remove_outlet(db: sqlite3.Connection, outlet: OutletKey) -> None:
    """An outlet of the user's is taken out of the list, one of the catalogue is switched off. Its articles stay."""
    db.execute("UPDATE outlet SET in_catalog = 0 WHERE key = ? AND origin = 'user'", (outlet,))
    db.execute(
        "UPDATE feed SET in_catalog = 0 WHERE outlet IN (SELECT id FROM outlet WHERE key = ? AND origin = 'user')",
        (outlet,),
    )
    switch(db, outlet, is_on=False)


def followed(db: sqlite3.Connection) -> frozenset[CountryCode]:
    return frozenset(CountryCode(code) for (code,) in db.execute("SELECT country FROM followed"))


def follow(db: sqlite3.Connection, country: CountryCode, *, is_followed: bool, now: Seconds) -> None:
    if is_followed:
        db.execute("INSERT OR IGNORE INTO followed (country, since) VALUES (?, ?)", (country, now))
    else:
        db.execute("DELETE FROM followed WHERE country = ?", (country,))
