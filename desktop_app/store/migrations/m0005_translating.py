"""What is to be translated, where the sentences of a translation are, and the memory of sentences."""

from __future__ import annotations

import sqlite3

_STATEMENTS = (
    # Articles without a translation that may need one. Their language is NULL until their text was looked at.
    """
    CREATE TABLE translate_todo (
        article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
        language TEXT,
        published INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX translate_todo_by_language ON translate_todo (language, published DESC, article DESC)",
    """
    INSERT INTO translate_todo (article, published)
    SELECT id, published FROM article WHERE id NOT IN (SELECT article FROM translation)
    """,
    # places: see store/translations.py. is_whole: the document is a translation of the text as it stands now
    "ALTER TABLE translation ADD COLUMN places BLOB",
    "ALTER TABLE translation ADD COLUMN is_whole INTEGER NOT NULL DEFAULT 0",
    "UPDATE translation SET is_whole = 1 WHERE article NOT IN (SELECT article FROM page WHERE document IS NOT NULL)",
    # What the user wants of an outlet: '' as its articles say, 'never', 'always', or the language that it is in
    "ALTER TABLE outlet_choice ADD COLUMN language_rule TEXT NOT NULL DEFAULT ''",
    # Sentences and their English: store/memory.py
    """
    CREATE TABLE sentence (
        key INTEGER PRIMARY KEY, -- a hash of language, model, engine and the sentence
        day INTEGER NOT NULL, -- since the epoch, on which it came
        english BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX sentence_by_day ON sentence (day)",
    "CREATE TABLE bad_sentence (key INTEGER PRIMARY KEY) STRICT",  # whose English the user does not want
)


def migrate(db: sqlite3.Connection) -> None:
    for statement in _STATEMENTS:
        db.execute(statement)
