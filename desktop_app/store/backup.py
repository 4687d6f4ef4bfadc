"""Copies of the whole store, and starting again from one."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_app.model.errors import StoreError, StoreProblem
from desktop_app.store.connection import open_reader, store_errors
from desktop_app.store.schema import APPLICATION_ID, version


def back_up(database: Path, target: Path) -> int:
    """Copy the store into one file, consistent even while it is written to; returns the bytes. Replaces ``target``."""
    with store_errors():
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(target.name + ".new")
        fresh.unlink(missing_ok=True)
        with closing(open_reader(database)) as db:
            db.execute("PRAGMA query_only = OFF")  # VACUUM INTO writes, but not here
            db.execute("VACUUM INTO ?", (str(fresh),))
        fresh.replace(target)
        return target.stat().st_size


def check(database: Path) -> None:
    """Raises StoreError where the file is not a sound store that this program can open."""
    if not database.is_file():
        raise StoreError(StoreProblem.UNREADABLE, f"there is no file {database}")
    with store_errors(), closing(open_reader(database)) as db:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreError(StoreProblem.NOT_OURS)
        version(db)
        verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise StoreError(StoreProblem.DAMAGED, verdict)


def restore(backup: Path, database: Path) -> None:
    """Put a copy in the place of the store. Nothing is touched unless the copy is sound and nobody uses the store.

    The store that was there is kept beside it as ``overview.db.before-restore``.
    """
    check(backup)
    _refuse_while_used(database)
    with store_errors():
        fresh = database.with_name(database.name + ".new")
        shutil.copyfile(backup, fresh)
        with fresh.open("r+b") as f:
            os.fsync(f.fileno())
        if database.exists():
            database.replace(database.with_name(database.name + ".before-restore"))
        for leftover in ("-wal", "-shm"):
            database.with_name(database.name + leftover).unlink(missing_ok=True)
        fresh.replace(database)


def _refuse_while_used(database: Path) -> None:
    """Leaving WAL mode needs every other connection closed, which makes it a test of just that."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=0)) as db:
            mode = db.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except sqlite3.OperationalError as e:
        raise StoreError(StoreProblem.BUSY, str(e)) from e
    except sqlite3.DatabaseError:
        return  # it is damaged: that is why one restores
    if mode != "delete":
        raise StoreError(StoreProblem.BUSY)
