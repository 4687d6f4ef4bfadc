"""Where the user left each article that was read in part."""

from __future__ import annotations

import sqlite3


def migrate(db: sqlite3.Connection) -> None:
    db.execute(
        """
        CREATE TABLE place (
            article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
            key INTEGER NOT NULL, -- model/place.py
            y REAL NOT NULL,
            words TEXT NOT NULL
        ) STRICT
        """
    )
