"""
Which version the database is of, and how an older file gets to the newest.

A migration is a function in its own file under ``migrations``; it is never edited after a release. Add a new one at
the end of MIGRATIONS. ``application_id`` says that the file is ours, ``user_version`` how many migrations it has had.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from desktop_app.model.errors import StoreError, StoreProblem
from desktop_app.store.connection import open_writer
from desktop_app.store.migrations import (
    m0001_first,
    m0002_read_from,
    m0003_page,
    m0004_place,
    m0005_translating,
    m0006_spans,
    m0007_stories,
    m0008_about,
    m0009_reading,
    m0010_takes,
    m0011_larger_pieces,
    m0012_rows,
)

APPLICATION_ID = int.from_bytes(b"Ovrv", "big")

MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    m0001_first.migrate,
    m0002_read_from.migrate,
    m0003_page.migrate,
    m0004_place.migrate,
    m0005_translating.migrate,
    m0006_spans.migrate,
    m0007_stories.migrate,
    m0008_about.migrate,
    m0009_reading.migrate,
    m0010_takes.migrate,
    m0011_larger_pieces.migrate,
    m0012_rows.migrate,
)


def version(db: sqlite3.Connection) -> int:
    """How many migrations the file has had. Raises StoreError where the file is not ours, or newer than we are."""
    application: int = db.execute("PRAGMA application_id").fetchone()[0]
    number: int = db.execute("PRAGMA user_version").fetchone()[0]
    tables: int = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application != APPLICATION_ID and (application or number or tables):
        raise StoreError(StoreProblem.NOT_OURS)
    if number > len(MIGRATIONS):
        raise StoreError(StoreProblem.TOO_NEW, f"version {number}, this program knows {len(MIGRATIONS)}")
    return number


def open_store(path: Path) -> sqlite3.Connection:
    """A connection that can write to the newest version of our store. Raises StoreError, sqlite3.Error.

    A file that is not ours, or too new, is left as it is.
    """
    db = open_writer(path)
    try:
        migrate(db)
        db.execute("PRAGMA journal_mode = WAL")  # readers never wait for the writer
    except BaseException:
        db.close()
        raise
    return db


def migrate(db: sqlite3.Connection) -> None:
    """Bring the database to the newest version, in one transaction."""
    if version(db) == len(MIGRATIONS):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        for migration in MIGRATIONS[version(db) :]:  # asked again: another program may have been quicker
            migration(db)
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
