"""What the doctor asks about SQLite and the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop_app.store import catalog
from desktop_app.store.connection import open_reader, store_errors
from desktop_app.store.schema import MIGRATIONS, version


@dataclass(frozen=True, slots=True)
class Condition:
    """What the store holds."""

    version: int
    newest_version: int  # that this program knows
    articles: int
    kept: int  # by the user: starred, noted or tagged
    countries: int
    catalog: str  # fingerprint of the catalogue that the store has a copy of, "" for none


def condition(database: Path) -> Condition:
    """Raises StoreError where the file cannot be read, is not ours or is too new."""
    with store_errors(), closing(open_reader(database)) as db:
        number = version(db)
        if number == 0:
            return Condition(0, len(MIGRATIONS), 0, 0, 0, "")
        articles, kept, countries = db.execute(
            """SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM (
                   SELECT article FROM mark WHERE starred_at IS NOT NULL OR note <> '' UNION SELECT article FROM tag)),
                   (SELECT count(*) FROM country)"""
        ).fetchone()
        return Condition(number, len(MIGRATIONS), articles, kept, countries, catalog.fingerprint(db))


def sqlite_version() -> str:
    return sqlite3.sqlite_version


def has_full_text_search() -> bool:
    with closing(sqlite3.connect(":memory:")) as db:
        try:
            db.execute("CREATE VIRTUAL TABLE t USING fts5 (x, content = '')")
        except sqlite3.OperationalError:
            return False
    return True
