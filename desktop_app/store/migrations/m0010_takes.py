"""What is told of stories, and what was told of them before. See store/story_takes.py."""

from __future__ import annotations

import sqlite3

_STATEMENTS = (
    # Stories whose takes are to be read. A story that changes gets another turn.
    """
    CREATE TABLE story_take_todo (
        turn INTEGER PRIMARY KEY AUTOINCREMENT,
        story INTEGER NOT NULL UNIQUE REFERENCES story (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE story_take (
        story INTEGER PRIMARY KEY REFERENCES story (id) ON DELETE CASCADE,
        takes BLOB NOT NULL -- packed JSON
    ) STRICT
    """,
    # The World's Current Take, from each time on at which it changed
    """
    CREATE TABLE story_take_state (
        story INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
        since INTEGER NOT NULL,
        told BLOB NOT NULL, -- packed JSON
        PRIMARY KEY (story, since)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO story_take_todo (story)
    SELECT id FROM story WHERE articles >= 4 AND countries >= 2 ORDER BY rank DESC
    """,
)


def migrate(db: sqlite3.Connection) -> None:
    for statement in _STATEMENTS:
        db.execute(statement)
