"""A store as version 11 left it, when the search index's rows were spans of hours and the numbers of articles."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_app.store.connection import open_writer
from desktop_app.store.packing import pack
from desktop_app.store.schema import APPLICATION_ID, MIGRATIONS
from tests.support.stores import NOW, text

VERSION = 11


def make(path: Path, indexed: int, waiting: int = 0) -> None:
    """Articles "water 1", "water 2", ..., each a second older than the one before it; the last ones wait."""
    with closing(open_writer(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("BEGIN")
        for migration in MIGRATIONS[:VERSION]:
            migration(db)
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("INSERT INTO outlet VALUES (7, 'CL/a', 'CL', 'A', 'daily', '', 1, 1, 'catalog', '{}')")
        db.execute(
            "INSERT INTO feed (id, outlet, url, language, in_catalog) VALUES (3, 7, 'https://a.example/', '', 1)"
        )
        for number in range(1, indexed + waiting + 1):
            _put(db, number, is_indexed=number <= indexed)
        db.execute("COMMIT")


def _put(db: sqlite3.Connection, number: int, *, is_indexed: bool) -> None:
    published = NOW - number
    db.execute(
        """INSERT INTO article (id, outlet, feed, country, url, title, lead, byline, language, image, published,
                                fetched, text_hash)
           VALUES (?, 7, 3, 'CL', 'https://a.example/', ?, '', '', 'en', '', ?, ?, 1)""",
        (number, f"water {number}", published, NOW),
    )
    db.execute("INSERT INTO body (article, document) VALUES (?, ?)", (number, pack(text(f"ice {number}"))))
    if is_indexed:
        row = published >> 13 << 27 | number
        db.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (row, f"water {number}\nice {number}"))
    else:
        db.execute("INSERT INTO search_todo (article) VALUES (?)", (number,))
