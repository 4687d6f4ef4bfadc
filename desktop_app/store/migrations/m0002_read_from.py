"""Where a feed came from the last time: its validators are of that address, and of no other that leads there."""

from __future__ import annotations

import sqlite3


def migrate(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE feed ADD COLUMN read_from TEXT NOT NULL DEFAULT ''")
