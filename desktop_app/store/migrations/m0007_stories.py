"""Stories: which articles tell the same event. See store/stories.py."""

from __future__ import annotations

import sqlite3

_STATEMENTS = (
    # Articles whose story is to be looked for, in the order in which they came
    """
    CREATE TABLE story_todo (
        turn INTEGER PRIMARY KEY AUTOINCREMENT,
        article INTEGER NOT NULL UNIQUE REFERENCES article (id) ON DELETE CASCADE,
        is_dated INTEGER NOT NULL -- 0: its date is when it came, which tells nothing of when its event was
    ) STRICT
    """,
    # Every article's story. Most are the only one of theirs, and have no row in the table below.
    """
    CREATE TABLE story_member (
        article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
        story INTEGER NOT NULL,
        similarity INTEGER NOT NULL, -- thousandths
        copy_of INTEGER -- the article of the story whose words it repeats
    ) STRICT
    """,
    "CREATE INDEX story_member_by_story ON story_member (story)",
    """
    CREATE TABLE story (
        id INTEGER PRIMARY KEY,
        headline INTEGER NOT NULL, -- the article in its middle
        articles INTEGER NOT NULL, -- two at least
        outlets INTEGER NOT NULL,
        countries INTEGER NOT NULL,
        first_seen INTEGER NOT NULL,
        updated INTEGER NOT NULL,
        rank INTEGER NOT NULL -- countries and recency in one: store/stories.py
    ) STRICT
    """,
    "CREATE INDEX story_by_rank ON story (rank DESC, id DESC)",
    # Of those: how many articles each country's press has
    """
    CREATE TABLE story_country (
        story INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
        country TEXT NOT NULL,
        articles INTEGER NOT NULL,
        PRIMARY KEY (story, country)
    ) STRICT, WITHOUT ROWID
    """,
    # What articles are compared by, while new ones are compared with them
    """
    CREATE TABLE story_terms (
        article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
        published INTEGER, -- NULL: nobody knows
        terms BLOB NOT NULL
    ) STRICT
    """,
    # What the user says of two articles
    """
    CREATE TABLE story_correction (
        one INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        is_same INTEGER NOT NULL,
        PRIMARY KEY (one, other)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX story_correction_by_other ON story_correction (other)",
    """
    INSERT INTO story_todo (article, is_dated)
    SELECT id, 1 FROM article WHERE fetched > (SELECT max(fetched) - 864000 FROM article) ORDER BY fetched, id
    """,
)


def migrate(db: sqlite3.Connection) -> None:
    for statement in _STATEMENTS:
        db.execute(statement)
