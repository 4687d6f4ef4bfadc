"""The search index's rows are numbered by spans of hours: it is filled anew."""

from __future__ import annotations

import sqlite3


def migrate(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO search (search) VALUES ('delete-all')")
    db.execute("INSERT OR IGNORE INTO search_todo (article) SELECT id FROM article")
