"""The search index is written in larger pieces: a first sync's in one or two, which needs less merging and room."""

from __future__ import annotations

import sqlite3

BYTES = 16 << 20  # that the index holds in memory before it writes, of the rows of one transaction; 1 MiB is FTS5's own


def migrate(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", (BYTES,))
