"""What was read lately is found without walking every mark."""

from __future__ import annotations

import sqlite3


def migrate(db: sqlite3.Connection) -> None:
    db.execute("CREATE INDEX mark_read ON mark (read_at) WHERE read_at IS NOT NULL")
