"""Which countries articles are about. See store/about.py."""

from __future__ import annotations

import sqlite3

_STATEMENTS = (
    """
    CREATE TABLE about (
        article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        country TEXT NOT NULL,
        published INTEGER NOT NULL, -- the article's, here because the list is walked by it
        PRIMARY KEY (article, country)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX about_country ON about (country, published DESC, article DESC)",
    # what was grouped before is looked at again for this
    """
    INSERT INTO story_todo (article, is_dated)
    SELECT c.article, c.published IS NOT NULL FROM story_terms c JOIN article a ON a.id = c.article
    WHERE true ORDER BY a.fetched, c.article
    ON CONFLICT (article) DO NOTHING
    """,
)


def migrate(db: sqlite3.Connection) -> None:
    for statement in _STATEMENTS:
        db.execute(statement)
