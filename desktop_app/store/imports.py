"""The SQL that only an import needs: whose article it is, and who has an id already."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from desktop_app.model.article import ArticleId
from desktop_app.model.country import CountryCode
from desktop_app.model.outlet import OutletKey, OutletKind

_FEED = "import:"  # begins the address of a feed that is none: it only says that its articles were imported
_NO_FACTS = json.dumps({"ownership": None, "note": "", "confidence": 0.0, "checked": ""})


def place(db: sqlite3.Connection, country: CountryCode, name: str, key: OutletKey) -> tuple[int, int]:
    """The outlet of this name, and the feed that its imported articles come by. Both are made where there is none.

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
            (key, country, name, OutletKind.OTHER, _NO_FACTS),
        ).fetchone()
    outlet, url = found[0], _FEED + found[1]
    feed = db.execute("SELECT id FROM feed WHERE url = ?", (url,)).fetchone()
    if feed is None:
        feed = db.execute(
            "INSERT INTO feed (outlet, url, language, in_catalog) VALUES (?, ?, '', 0) RETURNING id", (outlet, url)
        ).fetchone()
    return outlet, feed[0]


def countries_of_sites(db: sqlite3.Connection) -> dict[str, CountryCode]:
    """Whose press the sites of the catalogue's outlets are, without those that several countries' outlets share."""
    found: dict[str, set[CountryCode]] = defaultdict(set)
    for homepage, country in db.execute("SELECT homepage, country FROM outlet WHERE in_catalog"):
        found[(urlsplit(homepage).hostname or "").removeprefix("www.")].add(country)
    return {site: next(iter(countries)) for site, countries in found.items() if site and len(countries) == 1}


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
