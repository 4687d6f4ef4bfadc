"""The SQL that only an import needs: whose article it is, and who has an id already."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from desktop_app.model.article import ArticleId
from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.model.outlet import OutletKey, OutletKind

_FEED = "import:"  # begins the address of a feed that is none: it only says that its articles were imported
_NO_FACTS = json.dumps({"ownership": None, "note": "", "confidence": 0.0, "checked": ""})


def place(
    db: sqlite3.Connection, country: CountryCode, name: str, key: OutletKey, facts: str | None = None
) -> tuple[int, int]:
    """The outlet of this name, and the feed that its imported articles come by. Both are made where there is none, with
    what is known of who owns it.

    Neither is ever fetched: they are not in the catalogue.
    """
    found = db.execute(
        """SELECT id, key FROM outlet WHERE key = ?3 OR country = ?1 AND name = ?2
           ORDER BY country = ?1 AND name = ?2 DESC LIMIT 1""",
        (country, name, key),
    ).fetchone()
    if found is None:
        found = db.execute(
            """INSERT INTO outlet (key, country, name, kind, homepage, is_default, in_catalog, origin, facts)
               VALUES (?, ?, ?, ?, '', 0, 0, 'import', ?) RETURNING id, key""",
            (key, country, name, OutletKind.OTHER, facts or _NO_FACTS),
        ).fetchone()
    outlet, url = found[0], _FEED + found[1]
    feed = db.execute("SELECT id FROM feed WHERE url = ?", (url,)).fetchone()
    if feed is None:
        feed = db.execute(
            "INSERT INTO feed (outlet, url, language, in_catalog) VALUES (?, ?, '', 0) RETURNING id", (outlet, url)
        ).fetchone()
    return outlet, feed[0]


@frozen
class Site:
    """What the catalogue knows of a site, by its outlets."""

    country: CountryCode | None  # whose press it is; None where outlets of several countries share it
    facts: str  # of a new outlet there, as the table has them: who owns it


def sites(db: sqlite3.Connection) -> dict[str, Site]:
    """By host, without "www."."""
    found: dict[str, list[tuple[CountryCode, str | None]]] = defaultdict(list)
    for homepage, country, ownership in db.execute(
        "SELECT homepage, country, json_extract(facts, '$.ownership') FROM outlet WHERE in_catalog"
    ):
        found[(urlsplit(str(homepage)).hostname or "").removeprefix("www.")].append((country, ownership))
    return {host: _site(of_host) for host, of_host in found.items() if host}


def _site(outlets: list[tuple[CountryCode, str | None]]) -> Site:
    countries, owners = {country for country, _ in outlets}, {owner for _, owner in outlets}
    owner = next(iter(owners)) if len(owners) == 1 else None
    facts = _NO_FACTS if owner is None else json.dumps(json.loads(_NO_FACTS) | {"ownership": json.loads(owner)})
    return Site(next(iter(countries)) if len(countries) == 1 else None, facts)


def has_outlet(db: sqlite3.Connection, country: CountryCode, name: str) -> bool:
    found = db.execute("SELECT 1 FROM outlet WHERE country = ? AND name = ? LIMIT 1", (country, name)).fetchone()
    return found is not None


def holder(db: sqlite3.Connection, given: str | int) -> ArticleId | None:
    """Who has exactly this id: ``"5"`` and ``5`` are two ids here."""
    found = db.execute("SELECT id FROM article WHERE public_id = ?", (json.dumps(given),)).fetchone()
    if found is None and isinstance(given, int) and -(2**63) <= given < 2**63:
        found = db.execute("SELECT id FROM article WHERE id = ? AND public_id IS NULL", (given,)).fetchone()
    return ArticleId(found[0]) if found else None


def take_keys(db: sqlite3.Connection, feed: int, article: ArticleId, keys: Iterable[int]) -> None:
    """From now on the article is known by these identities, also by those that outlived a pruned article."""
    db.executemany(
        """INSERT INTO article_key (key, feed, article) VALUES (?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET feed = excluded.feed, article = excluded.article WHERE article IS NULL""",
        [(key, feed, article) for key in keys],
    )


def text_hash(db: sqlite3.Connection, article: ArticleId) -> int:
    number: int = db.execute("SELECT text_hash FROM article WHERE id = ?", (article,)).fetchone()[0]
    return number
