"""
The plain copy of what the user did, beside the database: ``user.jsonl``, a line an article, the last line of an id
counts. It is readable without this program and restores bookmarks, notes, tags and reads by ``overview import``.

A change and its place in ``user_copy_todo`` are one transaction; the line is written, and on the disk, before the
place is given up. So a kill between any two instructions costs at most a line that is written twice.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from desktop_app.model.article import ArticleId
from desktop_app.store import transfer

COMPACT_ABOVE_LINES = 2_000


def write_waiting(db: sqlite3.Connection, file: Path, limit: int = 500) -> int:
    """Append what waits, up to ``limit`` articles; returns how many lines were written. Inside a writer's job."""
    waiting = [ArticleId(i) for (i,) in db.execute("SELECT article FROM user_copy_todo LIMIT ?", (limit,))]
    if not waiting:
        return 0
    lines = [line for line in (transfer.user_line(db, i) for i in waiting) if line is not None]
    with file.open("a", encoding="utf-8") as out:
        if out.tell() and not _ends_with_newline(file):
            out.write("\n")  # a kill in the middle of a line spoils that line only
        out.writelines(line + "\n" for line in lines)
        out.flush()
        os.fsync(out.fileno())
    db.executemany("DELETE FROM user_copy_todo WHERE article = ?", [(i,) for i in waiting])
    return len(lines)


def _ends_with_newline(file: Path) -> bool:
    with file.open("rb") as f:
        f.seek(-1, os.SEEK_END)
        return f.read(1) == b"\n"


def compact(db: sqlite3.Connection, file: Path) -> None:
    """Write the file anew, a line an article, where most of it has been overtaken."""
    try:
        with file.open("rb") as f:
            lines = sum(1 for _ in f)
    except FileNotFoundError:
        lines = 0
    marked = [
        ArticleId(i)
        for (i,) in db.execute(
            """SELECT article FROM mark WHERE read_at IS NOT NULL OR starred_at IS NOT NULL OR note <> ''
               UNION SELECT article FROM tag"""
        )
    ]
    if lines < COMPACT_ABOVE_LINES or lines < 2 * len(marked):
        return
    fresh = file.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as out:
        for article in marked:
            if (line := transfer.user_line(db, article)) is not None:
                out.write(line + "\n")
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
