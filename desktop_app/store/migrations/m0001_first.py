"""The first shape of the store."""

from __future__ import annotations

import sqlite3

_STATEMENTS = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    #
    # The catalogue's copy, so that a start reads rows and not two hundred files.
    #
    """
    CREATE TABLE country (
        code TEXT PRIMARY KEY,
        facts TEXT NOT NULL -- JSON, see store/catalog.py
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE outlet (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        country TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        homepage TEXT NOT NULL,
        is_default INTEGER NOT NULL,
        in_catalog INTEGER NOT NULL, -- 0: it was once, or the user added it
        origin TEXT NOT NULL,
        facts TEXT NOT NULL -- JSON: ownership, note, confidence, checked
    ) STRICT
    """,
    "CREATE INDEX outlet_by_country ON outlet (country, name)",
    """
    CREATE TABLE feed (
        id INTEGER PRIMARY KEY,
        outlet INTEGER NOT NULL REFERENCES outlet (id),
        url TEXT NOT NULL UNIQUE,
        language TEXT NOT NULL,
        in_catalog INTEGER NOT NULL,
        -- what the site gave us to send back, exactly as received; written with the articles, never before
        etag TEXT NOT NULL DEFAULT '',
        last_modified TEXT NOT NULL DEFAULT '',
        body_hash BLOB,
        -- instants are seconds since the epoch, UTC
        last_attempt INTEGER,
        last_success INTEGER,
        last_new INTEGER,
        next_attempt INTEGER,
        failing_since INTEGER,
        failures INTEGER NOT NULL DEFAULT 0, -- in a row
        problem TEXT NOT NULL DEFAULT '',
        status INTEGER,
        articles INTEGER NOT NULL DEFAULT 0, -- stored of it; kept here because counting is slow
        -- where it is read instead of its url, which stays the key that the catalogue knows it by
        moved_to TEXT NOT NULL DEFAULT '',
        moving_to TEXT NOT NULL DEFAULT '', -- said once, not confirmed yet
        -- what site and feed ask for
        not_before INTEGER,
        refresh_s INTEGER,
        skip_hours INTEGER NOT NULL DEFAULT 0, -- bits, 0 to 23, UTC
        skip_days INTEGER NOT NULL DEFAULT 0, -- bits, Monday is 0
        -- how it publishes
        newest INTEGER, -- the date of its newest article; NULL where it gives no dates
        gap_s INTEGER, -- between its articles; the newest count most
        first_success INTEGER,
        per_week REAL, -- these two are of the last 30 days
        delay_s INTEGER
    ) STRICT
    """,
    "CREATE INDEX feed_by_outlet ON feed (outlet)",
    "CREATE INDEX feed_by_moved_to ON feed (moved_to) WHERE moved_to <> ''",
    #
    # What came from the feeds.
    #
    # AUTOINCREMENT: an id is never used again, so that nothing can point at the wrong article.
    """
    CREATE TABLE article (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        outlet INTEGER NOT NULL REFERENCES outlet (id),
        feed INTEGER NOT NULL REFERENCES feed (id), -- that brought it first
        country TEXT NOT NULL, -- the outlet's, here because the lists walk it
        url TEXT NOT NULL,
        title TEXT NOT NULL,
        lead TEXT NOT NULL,
        byline TEXT NOT NULL,
        language TEXT NOT NULL,
        image TEXT NOT NULL,
        published INTEGER NOT NULL,
        fetched INTEGER NOT NULL,
        changed INTEGER,
        text_hash INTEGER NOT NULL, -- of what the feed gave, to see that it changed
        public_id TEXT -- JSON value that an import gave
    ) STRICT
    """,
    # each matches the ORDER BY of a list one to one, or paging would sort
    "CREATE INDEX article_by_country ON article (country, published DESC, id DESC)",
    "CREATE INDEX article_by_outlet ON article (outlet, published DESC, id DESC)",
    "CREATE INDEX article_latest ON article (published DESC, id DESC, country)",  # country: counting never leaves it
    "CREATE INDEX article_by_fetched ON article (fetched)",  # retention
    "CREATE INDEX article_by_feed ON article (feed, published DESC, fetched)",  # how a feed publishes
    "CREATE UNIQUE INDEX article_by_public_id ON article (public_id) WHERE public_id IS NOT NULL",
    """
    CREATE TABLE body (
        article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
        document BLOB NOT NULL -- zlib of model/document.py's JSON
    ) STRICT
    """,
    """
    CREATE TABLE translation (
        article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        lead TEXT NOT NULL,
        document BLOB NOT NULL,
        engine TEXT NOT NULL
    ) STRICT
    """,
    # What articles said before their feeds changed them: store/versions.py
    """
    CREATE TABLE version (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        at INTEGER NOT NULL, -- when the feed brought it so
        title TEXT NOT NULL,
        lead TEXT NOT NULL,
        document BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX version_by_article ON version (article, at DESC, id DESC)",
    # The identities of every article ever seen: sync/identity.py makes them. One that outlived its article (article
    # IS NULL) keeps a pruned article from coming back as new while its feed still lists it.
    """
    CREATE TABLE article_key (
        key INTEGER PRIMARY KEY,
        feed INTEGER NOT NULL,
        article INTEGER REFERENCES article (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX article_key_by_article ON article_key (article)",
    "CREATE INDEX article_key_outlived ON article_key (feed) WHERE article IS NULL",
    #
    # What the user did.
    #
    """
    CREATE TABLE outlet_choice (
        outlet INTEGER PRIMARY KEY REFERENCES outlet (id),
        is_on INTEGER, -- NULL: as the catalogue says
        is_paused INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE TABLE followed (country TEXT PRIMARY KEY, since INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE mark (
        article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
        read_at INTEGER,
        starred_at INTEGER,
        note TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX mark_starred ON mark (starred_at DESC, article DESC) WHERE starred_at IS NOT NULL",
    """
    CREATE TABLE tag (
        tag TEXT NOT NULL COLLATE NOCASE,
        article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        PRIMARY KEY (tag, article)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX tag_by_article ON tag (article)",
    # marks on their way into the plain copy beside the database (store/user_copy.py)
    "CREATE TABLE user_copy_todo (article INTEGER PRIMARY KEY) STRICT",
    #
    # The index for search. Contentless: what goes in is segmented text that is stored nowhere else; see store/search.py
    # for its rowids. M* belongs to words: vowel signs of Indic scripts and of Thai are marks.
    #
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        text, content = '', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
    )
    """,
    "CREATE TABLE search_todo (article INTEGER PRIMARY KEY) STRICT",
)


def migrate(db: sqlite3.Connection) -> None:
    for statement in _STATEMENTS:
        db.execute(statement)
