"""Connections to the database file. Each belongs to the thread that opened it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.model.errors import StoreError, StoreProblem

Connection = sqlite3.Connection  # what the layers above pass on without knowing SQL

BUSY_TIMEOUT_S = 5.0

# The environment's fault, not ours: https://sqlite.org/rescode.html
_EXPECTED = {
    sqlite3.SQLITE_BUSY: StoreProblem.BUSY,
    sqlite3.SQLITE_LOCKED: StoreProblem.BUSY,
    sqlite3.SQLITE_READONLY: StoreProblem.READ_ONLY,
    sqlite3.SQLITE_PERM: StoreProblem.READ_ONLY,
    sqlite3.SQLITE_IOERR: StoreProblem.UNREADABLE,
    sqlite3.SQLITE_CANTOPEN: StoreProblem.UNREADABLE,
    sqlite3.SQLITE_CORRUPT: StoreProblem.DAMAGED,
    sqlite3.SQLITE_NOTADB: StoreProblem.DAMAGED,
    sqlite3.SQLITE_FULL: StoreProblem.FULL,
}


_EXPECTED_OF_SYSTEM = {
    errno.ENOSPC: StoreProblem.FULL,
    errno.EDQUOT: StoreProblem.FULL,
    errno.EACCES: StoreProblem.READ_ONLY,
    errno.EPERM: StoreProblem.READ_ONLY,
    errno.EROFS: StoreProblem.READ_ONLY,
}


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn what the disk did into StoreError; let our own mistakes through as they are."""
    try:
        yield
    except OSError as e:
        raise StoreError(_EXPECTED_OF_SYSTEM.get(e.errno or 0, StoreProblem.UNREADABLE), str(e)) from e
    except sqlite3.Error as e:
        problem = _EXPECTED.get(getattr(e, "sqlite_errorcode", 0) & 0xFF)
        if problem is None:
            raise
        raise StoreError(problem, str(e)) from e


def open_writer(path: Path) -> sqlite3.Connection:
    """A connection that can write. A program has one; two programs take turns. Nothing is written by opening it."""
    db = sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_S)
    set_durable(db, durable=False)
    db.execute("PRAGMA foreign_keys = ON")
    return db


def set_durable(db: sqlite3.Connection, *, durable: bool) -> None:
    """Whether a commit waits until the disk has it.

    In WAL mode NORMAL never damages the file, but the last commits may be gone after a power cut. That is right for
    what a feed can bring again; what the user did waits for the disk, and takes all earlier commits with it.
    """
    db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")


def open_reader(path: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_S)
    db.execute("PRAGMA query_only = ON")
    return db
