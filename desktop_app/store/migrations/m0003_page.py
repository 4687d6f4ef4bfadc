"""What the articles' own pages gave: their full text, or why there is none. What the feed says stays as it is."""

from __future__ import annotations

import sqlite3


def migrate(db: sqlite3.Connection) -> None:
    db.execute(
        """
        CREATE TABLE page (
            article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
            outcome TEXT NOT NULL, -- model/page.py: PageOutcome
            fetched INTEGER NOT NULL,
            problem TEXT NOT NULL, -- of one that failed: FetchProblem
            status INTEGER,
            byline TEXT NOT NULL,
            image TEXT NOT NULL,
            document BLOB -- as in body; NULL where there is no full text
        ) STRICT
        """
    )
